package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report.Sources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a fix takes away and puts in, in whole lines. */
final class FixDiff {

  /**
   * A line of the difference.
   *
   * @param added whether the fix puts it in; else it takes it away
   */
  record Line(boolean added, String text) {}

  /** As many lines of each kind are shown for one place. */
  private static final int MOST_LINES = 20;

  private FixDiff() {}

  /** The lines; empty where the fix edits nothing, or text that may not be shown. */
  static List<Line> of(Finding.Fix fix, Sources sources) {
    if (!sources.show(fix)) {
      return List.of();
    }
    List<Finding.Edit> edits = new ArrayList<>(fix.edits());
    edits.sort(Comparator.comparing(Finding.Edit::span));
    List<Line> lines = new ArrayList<>();
    int first = 0;
    while (first < edits.size()) {
      int next = first + 1;
      while (next < edits.size() && touch(edits.get(next - 1).span(), edits.get(next).span())) {
        next++;
      }
      if (!add(edits.subList(first, next), sources, lines)) {
        return List.of();
      }
      first = next;
    }
    return lines;
  }

  private static boolean touch(Span one, Span next) {
    return one.file().equals(next.file()) && next.startLine() <= one.endLine();
  }

  /** Adds the lines of edits that share lines; false if a line is hidden. */
  private static boolean add(List<Finding.Edit> edits, Sources sources, List<Line> lines) {
    String file = edits.get(0).span().file();
    int start = edits.get(0).span().startLine();
    Span last = edits.get(edits.size() - 1).span();
    StringBuilder text = new StringBuilder();
    int[] offsets = new int[last.endLine() - start + 2];
    for (int number = start; number <= last.endLine(); number++) {
      String line = sources.line(file, number);
      if (line == null) {
        return false;
      }
      text.append(line).append('\n');
      offsets[number - start + 1] = text.length();
    }
    String before = text.toString();
    for (int i = edits.size() - 1; i >= 0; i--) {
      Span span = edits.get(i).span();
      int from = offsets[span.startLine() - start] + span.startColumn() - 1;
      int to = offsets[span.endLine() - start] + span.endColumn() - 1;
      if (from > to || to > before.length()) {
        return false;
      }
      text.replace(from, to, edits.get(i).replacement());
    }
    addDifference(split(before), split(text.toString()), lines);
    return true;
  }

  /** Leaves out the lines that both texts begin or end with. */
  private static void addDifference(List<String> old, List<String> changed, List<Line> lines) {
    int same = 0;
    while (same < Math.min(old.size(), changed.size()) && old.get(same).equals(changed.get(same))) {
      same++;
    }
    int oldEnd = old.size();
    int changedEnd = changed.size();
    while (oldEnd > same
        && changedEnd > same
        && old.get(oldEnd - 1).equals(changed.get(changedEnd - 1))) {
      oldEnd--;
      changedEnd--;
    }
    List<String> gone = old.subList(same, oldEnd);
    List<String> added = changed.subList(same, changedEnd);
    add(false, gone, added, lines);
    add(true, added, gone, lines);
  }

  /** Adds lines, of long ones what is about the first character that differs, not too many. */
  private static void add(boolean added, List<String> some, List<String> others, List<Line> lines) {
    for (int i = 0; i < some.size(); i++) {
      if (i == MOST_LINES) {
        lines.add(new Line(added, "…"));
        return;
      }
      String line = some.get(i);
      String other = i < others.size() ? others.get(i) : "";
      int same = 0;
      while (same < Math.min(line.length(), other.length())
          && line.charAt(same) == other.charAt(same)) {
        same++;
      }
      lines.add(new Line(added, Excerpt.around(line, same)));
    }
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    return lines;
  }
}
