package io.github.posttlslint.table;

import io.github.posttlslint.cf.Braces;
import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a table holds that is written where it is named (DATABASE_README, inline and static). */
public sealed interface WrittenTable {

  /** A key and its value. */
  record Pair(String key, String value) {}

  /** What {@code inline:} holds; of equal keys the last counts. */
  record Pairs(List<Pair> pairs) implements WrittenTable {

    public Pairs {
      pairs = List.copyOf(pairs);
    }
  }

  /** What {@code static:} answers to every key. */
  record Value(String text) implements WrittenTable {}

  /**
   * Postfix does not open the table: each lookup fails.
   *
   * @param reason what is wrong with its form, without anything of the contents
   */
  record Refused(String reason) implements WrittenTable {}

  /** {@code static:text} or <code>static:{ text }</code>, the latter since 3.0 (dict_static.c). */
  static WrittenTable constant(String name, PostfixVersion release) {
    if (!name.startsWith("{") || !release.isAtLeast(3, 0)) {
      return new Value(name);
    }
    String fault = groupFault(name);
    return fault == null ? new Value(inside(name)) : new Refused(fault);
  }

  /** <code>inline:{key=value, {key = text}}</code> (dict_inline.c). */
  static WrittenTable pairs(String name) {
    if (groupFault(name) != null || name.equals("{}")) {
      return new Refused("it has not the form inline:{key=value...}");
    }
    List<Pair> pairs = new ArrayList<>();
    String contents = name.substring(1, name.length() - 1);
    for (LogicalText part : ListText.split(LogicalText.of("", contents), true)) {
      String fault = read(part.text(), pairs);
      if (fault != null) {
        return new Refused(fault);
      }
    }
    return pairs.isEmpty() ? new Refused("there is nothing in the braces") : new Pairs(pairs);
  }

  /** What {@code randmap:} chooses from (dict_random.c); empty if Postfix refuses it. */
  static List<String> choices(String name) {
    List<String> choices = new ArrayList<>();
    if (isGroup(name)) {
      String contents = name.substring(1, name.length() - 1);
      for (LogicalText part : ListText.split(LogicalText.of("", contents), true)) {
        choices.add(part.text());
      }
    }
    return choices;
  }

  /**
   * What is wrong with the form of a table that has its contents in its name; null if nothing is.
   * Tables that are in files, or elsewhere, have no such form.
   */
  static @Nullable String fault(TableReference table, PostfixVersion release) {
    String name = table.name();
    if (table.type() == null || name.isEmpty()) {
      return null;
    }
    WrittenTable written =
        switch (table.type().name()) {
          case "static" -> constant(name, release);
          case "inline" -> pairs(name);
          case "unionmap", "pipemap", "randmap" ->
              groupFault(name) != null || name.equals("{}")
                  ? new Refused("it has not the form " + table.typeName() + ":{...}")
                  : new Value(name);
          default -> {
            boolean patterns = PatternTable.formOf(table.type()) != null && name.startsWith("{");
            String fault = patterns && release.isAtLeast(3, 7) ? patternsFault(name) : null;
            yield fault == null ? new Value(name) : new Refused(fault);
          }
        };
    return written instanceof Refused refused ? refused.reason() : null;
  }

  /**
   * The contents of a table that Postfix refuses, with the braces that are missing round all of it
   * or round its only pair; null if that does not make it right.
   */
  static @Nullable String mended(TableReference table, PostfixVersion release) {
    String name = table.name();
    boolean hasOnePair = name.indexOf('=') == name.lastIndexOf('=') && name.indexOf(',') < 0;
    if (!hasOnePair || (!isGroup(name) && name.indexOf('{') >= 0)) {
      return null;
    }
    String group = isGroup(name) ? name : "{" + name + "}";
    for (String tried : List.of(group, "{{" + inside(group) + "}}")) {
      TableReference other = table.named(tried);
      if (!tried.equals(name) && fault(other, release) == null) {
        return tried;
      }
    }
    return null;
  }

  /**
   * The lines of a table of patterns in braces, <code>{{/one/ result}, {/other/ result}}</code>
   * (dict_stream.c); null if Postfix refuses it.
   */
  static @Nullable String lines(String name) {
    if (patternsFault(name) != null) {
      return null;
    }
    StringBuilder lines = new StringBuilder();
    for (LogicalText line : patterns(name)) {
      lines.append(inside(line.text())).append('\n');
    }
    return lines.toString();
  }

  /** Whether a text is one pair of braces and what is between them. */
  static boolean isGroup(String text) {
    return groupFault(text) == null;
  }

  private static List<LogicalText> patterns(String name) {
    return ListText.split(LogicalText.of("", name.substring(1, name.length() - 1)), true);
  }

  private static @Nullable String patternsFault(String name) {
    String whole = groupFault(name);
    if (whole != null) {
      return whole;
    }
    for (LogicalText line : patterns(name)) {
      String fault = groupFault(line.text());
      if (fault != null) {
        return "a line in it is not in braces of its own";
      }
    }
    return null;
  }

  /** What is wrong with a text that should be in braces (extpar.c); null if nothing is. */
  private static @Nullable String groupFault(String text) {
    if (!text.startsWith("{")) {
      return "it has no braces";
    }
    int length = Braces.balanced(text, 0);
    if (length < 0) {
      return "a brace is not closed";
    }
    return length == text.length() ? null : "something follows the closing brace";
  }

  private static String inside(String group) {
    return strip(group.substring(1, group.length() - 1));
  }

  /** Without white space at the ends, as of C's isspace(). */
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && Chars.isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && Chars.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Adds a pair (split_qnameval.c); returns what is wrong with it, or null. */
  private static @Nullable String read(String word, List<Pair> to) {
    if (word.startsWith("{")) {
      String fault = groupFault(word);
      if (fault != null) {
        return fault;
      }
    }
    String pair = word.startsWith("{") ? inside(word) : word;
    if (pair.isEmpty()) {
      return "there is no key";
    }
    int end = endOfKey(pair);
    if (end < 0) {
      return "a double quote of a key is not closed";
    }
    int equals = end;
    while (equals < pair.length() && Chars.isSpace(pair.charAt(equals))) {
      equals++;
    }
    if (equals == pair.length() || pair.charAt(equals) != '=') {
      return "no '=' follows a key; with blanks beside it, key and value need braces of their own";
    }
    to.add(new Pair(pair.substring(0, end), strip(pair.substring(equals + 1))));
    return null;
  }

  /** Where a key that may have quoted parts ends; -1 if a quote is open. */
  private static int endOfKey(String pair) {
    boolean quoted = false;
    int end = 0;
    for (; end < pair.length(); end++) {
      char c = pair.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '=' || Chars.isSpace(c))) {
        break;
      }
    }
    return quoted ? -1 : Math.min(end, pair.length());
  }
}
