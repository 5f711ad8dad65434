package io.github.posttlslint.secret;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the lines of main.cf and master.cf is not to be shown, see {@link SecretText}. Found when
 * first asked for: a run without findings never asks.
 */
public final class HiddenLines {

  private final @Nullable SourceText mainText;
  private final @Nullable SourceText masterText;
  private final Parameters parameters;
  private @Nullable Map<Integer, List<Hidden>> main;
  private @Nullable Map<Integer, List<Hidden>> master;
  private @Nullable Set<String> referred;

  /** Those of two files, each of which may be missing. */
  public HiddenLines(
      @Nullable SourceText mainText, @Nullable SourceText masterText, Parameters parameters) {
    this.mainText = mainText;
    this.masterText = masterText;
    this.parameters = parameters;
  }

  /** main.cf; null if it was not seen. */
  public @Nullable SourceText mainText() {
    return mainText;
  }

  /** master.cf; null if it was not seen. */
  public @Nullable SourceText masterText() {
    return masterText;
  }

  /** What is hidden of main.cf: by the number of the line, from 1, the parts in order. */
  public Map<Integer, List<Hidden>> main() {
    Map<Integer, List<Hidden>> found = main;
    if (found == null) {
      found =
          mainText == null
              ? Map.of()
              : SecretText.ofMain(mainText, masterText, parameters, referred());
      main = found;
    }
    return found;
  }

  /** The same of master.cf. */
  public Map<Integer, List<Hidden>> master() {
    Map<Integer, List<Hidden>> found = master;
    if (found == null) {
      found =
          masterText == null ? Map.of() : SecretText.ofMaster(masterText, parameters, referred());
      master = found;
    }
    return found;
  }

  /** The names of the site's own that tables of passwords refer to. */
  Set<String> referred() {
    Set<String> found = referred;
    if (found == null) {
      List<String> lines = new ArrayList<>();
      if (mentionsPasswords(mainText) || mentionsPasswords(masterText)) {
        addLines(mainText, lines);
        addLines(masterText, lines);
      }
      found = new HashSet<>();
      for (String name : SecretText.referred(lines)) {
        if (parameters.find(name) == null) {
          found.add(name);
        }
      }
      referred = found;
    }
    return found;
  }

  private static boolean mentionsPasswords(@Nullable SourceText text) {
    return text != null && text.text().contains("passw");
  }

  private static void addLines(@Nullable SourceText text, List<String> to) {
    for (int line = 1; text != null && line <= text.lineCount(); line++) {
      to.add(text.line(line));
    }
  }

  /** What may not be shown of a parameter's value, or of a part of it. */
  public List<Hidden> of(String parameter, String value) {
    return new SecretValues(parameters, new Shapes(parameters), referred()).find(parameter, value);
  }

  /** What may not be shown of any text from the files. */
  public List<Hidden> of(String text) {
    List<Hidden> found = new ArrayList<>();
    new Shapes(parameters).find(text, found);
    return found;
  }

  /** A comment as it may be shown. */
  public String comment(String text) {
    List<Hidden> found = of(text);
    new Shapes(parameters).findInComment(text, 0, Hidden.COMMENT, found);
    return Hidden.mask(text, found);
  }

  /**
   * A line of main.cf or master.cf as it may be shown, without its end. Lines of other files are
   * never shown: they may be keys or passwords.
   *
   * @param file as in {@link Span#file()}
   * @param line from 1
   * @return null where the file has no such line, or is another one
   */
  public @Nullable String line(String file, int line) {
    SourceText text = text(file);
    return text == null || line < 1 || line > text.lineCount()
        ? null
        : Hidden.mask(text.line(line), parts(file, line));
  }

  private @Nullable SourceText text(String file) {
    if (mainText != null && mainText.file().equals(file)) {
      return mainText;
    }
    return masterText != null && masterText.file().equals(file) ? masterText : null;
  }

  /** What is hidden of a line, in order. */
  public List<Hidden> parts(String file, int line) {
    SourceText text = text(file);
    if (text == null) {
      return List.of();
    }
    return (text == mainText ? main() : master()).getOrDefault(line, List.of());
  }

  /**
   * Where a column of a line is in the line as it may be shown.
   *
   * @param column from 1
   */
  public int column(String file, int line, int column) {
    List<Hidden> parts = parts(file, line);
    // a span may end behind all that a line can have
    return parts.isEmpty() || column == Integer.MAX_VALUE
        ? column
        : Hidden.place(column - 1, parts) + 1;
  }
}
