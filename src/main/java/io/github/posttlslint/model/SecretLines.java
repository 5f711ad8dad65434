package io.github.posttlslint.model;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.Mentions;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a configuration file that may hold a password. Rather a line too many is hidden than
 * one too few; a line with a usual mistake stays visible. Hidden are
 *
 * <ul>
 *   <li>all lines of a file that has nothing of Postfix in it, for it is something else: a table of
 *       passwords, say, that was given in place of main.cf
 *   <li>lines that Postfix cannot read and that do not look like a setting or restriction
 *   <li>settings with a table written into them ({@code static:user:password}, {@code
 *       inline:{...}}), commented-out ones too. What is no parameter of Postfix counts as well, for
 *       other settings may refer to it, or its name may be misspelt. Tables of policies and of
 *       other parameters that have no passwords stay visible
 *   <li>settings of other names that a table of passwords refers to, unless they are paths
 *   <li>what {@link SecretWords} recognises
 * </ul>
 */
public final class SecretLines {

  private static final String PASSWORDS = "_sasl_password_maps";

  private final SourceText text;
  private final Parameters parameters;
  private final SecretWords words;
  private final boolean isMain;
  private final BitSet hidden = new BitSet();

  /** The beginnings of parameters, such as smtpd. */
  private final Lazy<Set<String>> beginnings = new Lazy<>(this::findBeginnings);

  /** Names that are no parameters, and that the tables of passwords are made of. */
  private final Lazy<Set<String>> passwordNames = new Lazy<>(this::findPasswordNames);

  private final @Nullable SourceText master;

  private SecretLines(
      SourceText text, @Nullable SourceText master, Parameters parameters, boolean isMain) {
    this.text = text;
    this.master = master;
    this.parameters = parameters;
    this.words = new SecretWords(parameters);
    this.isMain = isMain;
  }

  /**
   * Finds those of a main.cf.
   *
   * @param master the master.cf beside it, which may refer to what it sets; null if there is none
   * @return the numbers of the lines, from 1
   */
  public static BitSet ofMain(SourceText text, @Nullable SourceText master, Parameters parameters) {
    SecretLines lines = new SecretLines(text, master, parameters, true);
    return lines.find(lines.isRecognised() || lines.isReferredTo(master));
  }

  /** Finds those of a master.cf. */
  public static BitSet ofMaster(SourceText text, Parameters parameters) {
    SecretLines lines = new SecretLines(text, null, parameters, false);
    return lines.find(lines.isRecognised());
  }

  private BitSet find(boolean recognised) {
    int line = 1;
    while (line <= text.lineCount()) {
      int end = end(line);
      if (recognised) {
        hide(line, end);
      } else if (!text.line(line).isBlank()) {
        hidden.set(line, end);
      }
      line = end;
    }
    return hidden;
  }

  /**
   * Whether master.cf, or the file itself if it has settings alone, refers to a name of the site's
   * own that it sets. The files of shells, which refer to names as well, have no blank before "=".
   */
  private boolean isReferredTo(@Nullable SourceText master) {
    List<SourceText> referring = new ArrayList<>();
    if (master != null) {
      referring.add(master);
    }
    if (hasSettingsAlone()) {
      referring.add(text);
    }
    ReferredNames referred = new ReferredNames(referring);
    return hasLine(line -> !isComment(line) && referred.has(name(line)));
  }

