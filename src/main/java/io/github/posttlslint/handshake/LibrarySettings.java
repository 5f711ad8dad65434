package io.github.posttlslint.handshake;

import io.github.posttlslint.pki.KeyAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSL's configuration sets for every program (SSL_CONF_cmd(3)), as far as Postfix leaves
 * it: it sets ciphers, security level and lowest version itself.
 *
 * @param newSuites the cipher suites of TLS 1.3, the most preferred first
 * @param signatures how handshakes may be signed, the most preferred first; null for all that the
 *     library has
 * @param isOwnOrder whether the server's order counts
 * @param setsGroups whether there are groups, which count where Postfix names none
 * @param allowsSha1 whether SHA-1 may sign (rh-allow-sha1-signatures of Red Hat's OpenSSL)
 */
public record LibrarySettings(
    List<NewSuite> newSuites,
    @Nullable List<SignatureScheme> signatures,
    boolean isOwnOrder,
    boolean setsGroups,
    boolean allowsSha1) {

  /** Nothing is set. */
  public static final LibrarySettings NONE =
      new LibrarySettings(NewSuite.USUAL, null, false, false, true);

  /** Commands that Postfix overrides, or that no first message is answered otherwise for. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "cipherstring",
          "minprotocol",
          "certificate",
          "privatekey",
          "verifymode",
          "verifycafile",
          "verifycapath",
          "chaincafile",
          "chaincapath",
          "requestcafile",
          "clientsignaturealgorithms",
          "recordpadding",
          "numtickets");

  private static final Set<String> HARMLESS_OPTIONS =
      Set.of(
          "sessionticket",
          "bugs",
          "compression",
          "emptyfragments",
          "dhsingle",
          "ecdhsingle",
          "unsafelegacyrenegotiation",
          "unsafelegacyserverconnect",
          "clientrenegotiation",
          "encryptthenmac",
          "norenegotiation",
          "allownodhekex",
          "prefernodhekex",
          "middleboxcompat",
          "antireplay",
          "extendedmastersecret",
          "canames",
          "ktls",
          "ignoreunexpectedeof",
          "txcertificatecompression",
          "rxcertificatecompression");

  public LibrarySettings {
    newSuites = List.copyOf(newSuites);
    signatures = signatures == null ? null : List.copyOf(signatures);
  }

  /** Why it cannot be told what commands do. */
  public static final class UnclearException extends Exception {
    private static final long serialVersionUID = 1;

    private UnclearException(String command) {
      super("OpenSSL's configuration sets " + command, null, false, false);
    }
  }

  /**
   * Those of commands.
   *
   * @param commands values by the names of commands, in the order of the file
   * @throws UnclearException if one of them does what is not worked out here; its message names it
   */
  public static LibrarySettings of(Map<String, String> commands) throws UnclearException {
    LibrarySettings settings = NONE;
    for (Map.Entry<String, String> command : commands.entrySet()) {
      // what stands before a dot only makes names differ (conf_ssl.c)
      String name = command.getKey().substring(command.getKey().indexOf('.') + 1);
      settings = settings.with(name, command.getValue());
    }
    return settings;
  }

  /** The same without SHA-1. */
  public LibrarySettings withoutSha1() {
    return new LibrarySettings(newSuites, signatures, isOwnOrder, setsGroups, false);
  }

  /** Whether it lets a scheme sign. */
  boolean allows(SignatureScheme scheme) {
    boolean isNamed = signatures == null || signatures.contains(scheme);
    return isNamed && (allowsSha1 || !"sha1".equals(scheme.digest()));
  }

  private LibrarySettings with(String command, String value) throws UnclearException {
    String name = command.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "ciphersuites" ->
          new LibrarySettings(suites(value), signatures, isOwnOrder, setsGroups, allowsSha1);
      case "signaturealgorithms" ->
          new LibrarySettings(newSuites, schemes(value), isOwnOrder, setsGroups, allowsSha1);
      case "maxprotocol" -> {
        checkNewest(value);
        yield this;
      }
      case "groups", "curves" ->
          new LibrarySettings(newSuites, signatures, isOwnOrder, true, allowsSha1);
      case "options" -> options(value);
      default -> {
        if (!WITHOUT_EFFECT.contains(name)) {
          throw new UnclearException("what is not worked out here");
        }
        yield this;
      }
    };
  }

  private static List<NewSuite> suites(String value) throws UnclearException {
    List<NewSuite> suites = new ArrayList<>();
    for (String name : value.split(":", -1)) {
      NewSuite suite = NewSuite.of(name);
      if (suite == null) {
        throw new UnclearException("Ciphersuites to a name that is not known, or to none");
      }
      suites.add(suite);
    }
    return suites;
  }

  /**
   * A newest version below TLS 1.3 counts for some releases of Postfix and OpenSSL, and for others
   * not.
   */
  private static void checkNewest(String value) throws UnclearException {
    if (!List.of("TLSv1.3", "None").contains(value) && !value.startsWith("DTLS")) {
      throw new UnclearException("MaxProtocol");
    }
  }

  private LibrarySettings options(String value) throws UnclearException {
    boolean isPreferring = isOwnOrder;
    for (String option : value.split(",", -1)) {
      String word = option.strip().toLowerCase(Locale.ROOT);
      boolean isSigned = word.startsWith("-") || word.startsWith("+");
      String name = isSigned ? word.substring(1) : word;
      if (name.equals("serverpreference")) {
        isPreferring = !word.startsWith("-");
      } else if (!HARMLESS_OPTIONS.contains(name)) {
        throw new UnclearException("an option that may decide on handshakes");
      }
    }
    return new LibrarySettings(newSuites, signatures, isPreferring, setsGroups, allowsSha1);
  }

  // --- signatures ------------------------------------------------------------------------------

  private static List<SignatureScheme> schemes(String value) throws UnclearException {
    List<SignatureScheme> schemes = new ArrayList<>();
    for (String name : value.split(":", -1)) {
      SignatureScheme scheme = scheme(name.strip());
      if (scheme == null || schemes.contains(scheme)) {
        throw new UnclearException("SignatureAlgorithms to a name that is not known, or twice");
      }
      schemes.add(scheme);
    }
    return schemes;
  }

  /** By the name of TLS 1.3, or by key and digest: the first in OpenSSL's table (t1_lib.c). */
  private static @Nullable SignatureScheme scheme(String name) {
    int plus = name.indexOf('+');
    if (plus < 0) {
      return named(name);
    }
    String digest = name.substring(plus + 1).toLowerCase(Locale.ROOT);
    boolean isPss = false;
    KeyAlgorithm key;
    switch (name.substring(0, plus)) {
      case "RSA" -> key = KeyAlgorithm.RSA;
      case "ECDSA" -> key = KeyAlgorithm.EC;
      case "DSA" -> key = KeyAlgorithm.DSA;
      case "RSA-PSS", "PSS" -> {
        key = KeyAlgorithm.RSA;
        isPss = true;
      }
      default -> {
        return null;
      }
    }
    for (SignatureScheme scheme : SignatureScheme.all()) {
      if (scheme.key() == key && scheme.isPss() == isPss && digest.equals(scheme.digest())) {
        return scheme;
      }
    }
    return null;
  }

  private static @Nullable SignatureScheme named(String name) {
    String inOpenSsl = name.toLowerCase(Locale.ROOT);
    for (SignatureScheme scheme : SignatureScheme.all()) {
      if (inOpenSsl.equals(scheme.nameInOpenSsl())) {
        return scheme;
      }
    }
    return null;
  }
}
