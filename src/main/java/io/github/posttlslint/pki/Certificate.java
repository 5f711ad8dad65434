package io.github.posttlslint.pki;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an X.509 certificate (RFC 5280). Nothing in it is trusted: it says what it says. Two
 * are equal if they are the same bytes.
 */
public final class Certificate {

  private final byte[] der;
  private final boolean excess;
  private final @Nullable CertificateOutline outline;
  private @Nullable Facts facts;
  private @Nullable DistinguishedName subject;
  private @Nullable Boolean selfSigned;
  private @Nullable Signer signer;

  /** The key that was last asked about, which mostly is asked about again. */
  private record Signer(PublicKey key, SignatureCheck.Result result) {}

  /** What was read from the DER; see the accessors of the certificate. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
  record Facts(
      DistinguishedName subject,
      DistinguishedName issuer,
      String serialNumber,
      int version,
      Instant notBefore,
      Instant notAfter,
      PublicKey publicKey,
      SignatureAlgorithm signatureAlgorithm,
      byte[] signed,
      AlgorithmIdentifier signatureId,
      byte[] signature,
      Extensions extensions) {}

  /** What the extensions say; see the accessors of the certificate. */
  record Extensions(
      List<String> dnsNames,
      List<String> ipAddresses,
      List<String> emailAddresses,
      boolean hasBasicConstraints,
      boolean authority,
      @Nullable Integer pathLength,
      @Nullable Set<KeyUsage> keyUsage,
      @Nullable List<String> extendedKeyUsage,
      @Nullable Integer netscapeType,
      boolean mustStaple,
      boolean logged,
      @Nullable String subjectKeyIdentifier,
      @Nullable String authorityKeyIdentifier,
      Set<String> unknownCritical,
      Set<String> malformed) {}

  private Certificate(
      byte[] der, boolean excess, @Nullable CertificateOutline outline, @Nullable Facts facts) {
    this.der = der;
    this.excess = excess;
    this.outline = outline;
    this.facts = facts;
  }

  /**
   * Reads a certificate; a plain one in full only when more than its outline is asked for.
   *
   * @param der the certificate, which bytes may follow that {@link #hasExcessData} tells of
   * @return null if it is none that can be read
   */
  static @Nullable Certificate parse(byte[] der) {
    Der outer = Der.at(der, 0);
    if (outer == null || outer.tag() != Der.SEQUENCE) {
      return null;
    }
    boolean excess = outer.end() < der.length;
    byte[] body = excess ? Arrays.copyOf(der, outer.end()) : der;
    CertificateOutline outline = CertificateOutline.of(body);
    Facts facts = outline == null ? CertificateReader.read(body) : null;
    return outline == null && facts == null ? null : new Certificate(body, excess, outline, facts);
  }

  private Facts facts() {
    Facts known = facts;
    if (known == null) {
      known = CertificateReader.read(der);
      if (known == null) {
        throw new IllegalStateException("a certificate with an outline cannot be read");
      }
      facts = known;
    }
    return known;
  }

  /** The subject; perhaps without attributes. */
  public DistinguishedName subject() {
    DistinguishedName known = subject;
    if (known == null) {
      known = outline == null ? facts().subject : outline.subject();
      subject = known;
    }
    return known;
  }

  /** The name of whoever signed it. */
  public DistinguishedName issuer() {
    return facts().issuer;
  }

  /** The serial number in capital hex digits, as {@code openssl x509 -serial} prints it. */
  public String serialNumber() {
    return facts().serialNumber;
  }

  /** From when it is valid. */
  public Instant notBefore() {
    return outline == null ? facts().notBefore : outline.notBefore();
  }

  /** The last second at which it is valid. */
  public Instant notAfter() {
    return outline == null ? facts().notAfter : outline.notAfter();
  }

  /** Whether its time has not come yet. */
  public boolean isNotYetValid(Instant now) {
    return now.isBefore(notBefore());
  }

  /** Whether its time is over. */
  public boolean isExpired(Instant now) {
    return now.isAfter(notAfter());
  }

  /** The subject's public key. */
  public PublicKey publicKey() {
    return facts().publicKey;
  }

  /** How it was signed. */
  public SignatureAlgorithm signatureAlgorithm() {
    return facts().signatureAlgorithm;
  }

  /** The subject alternative names of type DNS, in order, as they are. */
  public List<String> dnsNames() {
    return facts().extensions.dnsNames;
  }

  /** The subject alternative names of type IP address, in text form. */
  public List<String> ipAddresses() {
    return facts().extensions.ipAddresses;
  }

  /** The subject alternative names of type e-mail address. */
  public List<String> emailAddresses() {
    return facts().extensions.emailAddresses;
  }

  /**
   * The names that a host is compared with: the DNS names, or if there are none the common names.
   */
  public List<String> hostNames() {
    return dnsNames().isEmpty() ? subject().commonNames() : dnsNames();
  }

  /**
   * Whether it is for a host, as OpenSSL within Postfix decides: a wildcard is the whole first
   * label and stands for one label, and the common name counts only if there is no DNS name.
   *
   * @param host after a dot, any name below it
   */
  public boolean matchesHost(String host) {
    return HostNames.match(dnsNames(), subject().commonNames(), host);
  }

  /** Whether a name in a certificate is a wildcard that OpenSSL honours. */
  public static boolean isUsableWildcard(String pattern) {
    return HostNames.isWildcard(pattern);
  }