  private boolean hasLine(Predicate<String> wanted) {
    for (int number = 1; number <= text.lineCount(); number++) {
      if (wanted.test(text.line(number))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasSettingsAlone() {
    return !hasLine(line -> !isSetting(line) && !line.isBlank() && !isComment(line));
  }

  private static boolean isSetting(String line) {
    int equals = line.indexOf('=');
    return equals > 0 && isBlank(line.charAt(equals - 1)) && isName(name(line));
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private boolean isRecognised() {
    return isMain
        ? hasLine(line -> isOfPostfix(name(line)) || Restriction.isName(firstWord(line)))
        : hasLine(SecretLines::isService);
  }

  /** Whether it is a parameter, or has a beginning of one, such as smtpd. */
  private boolean isOfPostfix(String name) {
    if (parameters.find(name) != null) {
      return true;
    }
    int end = name.indexOf('_');
    return end > 0 && beginnings.get().contains(name.substring(0, end));
  }

  private Set<String> findBeginnings() {
    Set<String> found = new HashSet<>();
    for (String one : parameters.all()) {
      found.add(one.substring(0, Math.max(0, one.indexOf('_'))));
    }
    return found;
  }

  /**
   * The line after the last one of what starts at a line: a run of comments, or a setting, in which
   * comments and blank lines may stand (postconf(5)).
   */
  private int end(int start) {
    int end = start + 1;
    if (text.line(start).isBlank()) {
      return end;
    }
    boolean inComments = isComment(text.line(start));
    for (int line = end; line <= text.lineCount(); line++) {
      String current = text.line(line);
      boolean between = current.isBlank() || isComment(current);
      if (inComments ? !isComment(current) : !between && !isBlank(current.charAt(0))) {
        break;
      }
      if (inComments || !between) {
        end = line + 1;
      }
    }
    return end;
  }

  private void hide(int start, int end) {
    int first = start;
    if (isComment(text.line(start))) {
      while (first < end && isSafe(name(text.line(first)))) {
        first++;
      }
    } else if (isMain && isSafe(name(text.line(start)))) {
      return;
    } else if (isPartOfPassword(start, end) || isForeign(text.line(start))) {
      hidden.set(start, end);
      return;
    }
    for (int line = first; line < end; line++) {
      String current = text.line(line);
      if (hasTable(current)) {
        hidden.set(first, end);
        return;
      }
      if (words.isIn(current)) {
        hidden.set(isComment(current) ? line : first, isComment(current) ? line + 1 : end);
      }
    }
  }

  /** Whether a setting is a name of the site's own that a table of passwords refers to. */
  private boolean isPartOfPassword(int start, int end) {
    String name = name(text.line(start));
    boolean isOwn = isMain && !name.isEmpty() && parameters.find(name) == null;
    if (!isOwn || !passwordNames.get().contains(name)) {
      return false;
    }
    String value = block(start, end);
    return !SecretWords.areHarmless(ListText.words(value.substring(value.indexOf('=') + 1)));
  }

  private String block(int start, int end) {
    StringBuilder block = new StringBuilder();
    for (int line = start; line < end; line++) {
      block.append(text.line(line)).append('\n');
    }
    return block.toString();
  }

  private Set<String> findPasswordNames() {
    Deque<String> open = new ArrayDeque<>();
    for (int line = 1; master != null && line <= master.lineCount(); line++) {
      if (master.line(line).contains(PASSWORDS)) {
        open.addAll(Mentions.in(master.line(line)));
      }
    }
    Map<String, Set<String>> mentioned = new HashMap<>();
    for (int line = 1, end; line <= text.lineCount(); line = end) {
      end = end(line);
      Set<String> names = Mentions.in(block(line, end));
      String name = name(text.line(line));
      mentioned.computeIfAbsent(name, one -> new HashSet<>()).addAll(names);
      if (name.endsWith(PASSWORDS)) {
        open.addAll(names);
      }
    }
    Set<String> found = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (parameters.find(name) == null && found.add(name)) {
        open.addAll(mentioned.getOrDefault(name, Set.of()));
      }
    }
    return found;
  }

  /** Whether the first line of something is neither a setting nor a service, as far as it looks. */
  private boolean isForeign(String line) {
    String stripped = line.strip();
    if (stripped.isEmpty()) {
      return false;
    }
    if (!isMain) {
      return !isService(stripped) && stripped.charAt(0) != '-';
    }
    String name = name(stripped);
    boolean setting = !name.isEmpty() && name.indexOf(' ') < 0 && name.indexOf('\t') < 0;
    if (setting) {
      return false;
    }
    List<String> all = ListText.words(stripped);
    String first = all.isEmpty() ? "" : all.get(0);
    boolean harmless =
        all.size() < 2
            ? first.indexOf(':') < 0
            : SecretWords.areHarmless(all.subList(1, all.size()));
    return !harmless && !isOfPostfix(first) && !Restriction.isName(first);
  }

  /**
   * Whether a table is written into a line, unless it is that of an option of master.cf whose
   * parameter is known to have no passwords.
   */
  private boolean hasTable(String line) {
    int table = firstTable(line, 0);
    while (table >= 0) {
      int option = line.lastIndexOf("-o", table);
      int equals = line.indexOf('=', Math.max(0, option));
      boolean safe =
          !isMain
              && option >= 0
              && equals >= 0
              && equals < table
              && isSafe(line.substring(option + 2, equals).strip());
      if (!safe) {
        return true;
      }
      table = firstTable(line, table + 1);
    }
    return false;
  }

  private static int firstTable(String line, int from) {
    int fixed = line.indexOf("static:", from);
    int inline = line.indexOf("inline:", from);
    return fixed < 0 || inline < 0 ? Math.max(fixed, inline) : Math.min(fixed, inline);
  }

  private static String firstWord(String line) {
    List<String> words = ListText.words(line);
    return words.isEmpty() ? "" : words.get(0);
  }

  /** Whether it has the columns of a service, or most of them. */
  private static boolean isService(String line) {
    List<String> columns = ListText.words(line);
    int flags = 0;
    for (int i = 2; i < Math.min(columns.size(), 7); i++) {
      flags += isFlag(columns.get(i)) ? 1 : 0;
    }
    return flags >= 3 || (columns.size() > 2 && isType(columns.get(1)));
  }

  /** Whether a word is a type of services. */
  public static boolean isType(String word) {
    return switch (word) {
      case "inet", "unix", "fifo", "pass", "unix-dgram" -> true;
      default -> false;
    };
  }

  /** Whether a word is what a column of yes or no can have. */
  public static boolean isFlag(String word) {
    return word.equals("-") || word.equals("y") || word.equals("n");
  }

  /** Whether tables of that parameter hold no passwords. */
  private boolean isSafe(String name) {
    return parameters.find(name) != null && !name.endsWith(PASSWORDS);
  }

  /** What a line sets, or would set if it were no comment. */
  private static String name(String line) {
    int start = 0;
    while (start < line.length() && (isBlank(line.charAt(start)) || line.charAt(start) == '#')) {
      start++;
    }
    int end = line.indexOf('=', start);
    return end < 0 ? "" : line.substring(start, end).strip();
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
