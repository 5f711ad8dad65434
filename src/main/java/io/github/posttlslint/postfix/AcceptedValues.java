package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that a parameter accepts, with the releases that accept them.
 *
 * @param kind how the words make up a value
 * @param values the words, in the order of the reference data; empty for the open kinds
 * @param mayBeEmpty does an empty value have a meaning of its own?
 * @param caseSensitive does letter case matter?
 * @param acceptsHex may a number like 0x1f stand in the place of words?
 */
public record AcceptedValues(
    Kind kind, List<Value> values, boolean mayBeEmpty, boolean caseSensitive, boolean acceptsHex) {

  /** How the words make up a value. */
  public enum Kind {
    /** Exactly one of the words. */
    ONE,
    /** Any number of the words, with commas or white space between them. */
    FLAGS,
    /** A TLS protocol list: names, {@code !NAME}, from 3.6 on {@code >=NAME} and {@code <=NAME}. */
    PROTOCOLS,
    /** An smtpd access restriction list. */
    RESTRICTIONS,
    /** One of the words, or an absolute path name. */
    ONE_OR_PATH,
    /** One of the words, or a list of lookup tables. */
    ACTION_OR_TABLE,
    /** A compatibility level. */
    COMPATIBILITY_LEVEL,
    /** An OpenSSL cipher list; not checked here. */
    CIPHERS,
    /** The name of an OpenSSL digest, in any release of OpenSSL. */
    DIGEST,
    /** A list with other elements than words. */
    LIST,
    /** A path name. */
    PATH,
    /** One lookup table, {@code type:name}. */
    TABLE,
    /** Lookup tables. */
    TABLES,
    /** Some other text. */
    TEXT;

    static Kind parse(String word) {
      return valueOf(word.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
    }
  }

  /**
   * One word.
   *
   * @param word as Postfix writes it
   * @param life the versions that accept it
   * @param actsAs the other word that it is treated as; null if it stands for itself
   * @param takesArgument must another word follow it?
   * @param deprecation how it grows old; null if it does not
   */
  public record Value(
      String word,
      LifeSpan life,
      @Nullable String actsAs,
      boolean takesArgument,
      @Nullable Deprecation deprecation) {}

  static AcceptedValues of(List<String[]> lines) {
    String[] head = lines.get(0);
    String options = head.length > 2 ? head[2] : "";
    List<Value> values = new ArrayList<>(lines.size());
    for (String[] line : lines.subList(1, lines.size())) {
      String note = line.length > 3 ? line[3] : "";
      values.add(
          new Value(
              line[1],
              LifeSpan.parse(line[2]),
              note.startsWith("as ") ? note.substring(3) : null,
              note.equals("argument"),
              deprecation(note)));
    }
    return new AcceptedValues(
        Kind.parse(head[1]),
        List.copyOf(values),
        options.contains("empty"),
        options.contains("case"),
        options.contains("hex"));
  }

  /** Of {@code warned 3.9 relay_domains}; null of other notes. */
  private static @Nullable Deprecation deprecation(String note) {
    if (!note.startsWith("warned ")) {
      return null;
    }
    int blank = note.indexOf(' ', "warned ".length());
    PostfixVersion since = LifeSpan.start(note.substring("warned ".length(), blank)).release();
    return new Deprecation(since, since, note.substring(blank + 1), null);
  }

  /** The word as this version knows it; null if it does not accept it. */
  public @Nullable Value find(String word, PostfixVersion version) {
    for (Value value : values) {
      if (matches(value.word, word) && value.life.contains(version)) {
        return value;
      }
    }
    return null;
  }

  /** The word in any version; null if none ever accepted it. */
  public @Nullable Value findInAny(String word) {
    for (Value value : values) {
      if (matches(value.word, word)) {
        return value;
      }
    }
    return null;
  }

  /** Do all patch levels of a release that names none accept the same words? */
  boolean isSameInAllPatchLevels(PostfixVersion version) {
    for (Value value : values) {
      if (value.life.isDoubtful(version)) {
        return false;
      }
    }
    return true;
  }

  /** The words of this version. */
  public List<String> words(PostfixVersion version) {
    List<String> words = new ArrayList<>();
    for (Value value : values) {
      if (value.life.contains(version)) {
        words.add(value.word);
      }
    }
    return words;
  }

  private boolean matches(String known, String word) {
    return caseSensitive ? known.equals(word) : known.equalsIgnoreCase(word);
  }
}
