package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds names between marks that sed, envsubst or a program of its own replaces. Names in capitals
 * are taken for such even as <code>${NAME}</code>, for the parameters of Postfix are in lower case.
 */
final class Placeholders {

  /** The longest text of a <code>${NAME:-text}</code>. */
  private static final int MAX_DEFAULT = 500;

  private final String text;

  /** Names in single braces are not Postfix's own, as one of them is part of a path. */
  private final boolean singleBraces;

  /** Names after a per cent sign, with or without braces. */
  private final boolean perCent;

  /** The names in capitals that the file gives a value; null until they are asked for. */
  private @Nullable Set<String> settings;

  /** Expressions such as <code>${mail.port}</code>, more than one of them. */
  private final boolean dotted;

  Placeholders(String text) {
    this.text = text;
    this.dotted = hasDottedNames(text);
    this.singleBraces = text.contains(":{config_dir}/");
    this.perCent = hasPerCentBrace(text);
  }

  private static boolean hasPerCentBrace(String text) {
    int at = text.indexOf("%{");
    while (at >= 0) {
      int end = endOfWord(text, at + 2);
      if (end > at + 2 && text.startsWith("}", end) && (at == 0 || text.charAt(at - 1) == '\n')) {
        return true;
      }
      at = text.indexOf("%{", at + 1);
    }
    return false;
  }

  private static boolean hasDottedNames(String text) {
    int found = 0;
    for (int at = text.indexOf("${"); at >= 0 && found < 2; at = text.indexOf("${", at + 2)) {
      int end = endOfDottedName(text, at + 2);
      if (text.startsWith("}", end) && text.substring(at, end).indexOf('.') > 0) {
        found++;
      }
    }
    return found == 2;
  }

  /** Whether a placeholder can begin with this character. */
  boolean canBegin(char c) {
    return switch (c) {
      case '$', '@', '%', '_', '<', '{' -> true;
      default -> c >= 'A' && c <= 'Z';
    };
  }

  /** The placeholder at a position outside comments, or null. */
  @Nullable Mark at(int at, int lineStart) {
    return switch (text.charAt(at)) {
      case '$' -> dollar(at, lineStart);
      case '@' -> atSign(at);
      case '%' -> perCent(at, lineStart);
      case '_' -> underscores(at);
      case '<' -> capitalsBetween(at, 1, ">");
      case '{' -> singleBrace(at, lineStart);
      default -> capitals(at);
    };
  }

  private static Mark expression(int from, int to) {
    return new Mark(from, to, Kind.EXPRESSION, "");
  }

  /** {@code $NAME}, <code>${NAME}</code> and the shell's <code>${NAME:-text}</code>. */
  private @Nullable Mark dollar(int at, int lineStart) {
    if (at > 0 && text.charAt(at - 1) == '$') {
      return null;
    }
    boolean brace = text.startsWith("{", at + 1);
    int from = at + (brace ? 2 : 1);
    if (dotted && brace && text.startsWith("}", endOfDottedName(text, from))) {
      return expression(at, endOfDottedName(text, from) + 1);
    }
    int to = endOfCapitals(from);
    if (to < from + 2 || isNameAt(to) || text.startsWith("mailbox_command", lineStart)) {
      return null;
    }
    if (isSetting(text.substring(from, to))) {
      return null;
    }
    if (!brace) {
      return expression(at, to);
    }
    int limit = Math.min(text.length(), to + MAX_DEFAULT);
    int close = Braces.endOf(text, to, limit, '{', '}');
    boolean shell = close > to && ":-+?=#%/^,".indexOf(text.charAt(to)) >= 0;
    return close == to || shell ? expression(at, close + 1) : null;
  }

  /** Whether the file itself gives a name in capitals a value. */
  private boolean isSetting(String name) {
    Set<String> names = settings;
    if (names == null) {
      names = new HashSet<>();
      int newline = -1;
      do {
        int at = newline + 1;
        int end = endOfCapitals(at);
        int equals = end;
        while (text.startsWith(" ", equals)) {
          equals++;
        }
        if (end > at && text.startsWith("=", equals)) {
          names.add(text.substring(at, end));
        }
        newline = text.indexOf('\n', at);
      } while (newline >= 0);
      settings = names;
    }
    return names.contains(name);
  }

