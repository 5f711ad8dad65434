package io.github.posttlslint.setup;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effective value of a parameter for one service, or for main.cf.
 *
 * @param name the parameter
 * @param state whether it is known
 * @param raw the text before expansion, as {@code postconf -n} or {@code -P} print it
 * @param text the text after expansion, as {@code postconf -x} prints it; of an unknown value the
 *     part that is known, with gaps
 * @param origins the place that won, first, then the places of the parameters it refers to; a
 *     default alone where nothing is set
 * @param reason why it is unknown; empty otherwise
 */
public record Value(
    String name, State state, String raw, String text, List<Origin> origins, String reason) {

  /** Stands in {@link #shown()} for what is hidden. */
  static final char GAP = '\u2026';

  public Value {
    origins = List.copyOf(origins);
  }

  /** The same value where nothing of it can be told. */
  Value unknown(String why) {
    List<Origin> first = origins.isEmpty() ? origins : origins.subList(0, 1);
    return new Value(name, State.UNKNOWN, "", "", first, why);
  }

  /** For people alone: the value after expansion; of an unknown one what is known, with gaps. */
  public String shown() {
    return text;
  }

  /** The value after expansion; empty is Postfix's way of "not set". */
  public Known<String> known() {
    if (state == State.UNKNOWN) {
      return Known.unknown(new Doubt(reason, name));
    }
    return text.isEmpty() ? Known.unset() : Known.of(text);
  }

  /**
   * What stands before the first of a character, which can be known where the rest is hidden; all
   * of it if the character is not there.
   */
  public Known<String> before(char end) {
    int at = text.indexOf(end);
    boolean isPartKnown = state == State.UNKNOWN && at >= 0 && text.indexOf(GAP) > at;
    return isPartKnown
        ? Known.of(text.substring(0, at))
        : known().map(all -> at < 0 ? all : all.substring(0, at));
  }

  /** The words of a list; those without a gap are known even where others are hidden. */
  public List<Known<String>> words() {
    List<Known<String>> words = new ArrayList<>();
    for (LogicalText word : ListText.split(LogicalText.of("", text))) {
      words.add(
          state != State.UNKNOWN || word.text().indexOf(GAP) < 0
              ? Known.of(word.text())
              : Known.unknown(new Doubt(reason, name)));
    }
    return words;
  }

  /** Whether it is hidden for a certain reason. */
  boolean isHidden(String why) {
    return known().fold(known -> false, () -> false, doubt -> doubt.reason().equals(why));
  }

  /** Whether a value is known. */
  public enum State {
    /** Known and not empty. */
    KNOWN,
    /** Known to be empty: Postfix's way of "not set". */
    UNSET,
    /** Hidden by a template, an unseen file or a reference that cannot be expanded. */
    UNKNOWN
  }

  /** Whether the value cannot be told. */
  public boolean isUnknown() {
    return state == State.UNKNOWN;
  }

  /** Whether the value is known to be empty. */
  public boolean isUnset() {
    return state == State.UNSET;
  }

  /** Whether main.cf or master.cf sets it, even to nothing or to something unknown. */
  public boolean isExplicit() {
    return span() != null;
  }

  /** Where it is set, name and value; null for a default. */
  public @Nullable Span span() {
    return origins.isEmpty() ? null : origins.get(0).span();
  }

  /** Where its value is written; null for a default. */
  public @Nullable Span valueSpan() {
    return origins.isEmpty() ? null : origins.get(0).valueSpan();
  }
}
