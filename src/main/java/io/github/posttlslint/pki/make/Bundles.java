package io.github.posttlslint.pki.make;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEOutputEncryptorBuilder;

/** Makes the files that are not PEM files of keys and certificates, but are taken for such. */
final class Bundles {

  private Bundles() {}

  /** A certificate request (PKCS#10). */
  static byte[] request(Spec spec, MadeKey key) {
    spec.pass("key");
    String subject = spec.text("subject");
    List<String> names = spec.texts("for");
    X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
    if (names != null && !names.isEmpty()) {
      builder.addRDN(BCStyle.CN, names.get(0));
    }
    X500Name name = subject == null ? builder.build() : new X500Name(BCStyle.INSTANCE, subject);
    try {
      CertificationRequestInfo info = new CertificationRequestInfo(name, key.half(), new DERSet());
      AlgorithmIdentifier algorithm = Signing.algorithm(spec.entry(), key, "sha256");
      byte[] signature = Signing.sign(spec.entry(), key, algorithm, info.getEncoded("DER"));
      return new CertificationRequest(info, algorithm, new DERBitString(signature))
          .getEncoded("DER");
    } catch (IOException e) {
      throw new RecipeException(spec.entry(), "cannot encode the request", e);
    }
  }

  /** A bundle without a signature, as {@code openssl crl2pkcs7 -nocrl -certfile} makes it. */
  static byte[] pkcs7(String entry, List<CertificateMaker.Made> certificates) {
    try {
      ASN1EncodableVector set = new ASN1EncodableVector();
      for (CertificateMaker.Made made : certificates) {
        set.add(Certificate.getInstance(made.encoded()));
      }
      SignedData data =
          new SignedData(
              new DERSet(),
              new ContentInfo(PKCSObjectIdentifiers.data, null),
              new DERSet(set),
              null,
              new DERSet());
      return new ContentInfo(PKCSObjectIdentifiers.signedData, data).getEncoded("DER");
    } catch (IOException e) {
      throw new RecipeException(entry, "cannot encode the bundle", e);
    }
  }

  /**
   * A PKCS#12 file with the ciphers that every release reads. Its salts differ from run to run, for
   * the library's builders do not let them be chosen.
   */
  static byte[] pkcs12(
      String entry, MadeKey key, List<CertificateMaker.Made> certificates, String passphrase) {
    char[] password = passphrase.toCharArray();
    try {
      PKCS12SafeBag[] bags = new PKCS12SafeBag[certificates.size()];
      for (int i = 0; i < bags.length; i++) {
        X509CertificateHolder holder = new X509CertificateHolder(certificates.get(i).encoded());
        bags[i] = new PKCS12SafeBagBuilder(holder).build();
      }
      PKCS12SafeBagBuilder keyBag = new PKCS12SafeBagBuilder(key.info(), encryptor(password));
      PKCS12PfxPduBuilder pfx = new PKCS12PfxPduBuilder();
      pfx.addEncryptedData(encryptor(password), bags);
      pfx.addData(keyBag.build());
      return pfx.build(new BcPKCS12MacCalculatorBuilder(), password).getEncoded("DER");
    } catch (IOException | PKCSException e) {
      throw new RecipeException(entry, "cannot encode the PKCS#12 file", e);
    }
  }

  private static OutputEncryptor encryptor(char[] password) {
    return new BcPKCS12PBEOutputEncryptorBuilder(
            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
            CBCBlockCipher.newInstance(new DESedeEngine()))
        .build(password);
  }

  /** Parameters of key agreement, which stand in files of their own or before a key. */
  static String parameters(String entry, String name) {
    try {
      if (name.startsWith("ec-")) {
        ASN1ObjectIdentifier curve = MadeKey.curve(entry, name.substring(3));
        return PemWriter.block("EC PARAMETERS", curve.getEncoded("DER"));
      }
      BigInteger prime =
          switch (name) {
            case "dh-512" -> BigInteger.probablePrime(512, new SeededRandom("dh-512"));
            case "dh-1024" -> DHStandardGroups.rfc2409_1024.getP();
            case "dh-2048" -> DHStandardGroups.rfc7919_ffdhe2048.getP();
            case "dh-3072" -> DHStandardGroups.rfc7919_ffdhe3072.getP();
            default -> throw new RecipeException(entry, "no such parameters: " + name);
          };
      DHParameter parameters = new DHParameter(prime, BigInteger.TWO, 0);
      return PemWriter.block("DH PARAMETERS", parameters.getEncoded("DER"));
    } catch (IOException e) {
      throw new RecipeException(entry, "cannot encode the parameters", e);
    }
  }
}
