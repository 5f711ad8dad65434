package io.github.posttlslint.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

/** Turns DER into the facts of a certificate; damage in one extension does not hide the others. */
final class CertificateReader {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final List<String> dnsNames = new ArrayList<>();
  private final List<String> ipAddresses = new ArrayList<>();
  private final List<String> emailAddresses = new ArrayList<>();
  private final Set<String> unknownCritical = new TreeSet<>();
  private final Set<String> malformed = new TreeSet<>();
  private boolean hasBasicConstraints;
  private boolean authority;
  private @Nullable Integer pathLength;
  private @Nullable Set<KeyUsage> keyUsage;
  private @Nullable List<String> extendedKeyUsage;
  private @Nullable Integer netscapeType;
  private boolean mustStaple;
  private boolean logged;
  private @Nullable String subjectKeyIdentifier;
  private @Nullable String authorityKeyIdentifier;

  private CertificateReader() {}

  /** The facts; null if the DER is not a certificate. */
  static Certificate.@Nullable Facts read(byte[] der) {
    try {
      var certificate = org.bouncycastle.asn1.x509.Certificate.getInstance(der);
      TBSCertificate signed = certificate.getTBSCertificate();
      DistinguishedName subject = name(signed.getSubject());
      DistinguishedName issuer = name(signed.getIssuer());
      if (subject == null || issuer == null) {
        return null;
      }
      CertificateReader reader = new CertificateReader();
      if (signed.getExtensions() != null) {
        for (ASN1ObjectIdentifier oid : signed.getExtensions().getExtensionOIDs()) {
          reader.extension(signed.getExtensions().getExtension(oid));
        }
      }
      return new Certificate.Facts(
          subject,
          issuer,
          hex(signed.getSerialNumber().getValue()),
          signed.getVersionNumber(),
          instant(signed.getStartDate()),
          instant(signed.getEndDate()),
          PublicKey.of(signed.getSubjectPublicKeyInfo()),
          SignatureAlgorithm.of(certificate.getSignatureAlgorithm()),
          signedBytes(der),
          certificate.getSignatureAlgorithm(),
          certificate.getSignature().getOctets(),
          reader.extensions());
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** The DNS names that extensions name, as those of a certificate request do. */
  static List<String> dnsNames(@Nullable Extensions extensions) {
    CertificateReader reader = new CertificateReader();
    Extension names =
        extensions == null ? null : extensions.getExtension(Extension.subjectAlternativeName);
    if (names != null) {
      reader.extension(names);
    }
    return reader.dnsNames;
  }

  private static @Nullable DistinguishedName name(ASN1Encodable name) throws IOException {
    return DistinguishedName.of(name.toASN1Primitive().getEncoded());
  }

  /** The signed part as it stands in the file, since encoding it again might change it. */
  private static byte[] signedBytes(byte[] der) throws IOException {
    Der outer = Der.at(der, 0);
    Der signed = outer == null ? null : outer.firstChild();
    if (signed == null) {
      throw new IOException("no signed part");
    }
    return Arrays.copyOfRange(der, signed.start(), signed.end());
  }

  private Certificate.Extensions extensions() {
    return new Certificate.Extensions(
        List.copyOf(dnsNames),
        List.copyOf(ipAddresses),
        List.copyOf(emailAddresses),
        hasBasicConstraints,
        authority,
        pathLength,
        keyUsage,
        extendedKeyUsage,
        netscapeType,
        mustStaple,
        logged,
        subjectKeyIdentifier,
        authorityKeyIdentifier,
        Collections.unmodifiableSet(unknownCritical),
        Collections.unmodifiableSet(malformed));
  }

  private void extension(Extension extension) {
    String oid = extension.getExtnId().getId();
    try {
      ASN1Primitive value = ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
      switch (oid) {
        case "2.5.29.14" -> subjectKeyIdentifier = hex(octets(value));
        case "2.5.29.15" -> keyUsage = keyUsage(ASN1BitString.getInstance(value));
        case "2.5.29.17" -> alternativeNames(GeneralNames.getInstance(value));
        case "2.5.29.19" -> basicConstraints(BasicConstraints.getInstance(value));
        case "2.5.29.35" -> authorityKey(AuthorityKeyIdentifier.getInstance(value));
        case "2.5.29.37" -> extendedKeyUsage = identifiers(ASN1Sequence.getInstance(value));
        case "2.16.840.1.113730.1.1" -> netscapeType = firstByte(ASN1BitString.getInstance(value));
        case "1.3.6.1.5.5.7.1.24" -> features(ASN1Sequence.getInstance(value));
        case "1.3.6.1.4.1.11129.2.4.2" -> logged = octets(value).length > 0;
        default -> {
          if (extension.isCritical() && !isKnownToOpenSsl(oid)) {
            unknownCritical.add(oid);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      malformed.add(oid);
    }
  }

  /** Those of {@code X509_supported_extension} that this class does not read. */
  private static boolean isKnownToOpenSsl(String oid) {
    return switch (oid) {
      case "2.5.29.30", // name constraints
          "2.5.29.31", // CRL distribution points
          "2.5.29.32", // certificate policies
          "2.5.29.33", // policy mappings
          "2.5.29.36", // policy constraints
          "2.5.29.54", // inhibit any policy
          "1.3.6.1.5.5.7.1.7", // IP address blocks
          "1.3.6.1.5.5.7.1.8", // autonomous system numbers
          "1.3.6.1.5.5.7.1.14", // proxy certificate
          "1.3.6.1.5.5.7.48.1.5" -> // no check of the OCSP responder
          true;
      default -> false;
    };
  }

  private void alternativeNames(GeneralNames names) throws IOException {
    for (GeneralName name : names.getNames()) {
      switch (name.getTagNo()) {
        case GeneralName.dNSName ->
            dnsNames.add(ASN1IA5String.getInstance(name.getName()).getString());
        case GeneralName.rfc822Name ->
            emailAddresses.add(ASN1IA5String.getInstance(name.getName()).getString());
        case GeneralName.iPAddress -> {
          byte[] address = ASN1OctetString.getInstance(name.getName()).getOctets();
          if (address.length == 4 || address.length == 16) {
            ipAddresses.add(address(address));
          }
        }
        default -> {}
      }
    }
  }

  /** {@code 192.0.2.1}, or eight hex numbers without the short form for a row of zeros. */
  private static String address(byte[] bytes) {
    boolean four = bytes.length == 4;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += four ? 1 : 2) {
      int part = bytes[i] & 0xFF;
      text.append(i == 0 ? "" : four ? "." : ":");
      text.append(
          four ? Integer.toString(part) : Integer.toHexString((part << 8) | (bytes[i + 1] & 0xFF)));
    }
    return text.toString();
  }

  private void basicConstraints(BasicConstraints constraints) {
    hasBasicConstraints = true;
    authority = constraints.isCA();
    ASN1Integer length = constraints.getPathLenConstraintInteger();
    pathLength = length == null ? null : length.intValueExact();
  }

  private void authorityKey(AuthorityKeyIdentifier identifier) {
    byte[] key = identifier.getKeyIdentifierOctets();
    authorityKeyIdentifier = key == null ? null : hex(key);
  }

  private void features(ASN1Sequence features) {
    for (ASN1Encodable feature : features) {
      mustStaple |= ASN1Integer.getInstance(feature).hasValue(5);
    }
  }

  private static Set<KeyUsage> keyUsage(ASN1BitString bits) {
    byte[] bytes = bits.getBytes();
    EnumSet<KeyUsage> usage = EnumSet.noneOf(KeyUsage.class);
    KeyUsage[] order = KeyUsage.values();
    for (int at = 0; at < order.length; at++) {
      if (at / 8 < bytes.length && (bytes[at / 8] & (0x80 >> (at % 8))) != 0) {
        usage.add(order[at]);
      }
    }
    return Collections.unmodifiableSet(usage);
  }

  private static List<String> identifiers(ASN1Sequence sequence) {
    Set<String> found = new LinkedHashSet<>();
    for (ASN1Encodable element : sequence) {
      found.add(ASN1ObjectIdentifier.getInstance(element).getId());
    }
    return List.copyOf(found);
  }

  private static int firstByte(ASN1BitString bits) {
    byte[] bytes = bits.getBytes();
    return bytes.length == 0 ? 0 : bytes[0] & 0xFF;
  }

  private static byte[] octets(ASN1Primitive value) {
    return ASN1OctetString.getInstance(value).getOctets();
  }

  /** Without the JDK's date formats, which cost more than the rest of the certificate. */
  private static Instant instant(Time time) throws IOException {
    ASN1Primitive value = time.toASN1Primitive();
    String text =
        value instanceof ASN1UTCTime utc
            ? utc.getAdjustedTime()
            : ((ASN1GeneralizedTime) value).getTimeString();
    int length = 14;
    if (text.length() <= length || !isDigits(text, length)) {
      throw new IOException("not a time");
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(text, 0, 4),
              number(text, 4, 6),
              number(text, 6, 8),
              number(text, 8, 10),
              number(text, 10, 12),
              number(text, 12, 14));
      return local.toInstant(zone(text.substring(length)));
    } catch (DateTimeException e) {
      throw new IOException("not a time", e);
    }
  }

  /** {@code Z}, {@code GMT+hh:mm} or {@code +hhmm}, perhaps after a fraction of a second. */
  private static ZoneOffset zone(String text) {
    int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
    if (sign < 0) {
      return ZoneOffset.UTC;
    }
    String digits = text.substring(sign + 1).replace(":", "");
    int minutes = number(digits, 0, 2) * 60 + (digits.length() >= 4 ? number(digits, 2, 4) : 0);
    return ZoneOffset.ofTotalSeconds((text.charAt(sign) == '-' ? -60 : 60) * minutes);
  }

  private static boolean isDigits(String text, int length) {
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static String hex(BigInteger number) {
    byte[] bytes = number.abs().toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    String digits = hex(Arrays.copyOfRange(bytes, from, bytes.length));
    return number.signum() < 0 ? "-" + digits : digits;
  }

  private static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
