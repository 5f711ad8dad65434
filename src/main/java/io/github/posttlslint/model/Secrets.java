package io.github.posttlslint.model;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.secret.HiddenLines;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of main.cf and master.cf may not be shown: the {@link HiddenLines}, and in messages every
 * word that stands on such lines only.
 */
public final class Secrets {

  private static final String DELIMITERS = " \t\r\n'\"`{}()[]<>,;:=/@";

  private final @Nullable MainCf main;
  private final @Nullable MasterCf master;
  private final Parameters parameters;
  private final HiddenLines lines;
  private final Lazy<Set<String>> words = new Lazy<>(this::findWords);

  Secrets(@Nullable MainCf main, @Nullable MasterCf master, Parameters parameters) {
    this.main = main;
    this.master = master;
    this.parameters = parameters;
    this.lines =
        new HiddenLines(
            main == null ? null : main.source(),
            master == null ? null : master.source(),
            parameters);
  }

  /** The lines that are not to be shown. */
  public HiddenLines lines() {
    return lines;
  }

  /** A parameter's value, or a part of it, as it may be shown. */
  public String mask(String parameter, String value) {
    return maskWords(Hidden.mask(value, lines.of(parameter, value)));
  }

  /**
   * A text out of the files as it may be shown: a value, a word, a path. No sentences of our own,
   * for a password can be any word of them.
   */
  public String mask(String text) {
    return maskWords(Hidden.mask(text, lines.of(text)));
  }

  /** Why something cannot be told, as it may be shown. */
  public String mask(Doubt doubt) {
    return doubt.about().isEmpty() ? doubt.why() : mask(doubt.about()) + ": " + doubt.why();
  }

  /** What was made out of lines of the files, as it may be shown. */
  public String maskWords(String text) {
    Set<String> secret = words.get();
    if (secret.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < text.length(); ) {
      int to = end(text, from);
      String word = text.substring(from, to);
      out.append(isSecret(word, secret) ? Hidden.MARK : word);
      from = to;
    }
    return out.toString();
  }

  /** Whether it is one, or has one between dots, as a name of a file can. */
  private static boolean isSecret(String word, Set<String> secret) {
    if (secret.contains(word)) {
      return true;
    }
    for (int from = 0, dot = word.indexOf('.'); dot >= 0; dot = word.indexOf('.', from)) {
      if (secret.contains(word.substring(from, dot))) {
        return true;
      }
      from = dot + 1;
    }
    return false;
  }

  /** The end of the word, or of the single delimiter, that begins at a place. */
  private static int end(String text, int from) {
    int to = from;
    while (to < text.length() && DELIMITERS.indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return Math.max(to, from + 1);
  }

  private Set<String> findWords() {
    Set<String> found = new HashSet<>();
    if (main != null) {
      addWords(main.source(), lines.main(), found);
    }
    if (master != null) {
      addWords(master.source(), lines.master(), found);
    }
    if (!found.isEmpty()) {
      removeVisible(found);
    }
    return found;
  }

  private static void addWords(SourceText text, Map<Integer, List<Hidden>> hidden, Set<String> to) {
    hidden.forEach(
        (number, parts) ->
            parts.forEach(
                part -> {
                  if (!part.isOfComment()) {
                    addWords(text.line(number).substring(part.start(), part.end()), to);
                  }
                }));
  }

  private static void addWords(String line, Set<String> to) {
    for (int from = 0; from < line.length(); from = end(line, from)) {
      String word = line.substring(from, end(line, from));
      if (word.length() > 1) {
        to.add(word);
        // some values are shown in small letters
        to.add(word.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** What stands elsewhere, or is no invention of the user, tells nothing. */
  private void removeVisible(Set<String> secret) {
    Set<String> visible = new HashSet<>();
    if (main != null) {
      addVisible(main.source(), lines.main(), visible);
      if (!visible.isEmpty()) {
        main.entries().forEach(entry -> visible.add(entry.name()));
      }
    }
    if (master != null) {
      for (MasterEntry entry : master.entries()) {
        for (MasterField field : MasterField.values()) {
          visible.add(entry.field(field).text());
        }
        entry.overrides().forEach(override -> visible.add(override.name()));
      }
      addVisible(master.source(), lines.master(), visible);
    }
    TableTypes types = TableTypes.load();
    secret.removeIf(
        word ->
            visible.contains(word) || parameters.find(word) != null || types.find(word) != null);
  }

  private static void addVisible(
      SourceText text, Map<Integer, List<Hidden>> hidden, Set<String> to) {
    for (int number = 1; number <= text.lineCount(); number++) {
      int from = 0;
      String line = text.line(number);
      for (Hidden part : hidden.getOrDefault(number, List.of())) {
        addWords(line.substring(from, part.start()), to);
        from = part.end();
      }
      addWords(line.substring(from), to);
    }
  }
}
