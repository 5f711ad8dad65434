package io.github.posttlslint.secret;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.Mentions;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the lines of a file look like: whether it is a main.cf or a master.cf at all. */
public final class Look {

  /** Blanks between two marks that are looked at. */
  private static final int LONGEST = 100;

  private final SourceText text;
  private final Parameters parameters;

  /** The beginnings of parameters, such as smtpd; empty before the first look. */
  private final Set<String> beginnings = new HashSet<>();

  Look(SourceText text, Parameters parameters) {
    this.text = text;
    this.parameters = parameters;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int number = 1; number <= text.lineCount(); number++) {
      lines.add(text.line(number));
    }
    return lines;
  }

  boolean isMain() {
    for (String line : lines()) {
      if (isOfPostfix(inside(line)) || isRestriction(firstWord(line)) || afterTemplate(line) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Expressions and statements of the usual languages, and what ends them. */
  private static final String[][] MARKS = {
    {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}, {"%{", "}"}, {"${", "}"}
  };

  /** Where a line begins behind marks of a template; 0 where it begins with none. */
  static int afterTemplate(String line) {
    int end = 0;
    int next = afterMark(line, indent(line));
    while (next > end) {
      end = next;
      next =
          afterMark(
              line, end + indent(line.substring(end, Math.min(line.length(), end + LONGEST))));
    }
    return end;
  }

  /** The end of the mark that begins at a place; 0 if none does. */
  private static int afterMark(String line, int at) {
    for (String[] mark : MARKS) {
      if (line.startsWith(mark[0], at)) {
        int end = line.indexOf(mark[1], at + 2);
        boolean isParameter =
            mark[0].equals("${") && !isName(line.substring(at + 2, Math.max(at + 2, end)));
        boolean goesOn = end < 0 && mark[1].length() > 1;
        return isParameter ? 0 : end >= 0 ? end + mark[1].length() : goesOn ? line.length() : 0;
      }
    }
    return 0;
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && Chars.isSpace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where the text of a comment, or of any other line, begins. */
  static int afterHash(String line) {
    int at = 0;
    while (at < line.length() && (Chars.isSpace(line.charAt(at)) || line.charAt(at) == '#')) {
      at++;
    }
    return at;
  }

  private static String inside(String line) {
    return name(line.substring(afterHash(line)));
  }

  boolean isMaster() {
    for (String line : lines()) {
      if (isService(line) || optionOf(line) > 0 || afterTemplate(line) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether master.cf, or the file itself if it has settings alone, refers to a name of the site's
   * own that it sets. The files of shells, which refer to names as well, have no blank before "=".
   */
  boolean isReferredTo(@Nullable SourceText master) {
    Set<String> names = new HashSet<>(master == null ? Set.of() : Mentions.in(master.text()));
    boolean hasSettingsAlone = true;
    for (String line : lines()) {
      hasSettingsAlone &= isSetting(line) || line.isBlank() || isComment(line);
    }
    if (hasSettingsAlone) {
      names.addAll(Mentions.in(text.text()));
    }
    for (String line : lines()) {
      if (!isComment(line) && names.contains(name(line))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSetting(String line) {
    int equals = line.indexOf('=');
    return equals > 0 && Chars.isSpace(line.charAt(equals - 1)) && isName(name(line));
  }

  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether it is a parameter, or has a beginning of one, such as smtpd. */
  boolean isOfPostfix(String name) {
    if (parameters.find(name) != null) {
      return true;
    }
    int end = name.indexOf('_');
    return end > 0 && beginnings().contains(name.substring(0, end));
  }

  private Set<String> beginnings() {
    if (beginnings.isEmpty()) {
      for (String one : parameters.all()) {
        beginnings.add(one.substring(0, Math.max(0, one.indexOf('_'))));
      }
    }
    return beginnings;
  }

  /** Whether a word looks like the name of an access restriction. */
  public static boolean isRestriction(String word) {
    return word.startsWith("permit_")
        || word.startsWith("reject_")
        || word.startsWith("check_")
        || word.startsWith("defer_")
        || word.equals("permit")
        || word.equals("reject");
  }

  static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  /** What a line sets. */
  static String name(String line) {
    int end = line.indexOf('=');
    return end < 0 ? "" : line.substring(0, end).strip();
  }

  static String firstWord(String line) {
    List<String> words = ListText.words(line);
    return words.isEmpty() ? "" : words.get(0);
  }

  /** Whether it has the columns of a service, or most of them. */
  static boolean isService(String line) {
    List<String> columns = ListText.words(line);
    int flags = 0;
    for (int i = 2; i < Math.min(columns.size(), 7); i++) {
      flags += isFlag(columns.get(i)) ? 1 : 0;
    }
    return flags >= 3 || (columns.size() > 2 && isType(columns.get(1)));
  }

  /**
   * Where the parameter begins in {@code service/type/parameter=value}, as {@code postconf -P}
   * takes it; 0 where a line has another form.
   */
  static int optionOf(String line) {
    int type = line.indexOf('/') + 1;
    int parameter = line.indexOf('/', type) + 1;
    boolean isForm =
        type > 1
            && parameter > type
            && line.indexOf('=') > parameter
            && (isType(line.substring(type, parameter - 1)) || line.startsWith("*/", type));
    return isForm && ListText.words(line.substring(0, type)).size() == 1 ? parameter : 0;
  }

  /** Whether a word is {@code [host]:port}, {@code [network]/length} or a name with a dot. */
  static boolean isHost(String word) {
    boolean isBracketed = word.startsWith("[");
    int end = isBracketed ? word.indexOf(']') : word.indexOf(':');
    String host = word.substring(isBracketed ? 1 : 0, end < 0 ? word.length() : end);
    String rest = end < 0 ? "" : word.substring(isBracketed ? end + 1 : end);
    boolean isRest =
        rest.isEmpty() || (":/".indexOf(rest.charAt(0)) >= 0 && Chars.allDigits(rest.substring(1)));
    return isRest
        && (isBracketed
            ? end > 1 && isOf(host, ".-_:")
            : host.indexOf('.') > 0 && isOf(host, ".-_"));
  }

  /** Whether a word of a list of tables is none, but a user and a password with a colon between. */
  public static boolean isPassword(String word) {
    int colon = word.indexOf('{') < 0 ? Shapes.findPair(word, 0) : -1;
    return colon > 0 && !Shapes.isTableType(word.substring(0, colon));
  }

  private static boolean isOf(String text, String others) {
    for (int i = 0; i < text.length(); i++) {
      if (!Chars.isAlphanumeric(text.charAt(i)) && others.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
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
}
