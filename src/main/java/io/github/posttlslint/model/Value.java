package io.github.posttlslint.model;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.ListReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effective value of a parameter for one service, or for main.cf. What it is, {@link #known()}
 * tells to those who take every case.
 *
 * @param name the parameter
 * @param raw the text before expansion, as {@code postconf -n} or {@code -P} print it
 * @param known the value after expansion, as {@code postconf -x} prints it
 * @param shown for people alone: the value after expansion; of a hidden one what can be seen, with
 *     gaps
 * @param origins the place that won, first, then the places of the parameters it refers to
 */
public record Value(
    String name, String raw, Known<String> known, String shown, List<Origin> origins) {

  /** Stands in {@link #shown()} for what is hidden. */
  public static final char GAP = '\u2026';

  public Value {
    origins = List.copyOf(origins);
  }

  /**
   * A value that is known.
   *
   * @param raw the text before expansion
   * @param text the text after expansion; empty is Postfix's way of "not set"
   * @param origins the place that won, first, then the places of the parameters it refers to; a
   *     default alone where nothing is set
   */
  static Value known(String name, String raw, String text, List<Origin> origins) {
    Known<String> known = text.isEmpty() ? Known.unset() : Known.of(text);
    return new Value(name, raw, known, text, origins);
  }

  /**
   * A value that is hidden by a template, an unseen file or a reference that cannot be expanded.
   *
   * @param shown the part that is known, with gaps
   */
  static Value hidden(String name, String raw, String shown, List<Origin> origins, String why) {
    return new Value(name, raw, Known.unknown(new Doubt(why, name)), shown, origins);
  }

  /** The same value where nothing of it can be told. */
  Value hidden(String why) {
    List<Origin> first = origins.isEmpty() ? origins : origins.subList(0, 1);
    return hidden(name, "", "", first, why);
  }

  /** Whether it is not empty, which a part of it can tell where the rest is hidden. */
  public Truth isFilled() {
    for (int i = 0; known.isHidden() && i < shown.length(); i++) {
      if (shown.charAt(i) != GAP && !Chars.isSpace(shown.charAt(i))) {
        return Truth.YES;
      }
    }
    return known.isSet();
  }

  /** Whether it is {@code yes}. */
  public Truth isYes() {
    return known.is("yes"::equalsIgnoreCase);
  }

  /**
   * What stands before the first of a character, which can be known where the rest is hidden; all
   * of it if the character is not there.
   */
  public Known<String> before(char end) {
    int at = shown.indexOf(end);
    boolean isPartKnown = known.isHidden() && at >= 0 && shown.indexOf(GAP) > at;
    return isPartKnown
        ? Known.of(shown.substring(0, at))
        : known.map(all -> at < 0 ? all : all.substring(0, at));
  }

  /** The words of a list; those without a gap are known even where others are hidden. */
  public List<Known<String>> words() {
    boolean hidden = known.isHidden();
    List<Known<String>> words = new ArrayList<>();
    boolean groups = ListReader.hasGroups(name);
    for (LogicalText word : ListText.split(LogicalText.of("", shown), groups)) {
      words.add(hidden && word.text().indexOf(GAP) >= 0 ? known : Known.of(word.text()));
    }
    if (hidden && words.isEmpty()) {
      words.add(known);
    }
    return words;
  }

  /**
   * Whether one of the words is a certain one. One that is partly hidden cannot be it where the
   * rest does not fit.
   */
  public Truth lists(String wanted) {
    if (known.isHidden() && shown.isEmpty()) {
      return known.isSet();
    }
    Truth listed = Truth.NO;
    for (LogicalText word : ListText.split(LogicalText.of("", shown), ListReader.hasGroups(name))) {
      String text = word.text();
      if (text.equals(wanted)) {
        return Truth.YES;
      }
      if (hasGap(text) && fits(text, wanted)) {
        listed = known.isSet();
      }
    }
    return listed;
  }

  /** Whether what stands before the first gap of a word, and behind the last, is as in another. */
  private static boolean fits(String word, String wanted) {
    return wanted.startsWith(word.substring(0, word.indexOf(GAP)))
        && wanted.endsWith(word.substring(word.lastIndexOf(GAP) + 1));
  }

  /** Whether something of a word that is {@linkplain #shown() shown} is hidden. */
  public static boolean hasGap(String word) {
    return word.indexOf(GAP) >= 0;
  }

  /** Whether one of the words is a certain one; letter case does not matter. */
  public Truth hasWord(String wanted) {
    return Truth.any(words(), word -> word.is(wanted::equalsIgnoreCase));
  }

  /** Whether it is hidden for a certain reason. */
  public boolean isHidden(String why) {
    Doubt doubt = known.doubt();
    return doubt != null && doubt.reason().equals(why);
  }

  /**
   * Whether main.cf or master.cf sets it, the user's or those of an image, even to nothing or to
   * something unknown.
   */
  public boolean isExplicit() {
    return !origins.isEmpty() && !(origins.get(0) instanceof Origin.Default);
  }

  /** Where it is set, name and value; null for a default and a setting of an image. */
  public @Nullable Span span() {
    return origins.isEmpty() ? null : origins.get(0).span();
  }

  /** Where its value is written; null for a default and a setting of an image. */
  public @Nullable Span valueSpan() {
    return origins.isEmpty() ? null : origins.get(0).valueSpan();
  }

  @Override
  public String toString() {
    return name + " = " + known;
  }
}
