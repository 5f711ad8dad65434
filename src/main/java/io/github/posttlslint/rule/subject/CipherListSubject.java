package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.KindSubject;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.Subjects;
import io.github.posttlslint.setup.CipherChoice;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code cipher-list}: the cipher suites up to TLS 1.2 of a service, after the grade's list
 * and the exclusions, as OpenSSL 3 resolves them.
 *
 * <p>Facts: {@code side} (server or client), {@code list} (the parameter that has the list of the
 * grade), {@code list-value}, {@code own-list} (it is set by hand), {@code string} (what OpenSSL is
 * given), {@code excluded} (there are exclusions), {@code problem} (unreadable or empty: OpenSSL
 * refuses the string; absent if it does not), {@code list-problem} (the same for the list without
 * exclusions), {@code protocols} (versions in force), {@code suites} (usable with these), {@code
 * weak} (suites of the list that do not encrypt, or that use RC4 or 3DES where OpenSSL is built
 * with them), {@code weak-null} (one of them does not encrypt), {@code certificates} (kinds of keys
 * of the server's certificates: rsa, ec, ...), {@code served} (suites with a certificate that one
 * of these can serve), {@code outside.DOCUMENT} (up to three suites that mozilla, ncsc, bsi, nist
 * or rfc9325 does not allow, see {@link ProfileSuites}), and those of kind {@code service}.
 * Anchors: {@code exclusions}, {@code more-exclusions}, {@code list}, {@code protocols}, {@code
 * service}.
 */
final class CipherListSubject implements Subject {

  private final CipherChoice choice;
  private final @Nullable TlsFiles files;
  private final KindSubject<Service> ofService;
  private @Nullable CipherString resolved;
  private @Nullable List<CipherSuite> weak;

  private CipherListSubject(
      CipherChoice choice, @Nullable TlsFiles files, KindSubject<Service> ofService) {
    this.choice = choice;
    this.files = files;
    this.ofService = ofService;
  }

  static List<CipherListSubject> all(Setup setup, List<TlsFiles> files, Subjects services) {
    List<CipherListSubject> all = new ArrayList<>();
    for (CipherChoice choice : CipherChoice.all(setup)) {
      KindSubject<Service> service = services.of(ServiceKind.KIND, choice.side().service());
      all.add(new CipherListSubject(choice, files(choice, files), service));
    }
    return all;
  }

  private static @Nullable TlsFiles files(CipherChoice choice, List<TlsFiles> all) {
    for (TlsFiles files : all) {
      if (files.isServer() && choice.side().isServer() && files.isOf(choice.side().service())) {
        return files;
      }
    }
    return null;
  }

  @Override
  public Setup setup() {
    return service().setup();
  }

  private Service service() {
    return choice.side().service();
  }

  @Override
  public List<Service> services() {
    return List.of(service());
  }

