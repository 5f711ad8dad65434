package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.CompatibilityLevel;
import io.github.posttlslint.cf.Strtol;
import io.github.posttlslint.input.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value as Postfix does when a program reads it: type, bounds, length, words.
 *
 * <p>The value must be expanded before. Follows mail_conf_bool.c, mail_conf_int.c,
 * mail_conf_time.c, mail_conf_str.c, name_mask.c, name_code.c; what depends on OpenSSL is not
 * checked, digest names aside.
 */
public final class ValueCheck {

  private static final String LIST_SEPARATORS = ", \t\r\n";

  private final Parameter parameter;
  private final PostfixVersion version;
  private final String value;
  private final int most;
  private final List<ValueProblem> problems = new ArrayList<>(1);

  private ValueCheck(Parameter parameter, PostfixVersion version, String value, int most) {
    this.parameter = parameter;
    this.version = version;
    this.value = value;
    this.most = most;
  }

  /**
   * What this version finds wrong with the value.
   *
   * @param value expanded, without white space around it
   * @return empty if nothing
   */
  public static List<ValueProblem> check(
      Parameter parameter, PostfixVersion version, String value) {
    return check(parameter, version, value, Integer.MAX_VALUE);
  }

  /**
   * The first thing that this version finds wrong with the value. An empty bound of a protocol list
   * is logged by nobody, and counts only where nothing else makes the list invalid.
   *
   * @param value expanded, without white space around it
   * @return null if nothing
   */
  public static @Nullable ValueProblem first(
      Parameter parameter, PostfixVersion version, String value) {
    List<ValueProblem> problems = check(parameter, version, value, 1);
    ValueProblem first = problems.isEmpty() ? null : problems.get(0);
    if (first != null && first.kind() == ValueProblem.Kind.EMPTY_BOUND) {
      for (ValueProblem problem : check(parameter, version, value)) {
        if (problem.kind() != ValueProblem.Kind.EMPTY_BOUND) {
          return problem;
        }
      }
    }
    return first;
  }

  private static List<ValueProblem> check(
      Parameter parameter, PostfixVersion version, String value, int most) {
    ValueCheck check = new ValueCheck(parameter, version, value, most);
    switch (parameter.type(version)) {
      case BOOL, NBOOL -> check.checkBoolean();
      case INT, NINT -> check.checkInteger(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> check.checkInteger(Long.MIN_VALUE, Long.MAX_VALUE);
      case TIME -> check.checkTime();
      case STR, RAW -> check.checkText();
    }
    return check.problems;
  }

  /**
   * The seconds that a time stands for.
   *
   * @param value expanded
   * @param defaultUnit the unit of a number without one
   * @return null if Postfix refuses it
   */
  public static @Nullable Long seconds(String value, char defaultUnit) {
    Strtol number = Strtol.parse(value, 0);
    if (value.isEmpty()
        || number.outOfRange()
        || number.value() < 0
        || number.value() > Integer.MAX_VALUE) {
      return null;
    }
    // only the first character after the digits counts: 1hour is one hour, 10ms ten minutes
    char unit = number.end() < value.length() ? value.charAt(number.end()) : defaultUnit;
    long factor =
        switch (unit) {
          case 's' -> 1;
          case 'm' -> 60;
          case 'h' -> 3600;
          case 'd' -> 86_400;
          case 'w' -> 604_800;
          default -> 0;
        };
    boolean fits = factor == 1 || (factor > 0 && number.value() < Integer.MAX_VALUE / factor);
    return fits ? Long.valueOf(number.value() * factor) : null;
  }

  private void checkBoolean() {
    if (!value.equalsIgnoreCase("yes") && !value.equalsIgnoreCase("no")) {
      String meant =
          switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "1", "y", "enable", "enabled", "\"yes\"", "'yes'" -> "yes";
            case "false", "off", "0", "n", "disable", "disabled", "none", "\"no\"", "'no'" -> "no";
            default -> null;
          };
      add(ValueProblem.Kind.BAD_BOOLEAN, meant);
    }
  }

  private void checkInteger(long lowest, long highest) {
    if (parameter.name().equals("compatibility_level") && isDottedLevelOfOldPostfix()) {
      return;
    }
    Strtol number = Strtol.parse(value, 0);
    if (value.isEmpty()
        || number.end() != value.length()
        || number.outOfRange()
        || number.value() < lowest
        || number.value() > highest) {
      add(ValueProblem.Kind.BAD_INTEGER, null);
    } else {
      checkBounds(number.value());
    }
  }

  /** Postfix 3.3 to 3.5 drop what follows the first dot, so that one can go back from 3.6. */
  private boolean isDottedLevelOfOldPostfix() {
    return version.isAtLeast(3, 3)
        && value.indexOf('.') > 0
        && value.charAt(0) >= '0'
        && value.charAt(0) <= '9';
  }

  private void checkTime() {
    Long seconds = seconds(value, parameter.defaultTimeUnit());
    if (seconds == null) {
      add(ValueProblem.Kind.BAD_TIME, null);
    } else {
      checkBounds(seconds);
    }
  }

  private void checkBounds(long number) {
    long min = parameter.min();
    long max = parameter.max();
    if (min != 0 && number < min) {
      add(ValueProblem.Kind.TOO_SMALL, null);
    } else if (max != 0 && number > max) {
      add(ValueProblem.Kind.TOO_LARGE, null);
    }
  }

  private void checkText() {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    int min = parameter.minLength(version);
    int max = parameter.maxLength();
    if (length < min) {
      add(ValueProblem.Kind.TOO_SHORT, null);
    } else if (max != 0 && length > max) {
      add(ValueProblem.Kind.TOO_LONG, null);
    } else {
      AcceptedValues accepted = parameter.values();
      if (accepted != null) {
        checkWords(accepted);
      }
    }
  }

