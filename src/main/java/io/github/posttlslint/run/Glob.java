package io.github.posttlslint.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for paths with forward slashes: {@code *} and {@code ?} stand for what is inside a
 * directory's name, {@code **} for anything, {@code [a-c]} and {@code [!a-c]} for a character,
 * <code>{a,b}</code> for either; a backslash takes the next character literally.
 *
 * <p>The time that matching takes grows with the product of both lengths. The patterns of the JDK
 * become regular expressions, by which a stranger's file could keep a run busy for ever.
 */
final class Glob {

  private static final int MOST_ALTERNATIVES = 100;

  private final List<List<Part>> alternatives;

  private enum Kind {
    LITERAL,
    ANY_CHARACTER,
    CLASS,
    NO_CLASS,
    STARS,
    ALL
  }

  /**
   * A piece of a pattern.
   *
   * @param characters the literal, or pairs of first and last characters of a class
   */
  private record Part(Kind kind, String characters) {

    boolean isRepeated() {
      return kind == Kind.STARS || kind == Kind.ALL;
    }

    boolean takes(char c) {
      return switch (kind) {
        case LITERAL -> c == characters.charAt(0);
        case ANY_CHARACTER, STARS -> c != '/';
        case CLASS -> c != '/' && isInClass(c);
        case NO_CLASS -> c != '/' && !isInClass(c);
        case ALL -> true;
      };
    }

    private boolean isInClass(char c) {
      for (int i = 0; i < characters.length(); i += 2) {
        if (characters.charAt(i) <= c && c <= characters.charAt(i + 1)) {
          return true;
        }
      }
      return false;
    }
  }

  private Glob(List<List<Part>> alternatives) {
    this.alternatives = alternatives;
  }

  /** Reads a pattern; null if it is none, or has more than a hundred alternatives. */
  static @Nullable Glob parse(String text) {
    List<List<Part>> alternatives = new ArrayList<>();
    for (String one : alternatives(text)) {
      List<Part> parts = parts(one);
      if (parts == null) {
        return null;
      }
      alternatives.add(parts);
    }
    return alternatives.isEmpty() ? null : new Glob(alternatives);
  }

  /** The texts that the alternatives in braces stand for; none if there are too many. */
  private static List<String> alternatives(String text) {
    List<StringBuilder> all = List.of(new StringBuilder());
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '{' ? closing(text, at) : at + 1;
      if (end < 0) {
        return List.of();
      }
      String[] choices = {text.substring(at, Math.min(text.length(), end))};
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        end = at + 2;
        choices[0] = text.substring(at, end);
      } else if (text.charAt(at) == '{') {
        choices = text.substring(at + 1, end - 1).split(",", -1);
      }
      if (all.size() * choices.length > MOST_ALTERNATIVES) {
        return List.of();
      }
      all = continued(all, choices);
      at = end;
    }
    List<String> texts = new ArrayList<>();
    all.forEach(one -> texts.add(one.toString()));
    return texts;
  }

  private static List<StringBuilder> continued(List<StringBuilder> all, String[] choices) {
    if (choices.length == 1) {
      all.forEach(one -> one.append(choices[0]));
      return all;
    }
    List<StringBuilder> longer = new ArrayList<>();
    for (StringBuilder start : all) {
      for (String choice : choices) {
        longer.add(new StringBuilder(start).append(choice));
      }
    }
    return longer;
  }

  /** Behind the brace that closes; -1 if there is none, or another one opens before it. */
  private static int closing(String text, int open) {
    int close = text.indexOf('}', open);
    int next = text.indexOf('{', open + 1);
    return close < 0 || (next >= 0 && next < close) ? -1 : close + 1;
  }

  private static @Nullable List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean last = at + 1 == text.length();
      if (c == '*') {
        boolean two = !last && text.charAt(at + 1) == '*';
        parts.add(new Part(two ? Kind.ALL : Kind.STARS, ""));
        at += two ? 1 : 0;
      } else if (c == '?') {
        parts.add(new Part(Kind.ANY_CHARACTER, ""));
      } else if (c == '[') {
        int close = text.indexOf(']', at + 2);
        if (close < 0) {
          return null;
        }
        parts.add(characterClass(text.substring(at + 1, close)));
        at = close;
      } else if (c == '\\' && last) {
        return null;
      } else {
        at += c == '\\' ? 1 : 0;
        parts.add(new Part(Kind.LITERAL, String.valueOf(text.charAt(at))));
      }
    }
    return parts;
  }

  private static Part characterClass(String text) {
    boolean none = text.startsWith("!");
    StringBuilder pairs = new StringBuilder();
    for (int i = none ? 1 : 0; i < text.length(); i++) {
      boolean range = i + 2 < text.length() && text.charAt(i + 1) == '-';
      pairs.append(text.charAt(i)).append(text.charAt(range ? i + 2 : i));
      i += range ? 2 : 0;
    }
    return new Part(none ? Kind.NO_CLASS : Kind.CLASS, pairs.toString());
  }

  /** Whether the whole path fits. */
  boolean matches(String path) {
    for (List<Part> parts : alternatives) {
      if (matches(parts, path)) {
        return true;
      }
    }
    return false;
  }

  /** All places in the pattern that a part of the path can lead to are followed at once. */
  private static boolean matches(List<Part> parts, String path) {
    BitSet places = new BitSet();
    places.set(0);
    skipRepeated(parts, places);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      BitSet next = new BitSet();
      for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
        if (at < parts.size() && parts.get(at).takes(c)) {
          next.set(parts.get(at).isRepeated() ? at : at + 1);
        }
      }
      skipRepeated(parts, next);
      places = next;
    }
    return places.get(parts.size());
  }

  private static void skipRepeated(List<Part> parts, BitSet places) {
    for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
      if (at < parts.size() && parts.get(at).isRepeated()) {
        places.set(at + 1);
      }
    }
  }
}
