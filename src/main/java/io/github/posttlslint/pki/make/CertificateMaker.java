package io.github.posttlslint.pki.make;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.Validity;
import org.jspecify.annotations.Nullable;

/** Makes one certificate from its part of a recipe; see {@link Recipes} for the notation. */
final class CertificateMaker {

  private static final int MOST_COMMON_NAME = 64;
  private static final int CA_DAYS_BEFORE = -365;
  private static final int CA_DAYS_AFTER = 3650;
  private static final int LEAF_DAYS_BEFORE = -30;
  private static final int LEAF_DAYS_AFTER = 60;

  private final Spec spec;
  private final MadeKey key;
  private final Instant now;

  CertificateMaker(Spec spec, MadeKey key, Instant now) {
    this.spec = spec;
    this.key = key;
    this.now = now;
  }

  /**
   * A certificate with the key that belongs to it.
   *
   * @param name the subject
   * @param key the subject's key
   * @param encoded the certificate
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
  record Made(X500Name name, MadeKey key, byte[] encoded) {}

  /** Makes it. The issuer is null for a self-signed one. */
  Made make(@Nullable Made issuer) {
    List<String> names = spec.texts("for");
    names = names == null ? List.of() : names;
    String subject = spec.text("subject");
    X500Name name = subject != null ? nameOf(subject) : commonName(names);
    boolean authority = spec.flag("ca", false);
    MadeKey signer = issuer == null ? key : issuer.key;
    X500Name issuerName = issuer == null ? name : issuer.name;
    String otherIssuer = spec.text("issuer-name");
    issuerName = otherIssuer == null ? issuerName : nameOf(otherIssuer);
    Instant from = spec.moment("from", now, authority ? CA_DAYS_BEFORE : LEAF_DAYS_BEFORE);
    Instant until = spec.moment("until", now, authority ? CA_DAYS_AFTER : LEAF_DAYS_AFTER);
    AlgorithmIdentifier algorithm =
        Signing.algorithm(spec.entry(), signer, spec.text("digest", "sha256"));
    boolean broken = spec.flag("broken-signature", false);
    Integer version = spec.number("version");
    try {
      Extensions extensions = extensions(names, authority, signer, issuer == null);
      ASN1Integer serial = new ASN1Integer(serial(name, issuerName, from));
      boolean first = version != null && version == 1;
      TBSCertificate signed =
          new TBSCertificate(
              first ? null : new ASN1Integer(2),
              serial,
              algorithm,
              issuerName,
              new Validity(time(from), time(until)),
              name,
              key.half(),
              null,
              null,
              first ? null : extensions);
      byte[] signature = Signing.sign(spec.entry(), signer, algorithm, signed.getEncoded("DER"));
      if (broken) {
        signature[signature.length - 1] ^= 1;
      }
      spec.finish();
      Certificate certificate = new Certificate(signed, algorithm, new DERBitString(signature));
      return new Made(name, key, certificate.getEncoded("DER"));
    } catch (IOException e) {
      throw new RecipeException(spec.entry(), "cannot encode the certificate", e);
    }
  }

  private static Time time(Instant moment) {
    return new Time(Date.from(moment), Locale.ROOT);
  }

  private Extensions extensions(
      List<String> names, boolean authority, MadeKey signer, boolean selfSigned)
      throws IOException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(key)));
    if (spec.flag("authority-key-identifier", !selfSigned)) {
      extensions.addExtension(
          Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier(signer)));
    }
    Integer pathLength = spec.number("path-length");
    if (spec.flag("basic-constraints", true)) {
      BasicConstraints constraints =
          pathLength == null ? new BasicConstraints(authority) : new BasicConstraints(pathLength);
      extensions.addExtension(Extension.basicConstraints, true, constraints);
    }
    Usages.addKeyUsage(extensions, spec, key, authority);
    Usages.addExtendedKeyUsage(extensions, spec, authority);
    addNames(extensions, names, authority);
    if (spec.flag("must-staple", false)) {
      extensions.addExtension(
          new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
          false,
          new DERSequence(new ASN1Integer(5)));
    }
    if (spec.flag("logged", false)) {
      // a list without timestamps, for nobody verifies them
      extensions.addExtension(
          new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"),
          false,
          new DEROctetString(new byte[] {0, 0}));
    }
    String critical = spec.text("critical-extension");
    if (critical != null) {
      extensions.addExtension(
          new ASN1ObjectIdentifier(critical), true, new DERSequence(new ASN1Integer(1)));
    }
    return extensions.generate();
  }

  private void addNames(ExtensionsGenerator extensions, List<String> names, boolean authority)
      throws IOException {
    List<String> given = spec.texts("san");
    List<String> wanted = given != null ? given : authority ? List.of() : names;
    if (wanted.isEmpty()) {
      return;
    }
    List<GeneralName> general = new ArrayList<>();
    for (String name : wanted) {
      if (name.startsWith("IP:")) {
        general.add(new GeneralName(GeneralName.iPAddress, name.substring(3)));
      } else if (name.startsWith("email:")) {
        general.add(new GeneralName(GeneralName.rfc822Name, name.substring(6)));
      } else {
        general.add(new GeneralName(GeneralName.dNSName, name));
      }
    }
    extensions.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(general.toArray(new GeneralName[0])));
  }

  private X500Name nameOf(String text) {
    try {
      return new X500Name(BCStyle.INSTANCE, text);
    } catch (IllegalArgumentException e) {
      throw new RecipeException(spec.entry(), "not a name such as CN=x,O=y: " + text, e);
    }
  }

  private static X500Name commonName(List<String> names) {
    X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
    // longer names stand among the alternative names only (RFC 5280, appendix A.1)
    boolean fits = !names.isEmpty() && names.get(0).length() <= MOST_COMMON_NAME;
    return fits ? builder.addRDN(BCStyle.CN, names.get(0)).build() : builder.build();
  }

  /** A number that differs between certificates and not between runs. */
  private BigInteger serial(X500Name name, X500Name issuer, Instant from) throws IOException {
    Integer given = spec.number("serial");
    if (given != null) {
      return BigInteger.valueOf(given);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ASN1Encodable part : List.of(name, issuer, key.half())) {
      all.writeBytes(part.toASN1Primitive().getEncoded("DER"));
    }
    all.writeBytes(from.toString().getBytes(StandardCharsets.US_ASCII));
    byte[] digest = digest(all.toByteArray());
    digest[0] = (byte) ((digest[0] & 0x3F) | 0x40);
    return new BigInteger(1, Arrays.copyOf(digest, 16));
  }

  private static byte[] identifier(MadeKey key) {
    return digest(key.half().getPublicKeyData().getOctets());
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
