package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.KeyAlgorithm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cipher suites up to TLS 1.2 of one side of a service, with the protocols and certificates
 * that decide which of them can be used.
 */
public final class CipherList implements ServicePart {

  private static final List<String> WEAK = List.of("NULL", "RC4", "3DES");

  private final CipherChoice choice;
  private final @Nullable TlsFiles files;
  private final Lazy<Known<CipherString>> resolved;

  private CipherList(CipherChoice choice, @Nullable TlsFiles files) {
    this.choice = choice;
    this.resolved = new Lazy<>(choice::resolve);
    this.files = files;
  }

  /**
   * All that are or may be in force, in the order of master.cf.
   *
   * @param files what the services of the setup load
   * @param policies what policy tables ask for
   */
  public static List<CipherList> all(Setup setup, List<TlsFiles> files, PolicyLevels policies) {
    List<CipherList> all = new ArrayList<>();
    for (CipherChoice choice : CipherChoice.all(setup, policies)) {
      all.add(new CipherList(choice, files(choice, files)));
    }
    return all;
  }

  /**
   * That of one choice.
   *
   * @param files what its service loads; null where that is not known
   */
  public static CipherList of(CipherChoice choice, @Nullable TlsFiles files) {
    return new CipherList(choice, files);
  }

  private static @Nullable TlsFiles files(CipherChoice choice, List<TlsFiles> all) {
    for (TlsFiles files : all) {
      if (files.isServer() && choice.side().isServer() && files.isOf(choice.side().service())) {
        return files;
      }
    }
    return null;
  }

  /** Which suites they are. */
  public CipherChoice choice() {
    return choice;
  }

  /** The side. */
  public Side side() {
    return choice.side();
  }

  /** What OpenSSL makes of the list and the exclusions; unset where it is given nothing. */
  public Known<CipherString> resolved() {
    return resolved.get();
  }

  /** What OpenSSL makes of the list without exclusions; unset where it is given nothing. */
  public Known<CipherString> listAlone() {
    return choice.string().isHidden()
        ? resolved()
        : choice.list().orUnset("").then(setup()::ciphers);
  }

  /** Suites that do not encrypt, or that use RC4 or 3DES where OpenSSL is built with them. */
  public Known<List<CipherSuite>> weak() {
    return choice.string().map(CipherList::weak).orUnset(List.of());
  }

  private static List<CipherSuite> weak(String string) {
    List<CipherSuite> found = new ArrayList<>();
    for (CipherSuite suite : CipherString.resolve(string, CipherSuite.Build.WEAK).usable()) {
      if (WEAK.contains(suite.encryption())) {
        found.add(suite);
      }
    }
    return found;
  }

  /** The protocols that go with them. */
  public Known<List<String>> protocols() {
    return side().versions(choice.mandatory());
  }

  /** The suites that work with the protocols. */
  public Known<List<CipherSuite>> usable() {
    return resolved()
        .fold(
            string -> protocols().map(string::usableWith),
            () -> protocols().map(list -> List.of()),
            Known::unknown);
  }

  /** The kinds of keys of the server's certificates. */
  public Known<List<KeyAlgorithm>> certificates() {
    List<KeyAlgorithm> algorithms = files == null ? null : files.keyAlgorithms();
    return algorithms == null
        ? Known.unknown(Doubt.of("the server's certificates were not seen"))
        : Known.of(algorithms);
  }

  /** The suites with a certificate that one of the server's can serve. */
  public Known<List<CipherSuite>> served() {
    return certificates().then(keys -> usable().map(suites -> servedBy(keys, suites)));
  }

  private static List<CipherSuite> servedBy(List<KeyAlgorithm> keys, List<CipherSuite> suites) {
    List<CipherSuite> served = new ArrayList<>();
    for (CipherSuite suite : suites) {
      for (KeyAlgorithm key : keys) {
        if (isServedBy(suite, key)) {
          served.add(suite);
          break;
        }
      }
    }
    return served;
  }

  /**
   * EdDSA keys serve the suites of ECDSA (RFC 8422, section 5.1.1); rsa-pss keys cannot decrypt.
   */
  private static boolean isServedBy(CipherSuite suite, KeyAlgorithm key) {
    return switch (suite.authentication()) {
      case "RSA" ->
          key == KeyAlgorithm.RSA
              || (key == KeyAlgorithm.RSA_PSS && !suite.keyExchange().equals("RSA"));
      case "ECDSA" ->
          key == KeyAlgorithm.EC || key == KeyAlgorithm.ED25519 || key == KeyAlgorithm.ED448;
      case "DSS" -> key == KeyAlgorithm.DSA;
      default -> false;
    };
  }

  @Override
  public Service service() {
    return side().service();
  }

  /** Where ciphers are excluded. */
  public @Nullable Span exclusions() {
    Span first = written("exclude_ciphers");
    return side().value("exclude_ciphers").known().isSet().ifUnknown(true)
        ? first
        : written("mandatory_exclude_ciphers");
  }

  /** Where more ciphers are excluded for mandatory TLS. */
  public @Nullable Span moreExclusions() {
    return choice.mandatory() ? written("mandatory_exclude_ciphers") : null;
  }

  /** Where the protocols are set. */
  public @Nullable Span protocolsPlace() {
    return written(choice.mandatory() ? "mandatory_protocols" : "protocols");
  }

  private @Nullable Span written(String ending) {
    boolean any = side().value(ending).known().isSet().ifUnknown(true);
    return any ? side().written(ending).span() : null;
  }
}
