package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.LookupResult.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that domains are looked up in, such as mydestination, with its tables and files
 * (match_list.c): the first pattern that matches decides.
 */
public final class DomainList {

  /** Which names match a pattern besides the one that is equal to it (match_ops.c). */
  public enum Subdomains {
    /** None (string_list). */
    NONE,
    /** {@code example.com} also means its subdomains (parent_domain_matches_subdomains). */
    OF_PARENT,
    /** {@code .example.com} means the subdomains. */
    OF_DOT
  }

  /** Files that name files are followed that far. */
  private static final int MAX_DEPTH = 8;

  /** A pattern: a word, or what has to be asked. */
  private record Pattern(String word, boolean excludes, @Nullable OpenTable table) {}

  private final @Nullable Span place;
  private final TableOpener opener;
  private final Subdomains subdomains;
  private final List<Pattern> patterns = new ArrayList<>();

  /** Where the first pattern that is a certain word stands. */
  private final Map<String, Integer> words = new HashMap<>();

  /** Where the patterns stand that have to be asked. */
  private final List<Integer> asked = new ArrayList<>();

  DomainList(Value value, Subdomains subdomains, TableOpener opener) {
    this.place = value.valueSpan();
    this.opener = opener;
    this.subdomains = subdomains;
    for (Known<String> word : value.words()) {
      boolean goesOn =
          word.fold(
              text -> add(text, false, 0),
              () -> true,
              doubt -> add("", false, OpenTable.Constant.unclear(doubt.reason())));
      if (!goesOn) {
        break; // a comment, and what follows is a part of it
      }
    }
  }

  /** Adds a word; false for the beginning of a comment. */
  private boolean add(String text, boolean excludedFile, int depth) {
    if (text.startsWith("#")) {
      return false;
    }
    boolean excludes = excludedFile;
    int start = 0;
    while (start < text.length() && text.charAt(start) == '!') {
      excludes = !excludes;
      start++;
    }
    String item = text.substring(start);
    if (item.startsWith("/")) {
      addFile(item, excludes, depth);
    } else if (!item.startsWith("[") && item.indexOf(':') >= 0) {
      add(item, excludes, opener.open(item, OpenManner.LIST));
    } else {
      String word = item.toLowerCase(Locale.ROOT);
      words.putIfAbsent(word, patterns.size());
      patterns.add(new Pattern(word, excludes, null));
    }
    return true;
  }

  private boolean add(String word, boolean excludes, OpenTable table) {
    asked.add(patterns.size());
    patterns.add(new Pattern(word, excludes, table));
    return true;
  }

  private void addFile(String path, boolean excludes, int depth) {
    LookupResult unusable = opener.unusable(path);
    String text = unusable == null && depth < MAX_DEPTH ? opener.textOf(path) : null;
    if (text == null || !opener.setup().spend(text.length())) {
      LookupResult answer =
          unusable == null ? new LookupResult.Unclear(path, "it was not read") : unusable;
      add(path, excludes, new OpenTable.Constant(answer, false));
      return;
    }
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      for (LogicalText word :
          ListText.split(LogicalText.of("", text.substring(start, end)), true)) {
        if (!add(word.text(), excludes, depth + 1)) {
          break;
        }
      }
      start = end + 1;
    }
  }

  /** Looks a domain up; what is found is the word of the list. */
  public LookupResult find(String domain) {
    String name = domain.toLowerCase(Locale.ROOT);
    int first = firstWord(name);
    for (int index : asked) {
      if (index > first) {
        break;
      }
      Pattern pattern = patterns.get(index);
      LookupResult result = ask(pattern, name);
      if (result instanceof Hit hit) {
        return found(pattern, hit.place());
      } else if (!(result instanceof LookupResult.Miss)) {
        return result;
      }
    }
    return first == Integer.MAX_VALUE ? LookupResult.MISS : found(patterns.get(first), null);
  }

  private LookupResult found(Pattern pattern, @Nullable Span line) {
    return pattern.excludes()
        ? LookupResult.MISS
        : new Hit(pattern.word(), line == null ? place : line);
  }

  /** The place of the first word that matches; the greatest number if there is none. */
  private int firstWord(String name) {
    int first = words.getOrDefault(name, Integer.MAX_VALUE);
    if (subdomains != Subdomains.NONE) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        int from = subdomains == Subdomains.OF_PARENT ? dot + 1 : dot;
        if (from > 0) {
          first = Math.min(first, words.getOrDefault(name.substring(from), Integer.MAX_VALUE));
        }
      }
    }
    return first;
  }

  private LookupResult ask(Pattern pattern, String name) {
    OpenTable table = pattern.table();
    if (table == null || !opener.spend(name, table)) {
      return new LookupResult.Unclear("too much to look up");
    }
    LookupResult result = table.find(name);
    if (subdomains == Subdomains.NONE || !table.takesParts()) {
      return result;
    }
    String entry = name;
    while (result instanceof LookupResult.Miss) {
      int dot = entry.indexOf('.', 1);
      entry = dot < 0 ? "" : entry.substring(subdomains == Subdomains.OF_PARENT ? dot + 1 : dot);
      if (entry.isEmpty()) {
        return result;
      }
      result =
          opener.spend(entry, table)
              ? table.find(entry)
              : new LookupResult.Unclear("too much to look up");
    }
    return result;
  }
}
