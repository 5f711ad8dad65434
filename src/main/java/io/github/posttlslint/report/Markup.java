package io.github.posttlslint.report;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes XML or HTML as it comes. Text and attribute values are always escaped; the names of
 * elements and attributes are the caller's own.
 */
public final class Markup {
  private final Appendable out;
  private final Deque<String> open = new ArrayDeque<>();

  /** Markup that goes to {@code out}. */
  public Markup(Appendable out) {
    this.out = out;
  }

  /**
   * Starts an element.
   *
   * @param attributes names and values in turn; an attribute whose value is null is left out
   */
  public Markup open(String element, @Nullable String... attributes) throws IOException {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the element that was started last. */
  public Markup close() throws IOException {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content in XML: {@code <name/>}. */
  Markup single(String element, @Nullable String... attributes) throws IOException {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds only text. */
  public Markup element(String element, String text, @Nullable String... attributes)
      throws IOException {
    return open(element, attributes).text(text).close();
  }

  /** Characters of an element's content. */
  public Markup text(String text) throws IOException {
    escape(text, false);
    return this;
  }

  /** A line end, where it means nothing. */
  public Markup newline() throws IOException {
    out.append('\n');
    return this;
  }

  /** Markup written by us, such as a style sheet: never anything that came from outside. */
  public Markup constant(String markup) throws IOException {
    if (out instanceof Sink sink) {
      sink.own(markup);
    } else {
      out.append(markup);
    }
    return this;
  }

  private void tag(String element, @Nullable String... attributes) throws IOException {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(value, true);
        out.append('"');
      }
    }
  }

  private void escape(String text, boolean inAttribute) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append(inAttribute ? "&quot;" : "\"");
        case '\n' -> out.append(inAttribute ? "&#10;" : "\n");
        case '\t' -> out.append(inAttribute ? "&#9;" : "\t");
        default -> i += appendOther(text, i);
      }
    }
  }

  /** Appends one code point, or a sign for it where it is harmful or not in XML 1.0. */
  private int appendOther(String text, int i) throws IOException {
    char c = text.charAt(i);
    if (Characters.isPair(text, i)) {
      boolean tag = Characters.isTag(c);
      out.append(tag ? Characters.REPLACEMENT : c);
      out.append(tag ? Characters.REPLACEMENT : text.charAt(i + 1));
      return 1;
    }
    boolean shown = !Characters.isHarmful(c) && !Character.isSurrogate(c);
    out.append(shown ? c : Characters.sign(c));
    return 0;
  }
}
