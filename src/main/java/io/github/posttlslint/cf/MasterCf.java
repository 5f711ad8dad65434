package io.github.posttlslint.cf;

import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A master.cf: its services in the order of the file, its comments, and what is wrong with it. */
public final class MasterCf {

  private final SourceText source;
  private final List<MasterEntry> entries;
  private final List<Comment> comments;
  private final List<SyntaxProblem> problems;
  private final boolean openEnded;
  private final @Nullable MasterCf stock;
  private final @Nullable TemplateDefaults filled;

  MasterCf(
      SourceText source,
      List<MasterEntry> entries,
      List<Comment> comments,
      List<SyntaxProblem> problems,
      boolean openEnded,
      @Nullable MasterCf stock) {
    this(source, entries, comments, problems, openEnded, stock, null);
  }

  private MasterCf(
      SourceText source,
      List<MasterEntry> entries,
      List<Comment> comments,
      List<SyntaxProblem> problems,
      boolean openEnded,
      @Nullable MasterCf stock,
      @Nullable TemplateDefaults filled) {
    this.source = source;
    this.entries = List.copyOf(entries);
    this.comments = comments;
    this.problems = List.copyOf(problems);
    this.openEnded = openEnded;
    this.stock = stock;
    this.filled = filled;
  }

  /** Reads any text as the newest Postfix does. */
  public static MasterCf parse(SourceText source) {
    return parse(source, Grammar.newest());
  }

  /**
   * Reads any text: what is wrong with it is in {@link #problems()}.
   *
   * @param grammar tells whether braces keep words together
   */
  public static MasterCf parse(SourceText source, Grammar grammar) {
    return parse(source, TemplateScanner.scan(source), grammar, null);
  }

  private static MasterCf parse(
      SourceText source, Template template, Grammar grammar, @Nullable TemplateDefaults filled) {
    Template marks = filled == null ? template : filled.fill(template);
    LineReader.Result lines = LineReader.read(source, marks);
    List<MasterEntry> entries = new ArrayList<>();
    List<SyntaxProblem> problems = new ArrayList<>(lines.problems());
    boolean openEnded = lines.included();
    for (LogicalLine line : lines.lines()) {
      MasterLineParser parser = new MasterLineParser(line, grammar, problems);
      MasterEntry entry = parser.parse();
      if (entry != null) {
        entries.add(entry);
      } else if (line.text().isOpaque()) {
        openEnded = true;
        goOn(entries, line.text());
      }
    }
    if (problems.size() > 1) {
      problems.sort((a, b) -> a.span().compareTo(b.span()));
    }
    return new MasterCf(source, entries, lines.comments(), problems, openEnded, null, filled);
  }

  /**
   * Text that a template fills in at the beginning of a line can go on with the service before it.
   */
  private static void goOn(List<MasterEntry> entries, LogicalText filled) {
    if (filled.text().charAt(0) == LogicalText.OPAQUE && !entries.isEmpty()) {
      int last = entries.size() - 1;
      entries.set(last, entries.get(last).asOpenEnded());
    }
  }

  /**
   * The master.cf of an image which nothing overrides: no text of it is the user's. What the image
   * has under a condition is not there.
   */
  public MasterCf asStock() {
    List<MasterEntry> sure = new ArrayList<>(entries);
    sure.removeIf(MasterEntry::conditional);
    return new MasterCf(source, sure, comments, problems, openEnded, this);
  }

  /** The same text where an assumption about its conditions holds. */
  public MasterCf with(TemplateBranches branches, TemplateBranches.Assumption assumption) {
    return parse(source, branches.with(assumption), Grammar.newest(), filled(assumption));
  }

  private @Nullable TemplateDefaults filled(TemplateBranches.Assumption assumption) {
    return filled == null ? null : filled.under(assumption);
  }

  /** The same text with what expressions of a template are by default. */
  public MasterCf with(TemplateDefaults defaults) {
    return parse(source, TemplateScanner.scan(source), Grammar.newest(), defaults);
  }

  /** Another text of the same file; over that of an image, lines for {@code postconf -P}. */
  public MasterCf with(SourceText text) {
    return stock == null ? parse(text) : ServiceOverrides.parse(text, stock);
  }

  /** The same without some options that have a value; itself if there are none. */
  public MasterCf without(Predicate<ParameterOverride> unwanted) {
    boolean any = false;
    List<MasterEntry> kept = new ArrayList<>();
    for (MasterEntry entry : entries) {
      any |= entry.overrides().stream().anyMatch(unwanted);
      kept.add(entry.without(unwanted));
    }
    return any ? new MasterCf(source, kept, comments, problems, openEnded, stock) : this;
  }

  /** The master.cf of an image that it overrides; null if it stands for itself. */
  public @Nullable MasterCf stock() {
    return stock;
  }

  /** Whether the text is the user's: not where nothing overrides that of an image. */
  public boolean isOwn() {
    return stock == null || stock.source != source;
  }

  /** The text it was read from. */
  public SourceText source() {
    return source;
  }

  /** All services that have their eight fields, in the order of the file. */
  public List<MasterEntry> entries() {
    return entries;
  }

  /** All comments in the order of the file. */
  public List<Comment> comments() {
    return comments;
  }

  /** What Postfix would complain about, in the order of the file. */
  public List<SyntaxProblem> problems() {
    return problems;
  }

  /** Whether the finished file can have services that are not seen here. */
  public boolean openEnded() {
    return openEnded;
  }
}
