package io.github.posttlslint.postfix;

import io.github.posttlslint.input.PackedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A reference file of this package: lines of tab-separated fields, sorted by the first field, with
 * comments on top.
 *
 * <p>Lines are found by binary search in the text as it is. Nothing is parsed before it is asked
 * for, so that starting up costs no more than reading the file.
 */
final class ReferenceText {

  private static final Map<String, ReferenceText> LOADED = new ConcurrentHashMap<>();

  private final String text;

  private ReferenceText(String text) {
    this.text = text;
  }

  /** Reads {@code name}.tsv beside this class, once. */
  static ReferenceText load(String name) {
    ReferenceText known = LOADED.get(name);
    if (known == null) {
      try {
        byte[] bytes = PackedFile.read(ReferenceText.class, name + ".tsv");
        // the files are ASCII; Latin-1 is the cheapest way to a String
        known = new ReferenceText(new String(bytes, StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      LOADED.put(name, known);
    }
    return known;
  }

  /** The fields of the first line with this key, the key among them; null if there is none. */
  String @Nullable [] find(String key) {
    int at = lowerBound(key);
    return at < text.length() && compareKey(at, key) == 0 ? fields(at) : null;
  }

  /** The fields of all lines with this key, in the order of the file. */
  List<String[]> findAll(String key) {
    List<String[]> lines = new ArrayList<>();
    for (int at = lowerBound(key);
        at < text.length() && compareKey(at, key) == 0;
        at = endOfLine(at) + 1) {
      lines.add(fields(at));
    }
    return lines;
  }

  /** The first field of every line, comments left out. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int at = 0; at < text.length(); at = endOfLine(at) + 1) {
      if (text.charAt(at) != '#') {
        keys.add(text.substring(at, text.indexOf('\t', at)));
      }
    }
    return keys;
  }

  private int lowerBound(String key) {
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int line = text.lastIndexOf('\n', middle - 1) + 1;
      if (compareKey(line, key) < 0) {
        low = endOfLine(middle) + 1;
      } else {
        high = line;
      }
    }
    return low;
  }

  /** Compares the first field of the line that starts here with the key, in byte order. */
  private int compareKey(int line, String key) {
    for (int i = 0; ; i++) {
      char c = text.charAt(line + i);
      boolean ended = c == '\t' || c == '\n';
      if (i == key.length()) {
        return ended ? 0 : 1;
      }
      if (ended) {
        return -1;
      }
      if (c != key.charAt(i)) {
        return c - key.charAt(i);
      }
    }
  }

  private int endOfLine(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private String[] fields(int line) {
    return text.substring(line, endOfLine(line)).split("\t", -1);
  }
}
