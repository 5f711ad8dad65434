package io.github.posttlslint.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.IntFunction;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Certificates with the key of a sample, and signatures that fit nothing, in PEM. */
final class MadeCertificates {

  private static final String SAMPLE = "samples/mx/good/etc/postfix/mail.example.com.pem";

  private MadeCertificates() {}

  /** What the sample's file holds: a key and a chain. */
  static String sample() {
    try {
      return Files.readString(Path.of(SAMPLE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sample's key alone. */
  static String key() {
    String text = sample();
    int end = text.indexOf("-----END PRIVATE KEY-----");
    return text.substring(text.indexOf("-----BEGIN PRIVATE KEY-----"), end)
        + "-----END PRIVATE KEY-----\n";
  }

  /** A host's certificate. */
  static String leaf(int serial, String issuer, int names) {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    add(extensions, Extension.subjectAlternativeName, new GeneralNames(list(names)));
    return make(serial, "CN=host" + serial, issuer, extensions);
  }

  /** A CA's certificate, with names that it may sign for. */
  static String authority(int serial, String subject, String issuer, int permitted) {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    add(extensions, Extension.basicConstraints, new BasicConstraints(true));
    if (permitted > 0) {
      GeneralSubtree[] trees = new GeneralSubtree[permitted];
      for (int i = 0; i < permitted; i++) {
        trees[i] = new GeneralSubtree(list(1)[0]);
      }
      add(extensions, Extension.nameConstraints, new NameConstraints(trees, trees));
    }
    return make(serial, subject, issuer, extensions);
  }

  private static GeneralName[] list(int names) {
    IntFunction<GeneralName> name =
        i -> new GeneralName(GeneralName.dNSName, "host" + i + ".example.com");
    GeneralName[] list = new GeneralName[names];
    for (int i = 0; i < names; i++) {
      list[i] = name.apply(i);
    }
    return list;
  }

  private static void add(
      ExtensionsGenerator to,
      org.bouncycastle.asn1.ASN1ObjectIdentifier id,
      org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      to.addExtension(id, false, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String make(
      int serial, String subject, String issuer, ExtensionsGenerator extensions) {
    try {
      Certificate sample = Certificate.getInstance(der(sample()));
      V3TBSCertificateGenerator made = new V3TBSCertificateGenerator();
      made.setSerialNumber(new ASN1Integer(serial));
      made.setSignature(sample.getSignatureAlgorithm());
      made.setIssuer(new X500Name(issuer));
      made.setSubject(new X500Name(subject));
      made.setStartDate(new Time(Date.from(Instant.parse("2026-01-01T00:00:00Z"))));
      made.setEndDate(new Time(Date.from(Instant.parse("2027-01-01T00:00:00Z"))));
      made.setSubjectPublicKeyInfo(sample.getSubjectPublicKeyInfo());
      made.setExtensions(extensions.generate());
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(made.generateTBSCertificate());
      parts.add(sample.getSignatureAlgorithm());
      parts.add(new DERBitString(sample.getSignature().getOctets()));
      return Hostile.pem(new DERSequence(parts).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] der(String pem) {
    String begin = "-----BEGIN CERTIFICATE-----\n";
    int start = pem.indexOf(begin) + begin.length();
    String body = pem.substring(start, pem.indexOf("-----END CERTIFICATE-----"));
    return Base64.getMimeDecoder().decode(body);
  }
}