  private void checkWords(AcceptedValues accepted) {
    switch (accepted.kind()) {
      case ONE, DIGEST -> {
        boolean isObject = accepted.kind() == AcceptedValues.Kind.DIGEST && isObjectId();
        if (!isObject && !(value.isEmpty() && accepted.mayBeEmpty())) {
          checkWord(accepted, 0, value.length());
        }
      }
      case ONE_OR_PATH -> {
        if (!value.startsWith("/")) {
          checkWord(accepted, 0, value.length());
        }
      }
      case FLAGS -> forEachToken(LIST_SEPARATORS, (start, end) -> checkFlag(accepted, start, end));
      case ACTION_OR_TABLE ->
          forEachGroup(
              (start, end) -> {
                if (value.indexOf(':', start) < 0) {
                  checkWord(accepted, start, end);
                }
              });
      case PROTOCOLS ->
          forEachToken(LIST_SEPARATORS + ":", (start, end) -> checkProtocol(accepted, start, end));
      case COMPATIBILITY_LEVEL -> {
        if (CompatibilityLevel.parse(value) == null) {
          add(ValueProblem.Kind.BAD_COMPATIBILITY_LEVEL, null);
        }
      }
      case RESTRICTIONS, CIPHERS, LIST, PATH, TABLE, TABLES, TEXT -> {}
    }
  }

  /** Whether it is the number of an object of ASN.1, such as 2.16.840.1.101.3.4.2.1 for SHA-256. */
  private boolean isObjectId() {
    boolean isDotted = value.indexOf('.') > 0 && !value.endsWith(".") && !value.contains("..");
    return isDotted && value.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private void checkFlag(AcceptedValues accepted, int start, int end) {
    if (!(accepted.acceptsHex() && isHex(value.substring(start, end)))) {
      checkWord(accepted, start, end);
    }
  }

  private void checkWord(AcceptedValues accepted, int start, int end) {
    String word = value.substring(start, end);
    List<String> words = accepted.words(version);
    // where a version has no words, it does not look at the value
    if (words.isEmpty() || accepted.find(word, version) != null) {
      return;
    }
    AcceptedValues.Value elsewhere = accepted.findInAny(word);
    if (elsewhere == null) {
      add(ValueProblem.Kind.NOT_ACCEPTED, word, word.isEmpty() ? null : nearest(word, words));
    } else if (elsewhere.life().nextSince(version) != null) {
      add(ValueProblem.Kind.NOT_YET_ACCEPTED, word, null);
    } else {
      add(ValueProblem.Kind.NO_LONGER_ACCEPTED, word, null);
    }
  }

  /** An element of a protocol list (tls_misc.c: tls_proto_mask_lims). */
  private void checkProtocol(AcceptedValues accepted, int start, int end) {
    boolean isBound = value.startsWith(">=", start) || value.startsWith("<=", start);
    if (!isBound) {
      checkWord(accepted, value.charAt(start) == '!' ? start + 1 : start, end);
    } else if (!version.isAtLeast(3, 6)) {
      add(ValueProblem.Kind.NOT_YET_ACCEPTED, value.substring(start, end), null);
    } else if (end - start <= 2) {
      add(ValueProblem.Kind.EMPTY_BOUND, value.substring(start, end), null);
    } else {
      checkBound(accepted, start + 2, end);
    }
  }

  /** What follows {@code >=}: None, a name other than SSLv2, or a number in base 16. */
  private void checkBound(AcceptedValues accepted, int start, int end) {
    String name = value.substring(start, end);
    if (ProtocolList.bound(name) < 0) {
      add(ValueProblem.Kind.NOT_ACCEPTED, name, nearest(name, accepted.words(version)));
    }
  }

  /** What was meant by the first of many words that are not known; by later ones nobody asks. */
  private @Nullable String nearest(String word, List<String> words) {
    return problems.size() < Limits.FINDINGS ? Nearest.only(word, words) : null;
  }

  private static boolean isHex(String word) {
    return word.startsWith("0x") && word.length() > 2 && isHexMask(word);
  }

  /** Is it a mask of at most 64 bits (name_mask.c, hex_to_ulong)? */
  private static boolean isHexMask(String word) {
    for (int i = 2; i < word.length(); i++) {
      if (word.charAt(i) > 'f' || Character.digit(word.charAt(i), 16) < 0) {
        return false;
      }
    }
    return word.length() <= "0x".length() + 16;
  }

  private interface TokenAction {
    void accept(int start, int end);
  }

  private void forEachToken(String separators, TokenAction action) {
    int at = 0;
    while (at < value.length() && problems.size() < most) {
      if (separators.indexOf(value.charAt(at)) >= 0) {
        at++;
        continue;
      }
      int start = at;
      while (at < value.length() && separators.indexOf(value.charAt(at)) < 0) {
        at++;
      }
      action.accept(start, at);
    }
  }

  /** The elements of a list; a table in braces is one. */
  private void forEachGroup(TokenAction action) {
    int start = -1;
    int depth = 0;
    for (int at = 0; at <= value.length() && problems.size() < most; at++) {
      char c = at < value.length() ? value.charAt(at) : ' ';
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      boolean separator = at == value.length() || (depth <= 0 && LIST_SEPARATORS.indexOf(c) >= 0);
      if (separator && start >= 0) {
        action.accept(start, at);
        start = -1;
      } else if (!separator && start < 0) {
        start = at;
      }
    }
  }

  private void add(ValueProblem.Kind kind, @Nullable String nearest) {
    add(kind, value, nearest);
  }

  private void add(ValueProblem.Kind kind, String part, @Nullable String nearest) {
    problems.add(new ValueProblem(kind, part, nearest));
  }
}
