package io.github.posttlslint.cf;

import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A master.cf: its services in the order of the file, its comments, and what is wrong with it. */
public final class MasterCf {

  private final SourceText source;
  private final List<MasterEntry> entries;
  private final List<Comment> comments;
  private final List<SyntaxProblem> problems;
  private final boolean openEnded;

  private MasterCf(
      SourceText source,
      List<MasterEntry> entries,
      List<Comment> comments,
      List<SyntaxProblem> problems,
      boolean openEnded) {
    this.source = source;
    this.entries = List.copyOf(entries);
    this.comments = comments;
    this.problems = List.copyOf(problems);
    this.openEnded = openEnded;
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
    Template template = TemplateScanner.scan(source);
    LineReader.Result lines = LineReader.read(source, template);
    List<MasterEntry> entries = new ArrayList<>();
    List<SyntaxProblem> problems = new ArrayList<>(lines.problems());
    boolean openEnded = lines.included();
    for (LogicalLine line : lines.lines()) {
      MasterLineParser parser = new MasterLineParser(line, grammar, problems);
      MasterEntry entry = parser.parse();
      if (entry != null) {
        entries.add(entry);
      } else {
        openEnded |= line.text().isOpaque();
      }
    }
    if (problems.size() > 1) {
      problems.sort((a, b) -> a.span().compareTo(b.span()));
    }
    return new MasterCf(source, entries, lines.comments(), problems, openEnded);
  }

  /** The same without some options that have a value; itself if there are none. */
  public MasterCf without(Predicate<ParameterOverride> unwanted) {
    boolean any = false;
    List<MasterEntry> kept = new ArrayList<>();
    for (MasterEntry entry : entries) {
      any |= entry.overrides().stream().anyMatch(unwanted);
      kept.add(entry.without(unwanted));
    }
    return any ? new MasterCf(source, kept, comments, problems, openEnded) : this;
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
