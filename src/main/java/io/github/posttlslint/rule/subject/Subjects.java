package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.rule.RuleException;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.table.TableFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The things of one setup that rules judge, by kind. A kind is collected when the first rule asks
 * for it.
 */
public final class Subjects {

  /** A kind whose facts take long to find. */
  public static final String CERTIFICATE = "certificate";

  /** A kind whose facts take long to find. */
  public static final String FILE = "file";

  private final Setup setup;
  private final JudgeSettings settings;
  private final boolean ahead;
  private final ServiceSubjects services = new ServiceSubjects();
  private final Map<String, List<? extends Subject>> kinds = new HashMap<>();
  private @Nullable TableUses tables;
  private @Nullable List<TlsFiles> tlsFiles;
  private @Nullable TableLookup lookup;
  private @Nullable List<TlsPolicy> policies;

  /**
   * Makes them.
   *
   * @param ahead whether another thread finds the paths of certificates as soon as {@link
   *     #CERTIFICATE} is asked for
   */
  public Subjects(Setup setup, JudgeSettings settings, boolean ahead) {
    this.setup = setup;
    this.settings = settings;
    this.ahead = ahead;
  }

  /** The setup whose parts these are. */
  public Setup setup() {
    return setup;
  }

  /** The services as subjects. */
  public ServiceSubjects ofServices() {
    return services;
  }

  /** What the user told of how to judge. */
  JudgeSettings settings() {
    return settings;
  }

  /**
   * All subjects of a kind, in the order of the files.
   *
   * @throws RuleException if there is no such kind
   */
  public List<? extends Subject> of(String kind) {
    List<? extends Subject> subjects = kinds.get(kind);
    if (subjects == null) {
      subjects = collect(kind);
      kinds.put(kind, subjects);
    }
    return subjects;
  }

  private List<? extends Subject> collect(String kind) {
    return switch (kind) {
      case "setup" -> List.of(new SetupSubject(setup));
      case "service" -> services();
      case "setting" -> SettingSubject.all(setup);
      case "name" -> NameSubject.all(setup);
      case "continuation" -> ContinuationSubject.all(setup);
      case "path" -> PathSubject.all(setup);
      case "reference" -> ReferenceSubject.all(setup);
      case "config-file" -> ConfigFileSubject.all(setup);
      case "entry" -> EntrySubject.all(setup, services);
      case "operand" -> OperandSubject.all(setup, services);
      case "restriction" -> RestrictionSubject.all(setup, services);
      case "session-cache" -> SessionCacheSubject.all(setup);
      case "protocols" -> ProtocolsSubject.all(setup, services);
      case "ciphers" -> CiphersSubject.all(setup, services);
      case "cipher-list" -> CipherListSubject.all(setup, tlsFiles(), services);
      case "syntax" -> SyntaxSubject.all(setup);
      case "table" -> TableSubject.all(tables(), lookup(), settings.now());
      case "table-syntax" -> TableSyntaxSubject.all(tables());
      case "table-entry" -> TableEntrySubject.all(setup, tables());
      case FILE -> FileSubject.all(tlsFiles(), settings.now());
      case "dh-file" -> DhFileSubject.all(tlsFiles());
      case "ca-directory" -> CaDirectorySubject.all(tlsFiles());
      case "load-problem" -> LoadSubject.all(tlsFiles());
      case "chain" -> ChainSubject.all(tlsFiles());
      case CERTIFICATE ->
          CertificateSubject.all(
              tlsFiles(),
              new CertificateSubject.Context(
                  settings, new KnownAuthorities(setup, tlsFiles()), ahead));
      case "sni-entry" -> SniEntrySubject.all(tables());
      case "next-hop" -> NextHopSubject.all(setup, tables(), lookup());
      case "tls-policy" -> TlsPolicySubject.all(setup, tables(), policies(), lookup());
      case "tls-policy-attribute" -> TlsPolicyAttributeSubject.all(policies());
      case "client-fingerprint" -> ClientFingerprintSubject.all(setup, policies());
      default -> throw new RuleException("no kind of subject '" + kind + "'");
    };
  }

  /** The tables that the setup names. */
  List<TableUse> tables() {
    return tableUses().uses();
  }

  private TableUses tableUses() {
    TableUses known = tables;
    if (known == null) {
      known = TableUses.in(setup);
      tables = known;
    }
    return known;
  }

  /** The sources of tables that are here, each once: what postmap compiles, patterns, aliases. */
  public List<SourceText> tableTexts() {
    List<SourceText> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : tables()) {
      TableFiles files = use.files();
      SourceText text = files != null && seen.add(files.path()) ? use.text() : null;
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private List<TlsFiles> tlsFiles() {
    List<TlsFiles> files = tlsFiles;
    if (files == null) {
      files = TlsFiles.of(setup);
      tlsFiles = files;
    }
    return files;
  }

  /** The contents of tables, each read once. */
  private TableLookup lookup() {
    TableLookup known = lookup;
    if (known == null) {
      known = new TableLookup(setup, tableUses().texts());
      lookup = known;
    }
    return known;
  }

  private List<TlsPolicy> policies() {
    List<TlsPolicy> known = policies;
    if (known == null) {
      known = TlsPolicy.all(setup, tables());
      policies = known;
    }
    return known;
  }

  private List<ServiceSubject> services() {
    List<ServiceSubject> all = new ArrayList<>();
    for (Service service : setup.services()) {
      all.add(services.of(service));
    }
    return all;
  }
}
