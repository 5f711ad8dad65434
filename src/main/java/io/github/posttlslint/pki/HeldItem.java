package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a file of certificates and keys holds.
 *
 * @param type what it is
 * @param span its lines; in files without lines their first character
 * @param certificate the certificate; null for other things and for one that cannot be read
 * @param key what can be said of the private key; null for other things
 * @param publicKey the key of a certificate, a request or a public key, and the public half of a
 *     private key; null if there is none or if it cannot be told
 * @param names who it is for, where that is no certificate's: a request's subject and names
 * @param detail more about it as a clause for people, such as why it cannot be read; null if there
 *     is nothing to say
 */
public record HeldItem(
    BlockType type,
    Span span,
    @Nullable Certificate certificate,
    @Nullable Key key,
    @Nullable PublicKey publicKey,
    List<String> names,
    @Nullable String detail) {

  public HeldItem {
    names = List.copyOf(names);
  }

  /** A private key. */
  static HeldItem ofKey(BlockType type, Span span, Key key) {
    return new HeldItem(type, span, null, key, key.publicKey(), List.of(), key.problem());
  }

  /** A thing in DER that is no private key. */
  static HeldItem of(BlockType type, Span span, byte[] der) {
    if (type == BlockType.CERTIFICATE || type == BlockType.TRUSTED_CERTIFICATE) {
      Certificate certificate = Certificate.parse(der);
      return certificate == null
          ? unreadable(type, span, "its content is not a certificate")
          : new HeldItem(type, span, certificate, null, certificate.publicKey(), List.of(), null);
    }
    try {
      return switch (type) {
        case CERTIFICATE_REQUEST -> request(span, der);
        case PUBLIC_KEY -> publicKey(span, der);
        case DH_PARAMETERS -> {
          int bits = DHParameter.getInstance(der).getP().bitLength();
          yield new HeldItem(type, span, null, null, null, List.of(), bits + " bit");
        }
        default -> new HeldItem(type, span, null, null, null, List.of(), null);
      };
    } catch (IOException | RuntimeException e) {
      return unreadable(type, span, "its content is not what its label names");
    }
  }

  static HeldItem unreadable(BlockType type, Span span, String why) {
    return new HeldItem(type, span, null, null, null, List.of(), why);
  }

  private static HeldItem request(Span span, byte[] der) throws IOException {
    var info = CertificationRequest.getInstance(der).getCertificationRequestInfo();
    DistinguishedName subject = DistinguishedName.of(info.getSubject().getEncoded("DER"));
    List<String> names = CertificateReader.dnsNames(extensions(info.getAttributes()));
    String asked = subject == null || subject.isEmpty() ? null : subject.toString();
    PublicKey key = PublicKey.of(info.getSubjectPublicKeyInfo());
    return new HeldItem(BlockType.CERTIFICATE_REQUEST, span, null, null, key, names, asked);
  }

  /** The extensions that a request asks for (RFC 2985, section 5.4.2). */
  private static @Nullable Extensions extensions(
      org.bouncycastle.asn1.@Nullable ASN1Set attributes) {
    for (var element : attributes == null ? List.<Object>of() : List.of(attributes.toArray())) {
      var attribute = org.bouncycastle.asn1.pkcs.Attribute.getInstance(element);
      if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
        return Extensions.getInstance(attribute.getAttrValues().getObjectAt(0));
      }
    }
    return null;
  }

  /** A SubjectPublicKeyInfo, or RSA's two numbers alone (PKCS#1). */
  private static HeldItem publicKey(Span span, byte[] der) throws IOException {
    ASN1Sequence sequence = ASN1Sequence.getInstance(der);
    boolean bare = !(sequence.getObjectAt(0) instanceof ASN1Sequence);
    SubjectPublicKeyInfo info =
        bare
            ? new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPublicKey.getInstance(sequence))
            : SubjectPublicKeyInfo.getInstance(sequence);
    PublicKey key = PublicKey.of(info);
    return new HeldItem(BlockType.PUBLIC_KEY, span, null, null, key, List.of(), null);
  }
}
