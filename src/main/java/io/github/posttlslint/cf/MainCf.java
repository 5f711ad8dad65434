package io.github.posttlslint.cf;

import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A main.cf: its settings in the order of the file, and what is wrong with it (postconf(5),
 * "DESCRIPTION").
 */
public final class MainCf {

  /** As few lines that are nothing like a setting make another file of it. */
  private static final int FEWEST_STRANGE = 3;

  private final SourceText source;
  private final List<MainCfEntry> entries;
  private final List<SyntaxProblem> problems;
  private final boolean openEnded;
  private final boolean part;
  private final @Nullable MainCf stock;
  private final @Nullable TemplateDefaults filled;
  private final Map<String, MainCfEntry> last = new HashMap<>();

  private MainCf(
      SourceText source,
      List<MainCfEntry> entries,
      List<SyntaxProblem> problems,
      boolean openEnded,
      boolean part,
      @Nullable MainCf stock) {
    this(source, entries, problems, openEnded, part, stock, null);
  }

  private MainCf(
      SourceText source,
      List<MainCfEntry> entries,
      List<SyntaxProblem> problems,
      boolean openEnded,
      boolean part,
      @Nullable MainCf stock,
      @Nullable TemplateDefaults filled) {
    this.source = source;
    this.entries = List.copyOf(entries);
    this.problems = List.copyOf(problems);
    this.openEnded = openEnded;
    this.part = part;
    this.stock = stock;
    this.filled = filled;
    for (MainCfEntry entry : entries) {
      last.put(entry.name(), entry);
    }
  }

  /** Reads any text: what is wrong with it is in {@link #problems()}. */
  public static MainCf parse(SourceText source) {
    return parse(source, TemplateScanner.scan(source), null);
  }

  private static MainCf parse(
      SourceText source, Template template, @Nullable TemplateDefaults filled) {
    Template marks = filled == null ? template : filled.fill(template);
    LineReader.Result lines = LineReader.read(source, marks);
    List<MainCfEntry> entries = new ArrayList<>();
    List<SyntaxProblem> problems = new ArrayList<>(lines.problems());
    boolean openEnded = lines.included();
    for (LogicalLine line : lines.lines()) {
      NameValue split = NameValue.split(line.text());
      SyntaxProblem.Kind problem = split.problem();
      if (problem == null) {
        openEnded |= split.name().isOpaque();
        entries.add(
            new MainCfEntry(
                line,
                split.name().text(),
                split.name().span(),
                split.value(),
                split.value().span()));
      } else if (line.text().isOpaque()) {
        openEnded = true;
      } else {
        LogicalText whole = line.text().trim();
        problems.add(new SyntaxProblem(problem, whole.span(), whole.text()));
      }
    }
    if (problems.size() > 1) {
      problems.sort((a, b) -> a.span().compareTo(b.span()));
    }
    SyntaxProblem stranger = openEnded ? null : stranger(entries, problems);
    return stranger == null
        ? new MainCf(source, entries, problems, openEnded, false, null, filled)
        : new MainCf(source, List.of(), List.of(stranger), true, false, null, filled);
  }

  /**
   * The same as overrides of the main.cf that an image brings: what that sets besides is set, too.
   * Nothing of it is known where a template can override more than is seen.
   */
  public MainCf over(MainCf image) {
    List<MainCfEntry> both = new ArrayList<>();
    if (!openEnded) {
      for (MainCfEntry entry : image.entries) {
        if (!last.containsKey(entry.name())) {
          both.add(entry);
        }
      }
    }
    both.addAll(entries);
    return new MainCf(source, both, appended(problems), openEnded, false, image);
  }

  private static List<SyntaxProblem> appended(List<SyntaxProblem> problems) {
    List<SyntaxProblem> appended = new ArrayList<>();
    for (SyntaxProblem one : problems) {
      boolean continues = one.kind() == SyntaxProblem.Kind.INDENTED_FIRST_LINE;
      appended.add(
          continues
              ? new SyntaxProblem(
                  SyntaxProblem.Kind.INDENTED_APPENDED_LINE, one.span(), one.detail())
              : one);
    }
    return appended;
  }

  /** The main.cf of an image which nothing overrides: no text of it is the user's. */
  public MainCf asStock() {
    return new MainCf(source, entries, problems, openEnded, false, this);
  }

  /** The same text where an assumption about its conditions holds. */
  public MainCf with(TemplateBranches branches, TemplateBranches.Assumption assumption) {
    MainCf other = parse(source, branches.with(assumption), filled(assumption));
    return part ? other.asPart() : other;
  }

