package io.github.posttlslint.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a sender of mail verifies a server by TLSA records, as Postfix has OpenSSL do it ({@code
 * dane_verify} of crypto/x509/x509_vfy.c; RFC 7671; RFC 7672, section 3.1): the records alone
 * decide, no CA is trusted, and neither name nor time counts where a record is for the server's own
 * certificate.
 *
 * @param records those of one name
 */
public record Dane(List<Tlsa> records) {

  /** What is wrong with the way to an anchor. */
  private static final Set<Path.Kind> FATAL =
      EnumSet.of(
          Path.Kind.EXPIRED,
          Path.Kind.NOT_YET_VALID,
          Path.Kind.NOT_A_CA,
          Path.Kind.NO_CERT_SIGN,
          Path.Kind.PATH_TOO_LONG,
          Path.Kind.BAD_SIGNATURE,
          Path.Kind.WRONG_PURPOSE,
          Path.Kind.UNKNOWN_CRITICAL_EXTENSION,
          Path.Kind.MALFORMED_EXTENSION);

  /** How many usages with selectors there are. */
  private static final int ALIKE = 8;

  public Dane {
    records = List.copyOf(records);
  }

  /** What becomes of a chain. */
  public enum Outcome {
    VERIFIED("a record verifies it"),
    /** There is no record that senders use: TLS is demanded, nothing is verified. */
    NO_USABLE_RECORD("senders use none of the records"),
    NO_MATCH("no record matches"),
    /** A record matches that does not count, see {@link #counted}. */
    OUTDONE("what matches is a SHA-256 record, which senders ignore beside one with SHA-512"),
    /** A trust anchor is sent, and peers refuse a certificate below it. */
    BROKEN("its chain to the trust anchor is broken or expired"),
    /** The chain is right, and the certificate is for other hosts. */
    OTHER_NAME("the trust anchor matches, but its names do not include the host");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** For people, of a certificate. */
    public String words() {
      return words;
    }
  }

  /**
   * What becomes of a chain that a server sends.
   *
   * @param host the name that the records belong to
   * @param now the moment of the handshake
   */
  public Outcome verify(LoadedChain chain, String host, Instant now) {
    if (Tlsa.usable(records).isEmpty()) {
      return Outcome.NO_USABLE_RECORD;
    }
    List<Tlsa> counted = counted();
    Outcome outcome = verify(counted, chain, host, now);
    boolean isOutdone =
        outcome == Outcome.NO_MATCH
            && verify(Tlsa.usable(records), chain, host, now) == Outcome.VERIFIED;
    return isOutdone ? Outcome.OUTDONE : outcome;
  }

  private static Outcome verify(List<Tlsa> counted, LoadedChain chain, String host, Instant now) {
    for (Tlsa record : counted) {
      if (record.usage() == Tlsa.DANE_EE && record.matches(chain.certificate())) {
        return Outcome.VERIFIED;
      }
    }
    List<Tlsa> anchors = new ArrayList<>(counted);
    anchors.removeIf(record -> record.usage() != Tlsa.DANE_TA);
    return anchors.isEmpty() ? Outcome.NO_MATCH : climb(chain, anchors, host, now);
  }

  /** Certificates that the records are themselves count as if they were sent. */
  private static Outcome climb(LoadedChain chain, List<Tlsa> anchors, String host, Instant now) {
    List<Certificate> issuers = new ArrayList<>(chain.issuerCertificates());
    for (Tlsa record : anchors) {
      Certificate own = record.certificate();
      if (own != null) {
        issuers.add(own);
      }
    }
    Certificate leaf = chain.certificate();
    Path path = PathFinder.find(leaf, issuers, TrustAnchors.NONE, now, Purpose.SERVER);
    int top = top(path, anchors);
    if (top < 0) {
      return Outcome.NO_MATCH;
    }
    if (isBroken(path, top)) {
      return Outcome.BROKEN;
    }
    return leaf.matchesHost(host) ? Outcome.VERIFIED : Outcome.OTHER_NAME;
  }

  /**
   * The place of the first certificate of a path that is an anchor, or of the last one if a key
   * that is one has signed it; -1 if there is none.
   */
  private static int top(Path path, List<Tlsa> anchors) {
    for (int i = 1; i < path.steps().size(); i++) {
      for (Tlsa record : anchors) {
        if (record.matches(path.steps().get(i).certificate())) {
          return i;
        }
      }
    }
    for (Tlsa record : anchors) {
      PublicKey key = record.key();
      if (key != null && path.last().signedBy(key) == SignatureCheck.Result.VALID) {
        return path.steps().size() - 1;
      }
    }
    return -1;
  }

  private static boolean isBroken(Path path, int top) {
    for (Path.Problem problem : path.problems()) {
      for (int i = 0; i <= top; i++) {
        boolean isIts = path.steps().get(i).certificate().equals(problem.certificate());
        boolean isAbove = i == top && problem.kind() == Path.Kind.BAD_SIGNATURE;
        if (isIts && !isAbove && FATAL.contains(problem.kind())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The records that count: of those with the same usage and selector the strongest digest alone,
   * and those without a digest (RFC 7671, section 9).
   */
  public List<Tlsa> counted() {
    List<Tlsa> usable = Tlsa.usable(records);
    int[] strongest = new int[ALIKE];
    for (Tlsa record : usable) {
      strongest[alike(record)] = Math.max(strongest[alike(record)], record.matching());
    }
    List<Tlsa> counted = new ArrayList<>();
    for (Tlsa record : usable) {
      if (record.matching() == 0 || record.matching() == strongest[alike(record)]) {
        counted.add(record);
      }
    }
    return counted;
  }

  /** A number for usage and selector of a usable record. */
  private static int alike(Tlsa record) {
    return 2 * record.usage() + record.selector();
  }

  /**
   * Whether a chain that a server sends leads to a record, whatever else holds: a record that is
   * itself a CA's certificate or key counts without that being sent.
   */
  public static boolean matches(Tlsa record, LoadedChain chain, Instant now) {
    if (record.usage() == Tlsa.DANE_EE || record.usage() == 1) {
      return record.matches(chain.certificate());
    }
    for (Certificate issuer : chain.issuerCertificates()) {
      if (record.matches(issuer)) {
        return true;
      }
    }
    return record.usage() == Tlsa.DANE_TA
        && climb(chain, List.of(record), "", now) != Outcome.NO_MATCH;
  }
}
