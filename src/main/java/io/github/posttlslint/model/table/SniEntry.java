package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.FileTree.Missing;
import io.github.posttlslint.input.FileTree.Unseen;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.model.tls.KnownAuthorities;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.ChainElement;
import io.github.posttlslint.pki.ChainLoader;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PublicIntermediates;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of tls_server_sni_maps: a server name with the files that hold its key and certificates.
 *
 * @param name the server name, or a pattern
 * @param value the names of the files, as written
 * @param inFile whether it stands in a file of its own, and not in main.cf
 * @param isShown whether messages may name the files
 * @param isRepeated whether an entry above names the same files
 * @param context what the entries of a setup have in common
 */
public record SniEntry(
    TableUse use,
    LogicalText name,
    LogicalText value,
    boolean inFile,
    boolean isShown,
    boolean isRepeated,
    Context context)
    implements TablePart {

  /**
   * What entries have in common.
   *
   * @param settings what the user told of how to judge
   * @param loads what became of loading the files of values, as far as that was asked already
   * @param named the values of entries
   */
  record Context(JudgeSettings settings, Map<String, Known<LoadResult>> loads, Set<String> named) {

    Context(JudgeSettings settings) {
      this(settings, new HashMap<>(), new HashSet<>());
    }
  }

  /** Values that are looked for in a compiled table; it has all of them in one form. */
  private static final int TRIED = 10;

  /** For what does not depend on time. */
  private static final JudgeSettings UNTIMED = new JudgeSettings(Instant.EPOCH, 0, List.of());

  /** The entries of all tables whose text is at hand, for what does not depend on time. */
  public static List<SniEntry> all(List<TableUse> uses) {
    return all(uses, UNTIMED);
  }

  /** The entries of all tables whose text is at hand. */
  public static List<SniEntry> all(List<TableUse> uses, JudgeSettings settings) {
    List<SniEntry> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Context context = new Context(settings);
    for (TableUse use : uses) {
      if (use.purpose() == TableUse.Purpose.SNI && seen.add(use.reference().text())) {
        all.addAll(entries(use, context));
      }
    }
    return all;
  }

  private static SniEntry of(
      TableUse use,
      LogicalText name,
      LogicalText value,
      boolean inFile,
      boolean isShown,
      Context context) {
    boolean isRepeated = !context.named.add(value.text());
    return new SniEntry(use, name, value, inFile, isShown, isRepeated, context);
  }

  /** The entries whose text is at hand; without those that a template decides. */
  private static List<SniEntry> entries(TableUse use, Context context) {
    List<SniEntry> entries = new ArrayList<>();
    TableType type = use.reference().type();
    if (type == null || !use.reference().isAlone()) {
      return entries;
    }
    if (type.name().equals("inline")) {
      for (TableRow row : TableRow.of(use)) {
        entries.add(of(use, row.key(), row.value(), false, true, context));
      }
    }
    TableSource source = use.source();
    boolean shown = source != null && TableWords.areServers(source.entries());
    for (TableEntry entry : use.certainEntries()) {
      entries.add(of(use, entry.key(), entry.value(), true, shown, context));
    }
    PatternTable patterns = use.patterns();
    if (patterns != null && patterns.form() != PatternTable.Form.CIDR) {
      for (PatternTable.Rule rule : patterns.rules()) {
        boolean ofFile = use.files() != null;
        entries.add(of(use, rule.pattern(), rule.result(), ofFile, false, context));
      }
    }
    return entries;
  }

  /**
   * Whether the compiled table has a value of the source word by word. Base64, which {@code postmap
   * -F} stores, has neither dots nor blanks.
   */
  static Truth isNamesOnly(TableUse use) {
    TableFiles files = use.files();
    String path = files == null ? null : files.compiledPath();
    if (use.purpose() != TableUse.Purpose.SNI || files == null || path == null) {
      return Truth.NO;
    }
    if (files.compiled() instanceof FileTree.Unseen unseen) {
      return Truth.unknown(new Doubt(path, unseen.reason(), use.parameter()));
    }
    if (!(files.compiled() instanceof Found)) {
      return Truth.NO;
    }
    String compiled;
    try {
      compiled = new String(use.setup().tree().read(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return Truth.unknown(new Doubt(path, "it cannot be read", use.parameter()));
    }
    int tried = 0;
    for (SniEntry entry : entries(use, new Context(UNTIMED))) {
      String value =
          new String(
              entry.value().text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      boolean distinct = value.indexOf('.') >= 0 || value.indexOf(' ') >= 0;
      if (distinct && compiled.contains(value)) {
        return Truth.YES;
      }
      if (distinct && ++tried == TRIED) {
        break;
      }
    }
    return Truth.NO;
  }

  /** The server name. */
  public String key() {
    return name.text();
  }

  /** The names of the files; a comma or white space stands between them. */
  private List<String> files() {
    List<String> files = new ArrayList<>();
    for (LogicalText word : ListText.split(value, false)) {
      files.add(word.text());
    }
    return files;
  }

  /** The first file that is not there. */
  public Known<String> missing() {
    Known<String> outcome = Known.unset();
    for (String file : files()) {
      FileTree.Entry there = look(file);
      if (there instanceof Missing) {
        return Known.of(file);
      }
      outcome =
          there instanceof Unseen unseen ? Known.unknown(doubt(file, unseen.reason())) : outcome;
    }
    return outcome;
  }

  private FileTree.Entry look(String file) {
    return file.startsWith("/")
        ? setup().tree().look(file)
        : new Unseen("the name depends on where postmap is run");
  }

  private Doubt doubt(String file, String reason) {
    return new Doubt(TableWords.file(file, isShown), reason, parameter());
  }

  /** Why Postfix refuses the files' contents; unset if it does not, or if one is not there. */
  public Known<LoadProblem> problem() {
    return result()
        .then(
            loaded ->
                loaded instanceof LoadResult.Rejected rejected
                    ? Known.of(rejected.cause())
                    : Known.unset());
  }

  /**
   * The names in the certificates, if the server name is not among them, so that clients that
   * verify turn away; unset where it is. A key that begins with a dot stands for all below it.
   */
  public Known<List<String>> otherNames() {
    if (use.patterns() != null) {
      return Known.unknown(new Doubt("which names a pattern is for is not known", parameter()));
    }
    return result()
        .then(
            loaded ->
                loaded instanceof LoadResult.Accepted accepted
                    ? otherNames(accepted.chains())
                    : Known.unset());
  }

  private Known<List<String>> otherNames(List<LoadedChain> chains) {
    List<String> others = new ArrayList<>();
    for (LoadedChain chain : chains) {
      Certificate certificate = chain.certificate();
      if (isFor(certificate)) {
        return Known.unset();
      }
      others.addAll(certificate.hostNames());
    }
    return chains.isEmpty() ? Known.unset() : Known.of(others);
  }

  /**
   * The CA of a leaf that goes out alone, and that is known to be no root: a file beside has its
   * certificate, or it is one of a public CA's; unset where nothing is missing.
   */
  public Known<String> missingIssuer() {
    return result()
        .then(
            loaded ->
                loaded instanceof LoadResult.Accepted accepted
                    ? missingIssuer(accepted.chains())
                    : Known.unset());
  }

  private Known<String> missingIssuer(List<LoadedChain> chains) {
    for (LoadedChain chain : chains) {
      Certificate leaf = chain.certificate();
      if (chain.issuers().isEmpty() && !leaf.isSelfSigned() && isOfIntermediate(leaf)) {
        return trusted().not().then(() -> Known.of(leaf.issuer().toString()));
      }
    }
    return Known.unset();
  }

  private boolean isOfIntermediate(Certificate leaf) {
    boolean known = leaf.isPubliclyLogged() || PublicIntermediates.include(leaf.issuer());
    for (String file : known ? List.<String>of() : files()) {
      known |= KnownAuthorities.issuerBeside(setup(), setup().see(file), leaf) != null;
    }
    return known;
  }

  /** Whether CAs that smtpd(8) trusts may complete what is sent, as OpenSSL does by itself. */
  private Truth trusted() {
    for (Service one : setup().services()) {
      boolean trusts =
          one.value("smtpd_tls_CAfile").known().isSet().ifUnknown(true)
              || one.value("smtpd_tls_CApath").known().isSet().ifUnknown(true)
              || one.value("tls_append_default_CA")
                  .known()
                  .is(text -> text.equals("yes"))
                  .ifUnknown(true);
      if (trusts && (one.program().equals("smtpd") || one.program().equals("tlsproxy"))) {
        return Truth.unknown(new Doubt("CAs that smtpd(8) trusts may complete it", parameter()));
      }
    }
    return Truth.NO;
  }

  private boolean isFor(Certificate certificate) {
    String key = key();
    if (!key.startsWith(".")) {
      return certificate.matchesHost(key);
    }
    for (String pattern : certificate.hostNames()) {
      if (pattern.regionMatches(true, pattern.length() - key.length(), key, 0, key.length())) {
        return true;
      }
    }
    return false;
  }

  /** What became of loading the files; unset if one is not there. */
  public Known<LoadResult> result() {
    for (String file : files()) {
      FileTree.Entry there = look(file);
      if (there instanceof Unseen unseen) {
        return Known.unknown(doubt(file, unseen.reason()));
      }
      if (!(there instanceof Found found) || found.kind() != FileTree.Kind.FILE) {
        return Known.unset();
      }
    }
    return context.loads.computeIfAbsent(value.text(), text -> load());
  }

  /**
   * The certificate of its own that ends first; unset if Postfix loads none, or where an entry
   * above has told it already.
   */
  public Known<LoadedChain> ending() {
    return isRepeated
        ? Known.unset()
        : result()
            .then(
                loaded ->
                    loaded instanceof LoadResult.Accepted accepted && !accepted.chains().isEmpty()
                        ? Known.of(ending(accepted.chains()))
                        : Known.unset());
  }

  private static LoadedChain ending(List<LoadedChain> chains) {
    LoadedChain first = chains.get(0);
    for (LoadedChain chain : chains) {
      boolean earlier = chain.certificate().notAfter().isBefore(first.certificate().notAfter());
      first = earlier ? chain : first;
    }
    return first;
  }

  /** Whether a certificate of the entry has expired. */
  public boolean isExpired(LoadedChain chain) {
    return chain.certificate().isExpired(context.settings.now());
  }

  /** Whether it expires within the days that the user gave. */
  public boolean expiresSoon(LoadedChain chain) {
    return !isExpired(chain) && daysLeft(chain) <= context.settings.expiryDays();
  }

  /** How many whole days are left until it expires. */
  public long daysLeft(LoadedChain chain) {
    return Duration.between(context.settings.now(), chain.certificate().notAfter()).toDays();
  }

  /** Where the certificate stands that ends first. */
  public Span endingPlace() {
    return ending().or(chain -> chain.leaf().beginLine(), place(), place());
  }

  /** The file that holds a block, as the entry names it and messages may. */
  public String fileOf(PemBlock block) {
    for (String file : files()) {
      if (setup().see(file).shown().equals(block.span().file())) {
        return TableWords.file(file, isShown);
      }
    }
    return Hidden.MARK;
  }

  /** The files are read as those of {@code *_chain_files} are (tls_certkey.c). */
  private Known<LoadResult> load() {
    List<SeenFile> files = new ArrayList<>();
    for (String file : files()) {
      files.add(setup().see(file));
    }
    if (!setup().spendOnFiles(files)) {
      return Known.unknown(new Doubt("too much to read", parameter()));
    }
    List<ChainElement> elements = new ArrayList<>();
    files.forEach(file -> elements.add(file.element()));
    return Known.of(ChainLoader.list(elements));
  }

  /** The first file that was changed after the table was compiled. */
  public Known<String> renewed() {
    TableFiles table = use.files();
    if (table == null || table.compiledPath() == null) {
      return Known.unset();
    }
    Instant compiled = modified(table.compiled());
    for (String file : files()) {
      Instant changed = modified(look(file));
      if (compiled == null || changed == null) {
        return Known.unknown(doubt(file, "the times of change are not known"));
      }
      if (changed.getEpochSecond() > compiled.getEpochSecond()) {
        return Known.of(file);
      }
    }
    return Known.unset();
  }

  private static @Nullable Instant modified(FileTree.@Nullable Entry entry) {
    return entry instanceof Found found ? found.metadata().modified() : null;
  }

  /** The place of the name; in main.cf, that of the table's name. */
  public Span keyPlace() {
    return inFile ? name.span() : use.span();
  }

  /** The same of the files' names. */
  public Span valuePlace() {
    return inFile ? value.span() : use.span();
  }

  /** Where in a file the reason lies for which Postfix refuses it. */
  public Span problemPlace() {
    return problem().or(LoadProblem::where, place(), place());
  }

  @Override
  public Span place() {
    return inFile ? name.span().to(value.span()) : use.span();
  }

  @Override
  public String quoted(String fact, String text) {
    return switch (fact) {
      case "key" -> inFile ? TableWords.key(use.purpose(), text) : text;
      case "missing", "renewed" -> TableWords.file(text, isShown);
      default -> text;
    };
  }

  /** The star that the server name of a line of a file begins with; null if there is none. */
  public @Nullable Span star() {
    boolean plain = inFile && name.text().startsWith("*") && !name.isOpaque();
    return plain ? name.slice(0, 1).span() : null;
  }
}
