package io.github.posttlslint.report;

import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes JSON as it comes. It trusts its callers to name members inside objects only. */
final class Json {

  private final Appendable out;
  private final boolean pretty;
  private int depth;
  private boolean empty = true;
  private boolean afterName;

  /**
   * A writer of one value.
   *
   * @param pretty whether every member and element gets its own indented line
   */
  Json(Appendable out, boolean pretty) {
    this.out = out;
    this.pretty = pretty;
  }

  Json beginObject() throws IOException {
    return begin('{');
  }

  Json endObject() throws IOException {
    return end('}');
  }

  Json beginArray() throws IOException {
    return begin('[');
  }

  Json endArray() throws IOException {
    return end(']');
  }

  /** Starts a line, which keeps compact output readable for line-based tools. */
  Json newline() throws IOException {
    if (!pretty) {
      separate();
      out.append('\n');
      afterName = true;
    }
    return this;
  }

  Json name(String name) throws IOException {
    separate();
    quote(name);
    out.append(pretty ? ": " : ":");
    afterName = true;
    return this;
  }

  Json value(@Nullable String value) throws IOException {
    separate();
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  Json value(int value) throws IOException {
    separate();
    out.append(Integer.toString(value));
    return this;
  }

  Json value(boolean value) throws IOException {
    separate();
    out.append(value ? "true" : "false");
    return this;
  }

  Json member(String name, @Nullable String value) throws IOException {
    return name(name).value(value);
  }

  Json member(String name, int value) throws IOException {
    return name(name).value(value);
  }

  Json member(String name, boolean value) throws IOException {
    return name(name).value(value);
  }

  /** An array of strings, on one line. */
  Json member(String name, Iterable<String> values) throws IOException {
    name(name);
    separate();
    out.append('[');
    String comma = "";
    for (String value : values) {
      out.append(comma);
      quote(value);
      comma = pretty ? ", " : ",";
    }
    out.append(']');
    return this;
  }

  /** Writes what stands for a thing. */
  interface Part<T> {
    void write(T thing) throws IOException;
  }

  /** An array with an object for each of some things, whose members a part writes. */
  <T> Json objects(String name, Iterable<T> things, Part<T> members) throws IOException {
    name(name).beginArray();
    for (T thing : things) {
      beginObject();
      members.write(thing);
      endObject();
    }
    return endArray();
  }

  private Json begin(char bracket) throws IOException {
    separate();
    out.append(bracket);
    depth++;
    empty = true;
    return this;
  }

  private Json end(char bracket) throws IOException {
    depth--;
    if (!empty) {
      indent();
    }
    out.append(bracket);
    empty = false;
    return this;
  }

  private void separate() throws IOException {
    if (afterName) {
      afterName = false;
      return;
    }
    if (!empty) {
      out.append(',');
    }
    if (depth > 0) {
      indent();
    }
    empty = false;
  }

  private void indent() throws IOException {
    if (pretty) {
      out.append('\n');
      for (int i = 0; i < depth; i++) {
        out.append("  ");
      }
    }
  }

  /**
   * Writes a string that reads back as it was. What {@link Sink} would change is escaped, and with
   * it what the logs of CI servers take for a command.
   */
  private void quote(String text) throws IOException {
    out.append('"');
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c == '[' || c > '~') {
        boolean pair = Characters.isPair(text, i);
        if (pair ? Characters.isTag(c) : isEscaped(c, text, i)) {
          out.append(text, done, i);
          escape(c);
          done = i + 1;
          if (pair) {
            escape(text.charAt(i + 1));
            done++;
          }
        }
        i += pair ? 1 : 0;
      }
    }
    out.append(text, done, text.length()).append('"');
  }

  private static boolean isEscaped(char c, String text, int at) {
    return c < ' '
        || c == '"'
        || c == '\\'
        || (c == '[' && Sink.isCommand(text, at))
        || Characters.isHarmful(c)
        || Character.isSurrogate(c);
  }

  private void escape(char c) throws IOException {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
    }
  }
}
