package io.github.posttlslint.cf;

import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A main.cf: its settings in the order of the file, its comments, and what is wrong with it
 * (postconf(5), "DESCRIPTION").
 */
public final class MainCf {

  private final SourceText source;
  private final TemplateLanguage template;
  private final List<MainCfEntry> entries;
  private final List<Comment> comments;
  private final List<SyntaxProblem> problems;
  private final boolean openEnded;
  private final Map<String, MainCfEntry> last = new HashMap<>();

  private MainCf(
      SourceText source,
      TemplateLanguage template,
      List<MainCfEntry> entries,
      List<Comment> comments,
      List<SyntaxProblem> problems,
      boolean openEnded) {
    this.source = source;
    this.template = template;
    this.entries = List.copyOf(entries);
    this.comments = List.copyOf(comments);
    this.problems = List.copyOf(problems);
    this.openEnded = openEnded;
    for (MainCfEntry entry : entries) {
      last.put(entry.name(), entry);
    }
  }

  /** Reads any text: what is wrong with it is in {@link #problems()}. */
  public static MainCf parse(SourceText source) {
    Template template = TemplateScanner.scan(source);
    LineReader.Result lines = LineReader.read(source, template);
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
    problems.sort((a, b) -> a.span().compareTo(b.span()));
    return new MainCf(source, template.language(), entries, lines.comments(), problems, openEnded);
  }

  /** The same without some settings, as if their lines were comments; itself if there are none. */
  public MainCf without(Predicate<MainCfEntry> unwanted) {
    List<MainCfEntry> kept = new ArrayList<>(entries);
    return kept.removeIf(unwanted)
        ? new MainCf(source, template, kept, comments, problems, openEnded)
        : this;
  }

  /** The text it was read from. */
  public SourceText source() {
    return source;
  }

  /** The template language of the file; {@link TemplateLanguage#NONE} for a plain one. */
  public TemplateLanguage template() {
    return template;
  }

  /** All settings in the order of the file, repeated ones included. */
  public List<MainCfEntry> entries() {
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

  /**
   * Whether the finished file can have settings that are not seen here, because a template makes
   * whole lines or names of them: then no setting is known to be absent.
   */
  public boolean openEnded() {
    return openEnded;
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

  /** All settings of a name in the order of the file. */
  public List<MainCfEntry> all(String name) {
    List<MainCfEntry> all = new ArrayList<>();
    if (last.containsKey(name)) {
      for (MainCfEntry entry : entries) {
        if (entry.name().equals(name)) {
          all.add(entry);
        }
      }
    }
    return all;
  }

  /** The bytes of the file, unchanged. */
  public byte[] toBytes() {
    return source.bytes();
  }
}