  @Override
  public Value value(String name) {
    return service().value(name);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "side" -> Fact.of(choice.side().isServer() ? "server" : "client");
      case "list" -> Fact.of(choice.listParameter());
      case "list-value" -> Fact.of(value(choice.listParameter()).text());
      case "own-list" -> Fact.of(value(choice.listParameter()).isExplicit());
      case "excluded" -> Fact.of(choice.excluded());
      case "string",
          "problem",
          "list-problem",
          "suites",
          "weak",
          "weak-null",
          "served",
          "outside.mozilla",
          "outside.ncsc",
          "outside.bsi",
          "outside.nist",
          "outside.rfc9325" ->
          choice.reason() == null
              ? resolved(name)
              : new Fact.Unknown(choice.reason(), choice.hiddenBy());
      case "protocols" -> protocols();
      case "certificates" -> certificates();
      default -> ofService.fact(name);
    };
  }

  private Fact resolved(String name) {
    return switch (name) {
      case "string" -> Fact.of(choice.string());
      case "problem" -> problem(resolved());
      case "list-problem" -> problem(listAlone());
      case "weak" -> names(weak());
      case "weak-null" -> Fact.of(weak().stream().anyMatch(s -> s.encryption().equals("NULL")));
      case "suites" -> protocols() instanceof Fact.Unknown unknown ? unknown : names(usable());
      case "served" -> served();
      default ->
          protocols() instanceof Fact.Unknown unknown
              ? unknown
              : Fact.of(ProfileSuites.outside(name.substring(name.indexOf('.') + 1), usable()));
    };
  }

  private @Nullable CipherString resolved() {
    if (resolved == null) {
      resolved = choice.resolve();
    }
    return resolved;
  }

  private static Fact problem(@Nullable CipherString resolved) {
    CipherString.Problem problem = resolved == null ? null : resolved.problem();
    if (problem == null) {
      return Fact.absent();
    }
    return switch (problem) {
      case INVALID -> Fact.of("unreadable");
      case EMPTY -> Fact.of("empty");
    };
  }

  private CipherString listAlone() {
    return CipherString.resolve(value(choice.listParameter()).text(), setup().openSsl());
  }

  private List<CipherSuite> weak() {
    List<CipherSuite> known = weak;
    if (known == null) {
      known = findWeak();
      weak = known;
    }
    return known;
  }

  private List<CipherSuite> findWeak() {
    List<CipherSuite> found = new ArrayList<>();
    if (!choice.string().isEmpty()) {
      for (CipherSuite suite :
          CipherString.resolve(choice.string(), CipherSuite.Build.WEAK).usable()) {
        switch (suite.encryption()) {
          case "NULL", "RC4", "3DES" -> found.add(suite);
          default -> {}
        }
      }
    }
    return found;
  }

  private Fact protocols() {
    ProtocolList protocols = choice.side().protocols();
    return protocols == null
        ? new Fact.Unknown("the TLS protocols in force are not known", "")
        : Fact.of(protocols.allowed());
  }

  private List<CipherSuite> usable() {
    ProtocolList protocols = choice.side().protocols();
    CipherString known = resolved();
    return protocols == null || known == null ? List.of() : known.usableWith(protocols.allowed());
  }

  private Fact certificates() {
    TlsFiles known = files;
    List<KeyAlgorithm> algorithms = known == null ? null : known.keyAlgorithms();
    if (algorithms == null) {
      return new Fact.Unknown("the server's certificates were not seen", "");
    }
    return Fact.of(algorithms.stream().map(Labels::of).toList());
  }

  private Fact served() {
    if (!(certificates() instanceof Fact.Words keys)) {
      return certificates();
    }
    List<CipherSuite> served = new ArrayList<>();
    for (CipherSuite suite : usable()) {
      if (keys.words().stream().anyMatch(key -> isServedBy(suite, key))) {
        served.add(suite);
      }
    }
    return names(served);
  }

  /**
   * EdDSA keys serve the suites of ECDSA (RFC 8422, section 5.1.1); rsa-pss keys cannot decrypt.
   */
  private static boolean isServedBy(CipherSuite suite, String key) {
    return switch (suite.authentication()) {
      case "RSA" -> key.equals("rsa") || (key.equals("rsa-pss") && !isDecryption(suite));
      case "ECDSA" -> key.equals("ec") || key.startsWith("ed");
      case "DSS" -> key.equals("dsa");
      default -> false;
    };
  }

  private static boolean isDecryption(CipherSuite suite) {
    return suite.keyExchange().equals("RSA");
  }

  private static Fact names(List<CipherSuite> suites) {
    return Fact.of(suites.stream().map(CipherSuite::name).toList());
  }

  @Override
  public @Nullable Span place(String anchor) {
    Value all = value(choice.side().name("exclude_ciphers"));
    Value mandatory = value(choice.side().name("mandatory_exclude_ciphers"));
    return switch (anchor) {
      case "exclusions" -> all.text().isEmpty() ? written(mandatory) : written(all);
      case "more-exclusions" -> choice.side().isMandatory() ? written(mandatory) : null;
      case "list" -> value(choice.listParameter()).span();
      case "protocols" ->
          written(
              value(
                  choice
                      .side()
                      .name(choice.side().isMandatory() ? "mandatory_protocols" : "protocols")));
      case "service" -> service().span();
      default -> null;
    };
  }

  /** Where a value is written, also if it comes through the default of another parameter. */
  private static @Nullable Span written(Value value) {
    return value.text().isEmpty()
        ? null
        : value.origins().stream()
            .map(origin -> origin.span())
            .filter(span -> span != null)
            .findFirst()
            .orElse(null);
  }

  @Override
  public Span place() {
    return service().span();
  }

  @Override
  public @Nullable String parameter() {
    return null;
  }
}