  /** Whether basic constraints say that it is a CA's. */
  public boolean isAuthority() {
    return facts().extensions.authority;
  }

  /**
   * Whether OpenSSL lets it sign certificates: basic constraints and key usage permit it, or it is
   * a self-signed one of version 1.
   */
  public boolean maySignCertificates() {
    if (outline != null && outline.surelySigns()) {
      return true;
    }
    Set<KeyUsage> usage = facts().extensions.keyUsage;
    if (usage != null && !usage.contains(KeyUsage.KEY_CERT_SIGN)) {
      return false;
    }
    if (facts().extensions.hasBasicConstraints) {
      return facts().extensions.authority;
    }
    Integer type = facts().extensions.netscapeType;
    boolean firstVersionRoot = facts().version == 1 && isSelfSigned();
    return firstVersionRoot || usage != null || (type != null && (type & 0x07) != 0);
  }

  /** How many more CAs may stand between this one and a leaf; null if there is no limit. */
  public @Nullable Integer pathLength() {
    return facts().extensions.pathLength;
  }

  /** The key usage bits; null if the extension is not there and everything is permitted. */
  public @Nullable Set<KeyUsage> keyUsage() {
    return facts().extensions.keyUsage;
  }

  /**
   * The extended key usages as dotted object identifiers; null if the extension is not there and
   * everything is permitted.
   */
  public @Nullable List<String> extendedKeyUsage() {
    return facts().extensions.extendedKeyUsage;
  }

  /**
   * Whether its extended key usage permits a purpose, as OpenSSL sees it: {@code
   * anyExtendedKeyUsage} is not enough.
   */
  public boolean permits(Purpose purpose) {
    return PurposeCheck.permits(this, purpose);
  }

  /** Whether its key usage lets the key do what a TLS server's or client's key does. */
  public boolean hasKeyUsageFor(Purpose purpose) {
    return PurposeCheck.hasKeyUsageFor(this, purpose);
  }

  /** Whether OpenSSL accepts it for a purpose: key usage, extended key usage, Netscape type. */
  public boolean suits(Purpose purpose) {
    return PurposeCheck.suits(this, purpose);
  }

  @Nullable Integer netscapeType() {
    return facts().extensions.netscapeType;
  }

  /** Whether it demands a stapled OCSP response (RFC 7633), which Postfix never sends. */
  public boolean mustStaple() {
    return facts().extensions.mustStaple;
  }

  /**
   * Whether it carries timestamps of public logs (RFC 6962), as certificates of public CAs do since
   * 2018.
   */
  public boolean isPubliclyLogged() {
    return facts().extensions.logged;
  }

  /** The subject key identifier in capital hex digits; null without the extension. */
  public @Nullable String subjectKeyIdentifier() {
    return facts().extensions.subjectKeyIdentifier;
  }

  /** The issuer's key identifier in capital hex digits; null if it is not given. */
  public @Nullable String authorityKeyIdentifier() {
    return facts().extensions.authorityKeyIdentifier;
  }

  /** Critical extensions that OpenSSL does not know and hence refuses, as object identifiers. */
  public Set<String> unknownCriticalExtensions() {
    return facts().extensions.unknownCritical;
  }

  /** Extensions whose content cannot be read, as object identifiers. */
  public Set<String> malformedExtensions() {
    return facts().extensions.malformed;
  }

  /** Whether bytes follow the certificate inside its block, which some readers refuse. */
  public boolean hasExcessData() {
    return excess;
  }

  /** Whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    return subject().equals(facts().issuer);
  }

  /** Whether it is self-issued and its own key made the signature. */
  public boolean isSelfSigned() {
    Boolean known = selfSigned;
    if (known == null) {
      known = isSelfIssued() && signedBy(facts().publicKey) != SignatureCheck.Result.INVALID;
      selfSigned = known;
    }
    return known;
  }

  /**
   * Whether a certificate can be this one's issuer by its names: the subject is this one's issuer,
   * and the key identifiers, where both have one, agree.
   */
  public boolean namesAsIssuer(Certificate other) {
    if (!facts().issuer.equals(other.subject())) {
      return false;
    }
    String wanted = authorityKeyIdentifier();
    String there = other.subjectKeyIdentifier();
    return wanted == null || there == null || wanted.equals(there);
  }

  /** Whether a key made this certificate's signature. */
  public SignatureCheck.Result signedBy(PublicKey key) {
    Signer known = signer;
    if (known == null || !known.key.equals(key)) {
      SignatureCheck.Result result =
          SignatureCheck.check(facts().signed, facts().signatureId, facts().signature, key);
      known = new Signer(key, result);
      signer = known;
    }
    return known.result;
  }

  /**
   * The certificate's fingerprint.
   *
   * @param digest name of a digest as OpenSSL spells it, in any case
   * @return pairs of capital hex digits with colons between them; null for an unknown digest
   */
  public @Nullable String fingerprint(String digest) {
    return Fingerprint.of(digest, der);
  }

  /** The certificate in DER, a copy. */
  public byte[] encoded() {
    return der.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Certificate certificate && Arrays.equals(der, certificate.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  /** The subject, or the first name if the subject is empty. */
  @Override
  public String toString() {
    if (subject().isEmpty() && !dnsNames().isEmpty()) {
      return dnsNames().get(0);
    }
    return subject().toString();
  }
}
