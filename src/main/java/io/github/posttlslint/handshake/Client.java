package io.github.posttlslint.handshake;

import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Exchange;
import io.github.posttlslint.handshake.Answer.Refused;
import io.github.posttlslint.handshake.Answer.Why;
import io.github.posttlslint.pki.KeyAlgorithm;

/**
 * A TLS client: what it sends first, and what it does not take of what a server chooses.
 *
 * @param name of the program or system, with its release
 * @param year of that release
 * @param isCurrent whether it was counted among those in use when it was captured
 * @param hello its first message
 * @param limits what it does not take
 */
public record Client(
    String name, Family family, int year, boolean isCurrent, ClientHello hello, Limits limits) {

  /** Whose TLS it is. */
  public enum Family {
    OPENSSL("OpenSSL", true, false),
    LIBRESSL("LibreSSL", true, false),
    JAVA("Java", true, false),
    GO("Go", true, false),
    WINDOWS("Windows", true, true),
    THUNDERBIRD("Thunderbird", false, true),
    APPLE("Apple", false, true),
    ANDROID("Android", false, true),
    BROWSER("browsers", false, false);

    private final String words;
    private final boolean isOfServers;
    private final boolean isOfUsers;

    Family(String words, boolean isOfServers, boolean isOfUsers) {
      this.words = words;
      this.isOfServers = isOfServers;
      this.isOfUsers = isOfUsers;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** Whether servers that send mail use it. */
    public boolean isOfServers() {
      return isOfServers;
    }

    /** Whether programs by which users read and send mail use it. */
    public boolean isOfUsers() {
      return isOfUsers;
    }
  }

  /**
   * What a client does not take; 0 where nothing is known.
   *
   * @param oldest the oldest version, by its number
   * @param leastPrime bits of a prime for Diffie-Hellman
   * @param mostPrime the same
   * @param leastRsa bits of an RSA key
   * @param mostRsa the same
   * @param leastEcdsa bits of a curve for ECDSA
   * @param needsSha2 whether it takes no certificate signed with SHA-1
   */
  public record Limits(
      int oldest,
      int leastPrime,
      int mostPrime,
      int leastRsa,
      int mostRsa,
      int leastEcdsa,
      boolean needsSha2) {}

  /** What comes of a handshake with a server, for both sides. */
  public Answer meet(ServerOffer offer) {
    Answer answer = Handshake.of(hello, offer);
    return answer instanceof Agreed agreed ? judged(agreed) : answer;
  }

  private Answer judged(Agreed agreed) {
    if (agreed.version().code() < limits.oldest) {
      String begins = Version.words(limits.oldest);
      return refused(
          "it begins at " + begins + ", the service chooses " + agreed.version().words());
    }
    if (agreed.exchange() instanceof Exchange.Prime prime) {
      if (limits.mostPrime > 0 && prime.bits() > limits.mostPrime) {
        return refused(
            "a prime of " + prime.bits() + " bits, and it takes at most " + limits.mostPrime);
      }
      if (prime.bits() < limits.leastPrime) {
        return refused(
            "a prime of " + prime.bits() + " bits, and it takes at least " + limits.leastPrime);
      }
    }
    ServerKey key = agreed.key();
    return key == null ? agreed : judged(agreed, key);
  }

  private Answer judged(Agreed agreed, ServerKey key) {
    boolean isRsa = key.algorithm() == KeyAlgorithm.RSA || key.algorithm() == KeyAlgorithm.RSA_PSS;
    if (isRsa && limits.mostRsa > 0 && key.bits() > limits.mostRsa) {
      return refused(
          "an RSA key of " + key.bits() + " bits, and it takes at most " + limits.mostRsa);
    }
    if (isRsa && key.bits() > 0 && key.bits() < limits.leastRsa) {
      return refused(
          "an RSA key of " + key.bits() + " bits, and it takes at least " + limits.leastRsa);
    }
    if (key.algorithm() == KeyAlgorithm.EC && key.bits() > 0 && key.bits() < limits.leastEcdsa) {
      return refused(
          "a curve of " + key.bits() + " bits, and it takes at least " + limits.leastEcdsa);
    }
    boolean isSha1 = key.signature().digest().equals("sha1");
    return limits.needsSha2 && isSha1
        ? refused("a certificate signed with SHA-1, which it does not take")
        : agreed;
  }

  private static Refused refused(String reason) {
    return new Refused(Why.CLIENT, 0, reason);
  }
}