  private @Nullable TemplateDefaults filled(TemplateBranches.Assumption assumption) {
    return filled == null ? null : filled.under(assumption);
  }

  /** The same text with what expressions of a template are by default. */
  public MainCf with(TemplateDefaults defaults) {
    MainCf other = parse(source, TemplateScanner.scan(source), defaults);
    return part ? other.asPart() : other;
  }

  /** The same as a part of a main.cf, of which more is not seen. */
  public MainCf asPart() {
    return new MainCf(source, entries, problems, openEnded, true, stock, filled);
  }

  /** Another text of the same file. */
  public MainCf with(SourceText text) {
    MainCf other = parse(text);
    if (stock != null) {
      return other.over(stock);
    }
    return part ? other.asPart() : other;
  }

  /**
   * The first line of a file that somebody took for a main.cf: lines that are nothing like a
   * setting stand in it at least twice as often as settings. What it would set is not known.
   */
  private static @Nullable SyntaxProblem stranger(
      List<MainCfEntry> entries, List<SyntaxProblem> problems) {
    SyntaxProblem first = null;
    int strange = 0;
    for (SyntaxProblem problem : problems) {
      boolean isStrange =
          problem.kind() == SyntaxProblem.Kind.MISSING_EQUALS
              && !beginsAsSetting(problem.detail())
              && !(isWord(problem.detail()) && !entries.isEmpty());
      strange += isStrange ? 1 : 0;
      first = first == null && isStrange ? problem : first;
    }
    boolean isOther = strange >= FEWEST_STRANGE && strange >= 2 * entries.size();
    return first == null || !isOther
        ? null
        : new SyntaxProblem(SyntaxProblem.Kind.OTHER_FILE, first.span(), "");
  }

  /** Whether it is one word, which a list above can have lost. */
  private static boolean isWord(String line) {
    String word = line.strip();
    for (int i = 0; i < word.length(); i++) {
      if (Chars.isSpace(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the first word has the form of most names: it can be a setting without its {@code =}.
   */
  private static boolean beginsAsSetting(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '_') {
        return true;
      }
      if (!Chars.isName(c)) {
        return false;
      }
    }
    return false;
  }

  /** The same without some settings, as if their lines were comments; itself if there are none. */
  public MainCf without(Predicate<MainCfEntry> unwanted) {
    List<MainCfEntry> kept = new ArrayList<>(entries);
    return kept.removeIf(unwanted)
        ? new MainCf(source, kept, problems, openEnded, part, stock)
        : this;
  }

  /** The same overrides of an image without those of a name. */
  public MainCf withoutOwn(String name) {
    List<MainCfEntry> kept = ownEntries();
    MainCf own =
        new MainCf(source, kept, problems, openEnded, part, null)
            .without(entry -> entry.name().equals(name));
    return stock == null ? own : own.over(stock);
  }

  /** The text it was read from. */
  public SourceText source() {
    return source;
  }

  /** The main.cf of an image that it overrides; null if it stands for itself. */
  public @Nullable MainCf stock() {
    return stock;
  }

  /** Whether the text is the user's: not where nothing overrides that of an image. */
  public boolean isOwn() {
    return stock == null || stock.source != source;
  }

  /** The settings of the text itself, in its order. */
  public List<MainCfEntry> ownEntries() {
    if (stock == null) {
      return entries;
    }
    List<MainCfEntry> own = new ArrayList<>(entries);
    own.removeIf(entry -> entry.value().source() != source);
    return own;
  }

  /** All settings in the order of the file, those of an image before, repeated ones included. */
  public List<MainCfEntry> entries() {
    return entries;
  }

  /** What Postfix would complain about, in the order of the file. */
  public List<SyntaxProblem> problems() {
    return problems;
  }

  /**
   * Whether the finished file can have settings that are not seen here, because a template makes
   * whole lines or names of them, or it is a {@linkplain #isPart() part}: then no setting is known
   * to be absent.
   */
  public boolean openEnded() {
    return openEnded || part;
  }

  /** Whether it is known to be a part of a main.cf, of which more is not seen. */
  public boolean isPart() {
    return part;
  }

  /** The setting that counts for a name, which is the last one; null if there is none. */
  public @Nullable MainCfEntry find(String name) {
    return last.get(name);
  }

  /** Whether a setting of this file is the one that counts for its name. */
  public boolean isInForce(MainCfEntry entry) {
    MainCfEntry counting = find(entry.name());
    return counting != null && counting.nameSpan().equals(entry.nameSpan());
  }
}
