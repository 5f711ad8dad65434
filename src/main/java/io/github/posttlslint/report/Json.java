package io.github.posttlslint.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes JSON as it comes. It trusts its callers to name members inside objects only. */
final class Json {
  private static final String HEX = "0123456789abcdef";

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

  /** A value that is JSON in UTF-8 already. */
  Json ready(byte[] value) throws IOException {
    separate();
    if (out instanceof Utf8Writer writer) {
      writer.writeReady(value);
    } else {
      out.append(new String(value, StandardCharsets.UTF_8));
    }
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

  private void quote(String text) throws IOException {
    out.append('"');
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (isPair) {
        i++;
      } else if (c < ' ' || c == '"' || c == '\\' || c == 0x2028 || c == 0x2029 || isBroken(c)) {
        out.append(text, done, i);
        escape(c);
        done = i + 1;
      }
    }
    out.append(text, done, text.length()).append('"');
  }

  /** Halves of a surrogate pair, which no encoder takes. */
  private static boolean isBroken(char c) {
    return Character.isSurrogate(c);
  }

  private void escape(char c) throws IOException {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        char shown = isBroken(c) ? Characters.REPLACEMENT : c;
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((shown >> shift) & 15));
        }
      }
    }
  }
}