  /** {@code @NAME@}, {@code @@NAME@@}, {@code @%@name@%@}, and {@code @!@code@!@} over lines. */
  private @Nullable Mark atSign(int at) {
    if (text.startsWith("@!@", at)) {
      int end = text.indexOf("@!@", at + 3);
      return end < 0 ? null : new Mark(at, end + 3, Kind.INCLUDE, "");
    }
    if (text.startsWith("@%@", at)) {
      int end = text.indexOf("@%@", at + 3);
      return end < 0 || text.substring(at, end).indexOf('\n') >= 0 ? null : expression(at, end + 3);
    }
    int signs = text.startsWith("@@", at) ? 2 : 1;
    int to = endOfWord(text, at + signs);
    boolean alone = at == 0 || !isNameAt(at - 1);
    return alone && to > at + signs && text.startsWith(signs == 2 ? "@@" : "@", to)
        ? expression(at, to + signs)
        : null;
  }

  /**
   * {@code %%NAME%%}; and, in files that begin lines so, <code>%{name}</code> and {@code %name}.
   */
  private @Nullable Mark perCent(int at, int lineStart) {
    if (text.startsWith("%%", at)) {
      return capitalsBetween(at, 2, "%%");
    }
    if (!perCent) {
      return null;
    }
    boolean brace = text.startsWith("{", at + 1);
    int from = at + (brace ? 2 : 1);
    int to = endOfWord(text, from);
    if (to == from || (brace && !text.startsWith("}", to))) {
      return null;
    }
    int end = brace ? to + 1 : to;
    // at the beginning of a line it makes the line a comment or not
    return new Mark(at, end, at == lineStart && brace ? Kind.LINE : Kind.EXPRESSION, "");
  }

  /** {@code __NAME__} and {@code _NAME_}. */
  private @Nullable Mark underscores(int at) {
    if (at > 0 && isNameAt(at - 1)) {
      return null;
    }
    int from = text.startsWith("__", at) ? at + 2 : at + 1;
    int to = endOfCapitals(from);
    int signs = from - at;
    return to > from + signs
            && !isNameAt(to)
            && text.startsWith("__".substring(0, signs), to - signs)
        ? expression(at, to)
        : null;
  }

  private @Nullable Mark capitalsBetween(int at, int length, String close) {
    int to = endOfCapitals(at + length);
    return to > at + length + 1 && text.startsWith(close, to)
        ? expression(at, to + close.length())
        : null;
  }

  /** <code>{name}</code> of files that have paths with such. */
  private @Nullable Mark singleBrace(int at, int lineStart) {
    if (!singleBraces || text.startsWith("milter_", lineStart)) {
      return null;
    }
    int to = endOfWord(text, at + 1);
    boolean alone = at == 0 || text.charAt(at - 1) != '$';
    return alone && to > at + 1 && text.startsWith("}", to) ? expression(at, to + 1) : null;
  }

  /** {@code PH_NAME} and words with {@code PLACEHOLDER} in them. */
  private @Nullable Mark capitals(int at) {
    if (at > 0 && isNameAt(at - 1)) {
      return null;
    }
    int to = endOfCapitals(at);
    if (to < at + 4 || isNameAt(to)) {
      return null;
    }
    String word = text.substring(at, to);
    return word.startsWith("PH_") || word.contains("PLACEHOLDER") ? expression(at, to) : null;
  }

  private boolean isNameAt(int position) {
    return position < text.length() && Chars.isName(text.charAt(position));
  }

  /** The end of a name in capitals, which begins with a letter; {@code from} if there is none. */
  private int endOfCapitals(int from) {
    int i = from;
    while (i < text.length() && isCapital(text.charAt(i), i == from)) {
      i++;
    }
    return i;
  }

  private static boolean isCapital(char c, boolean first) {
    return (c >= 'A' && c <= 'Z') || (!first && (c == '_' || Chars.isDigit(c)));
  }

  private static int endOfWord(String text, int from) {
    int i = from;
    while (i < text.length()
        && Chars.isName(text.charAt(i))
        && !(i == from && Chars.isDigit(text.charAt(i)))) {
      i++;
    }
    return i;
  }

  /** Letters, digits and dots. */
  private static int endOfDottedName(String text, int from) {
    int i = from;
    while (i < text.length() && (Chars.isName(text.charAt(i)) || text.charAt(i) == '.')) {
      i++;
    }
    return i;
  }

  /** The letters and digits before a position. */
  static String wordBefore(String text, int position) {
    int from = position;
    while (from > 0 && Chars.isName(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, position);
  }
}
