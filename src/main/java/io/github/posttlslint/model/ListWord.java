package io.github.posttlslint.model;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.ListReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of the effective value of a list parameter.
 *
 * @param text the element, expanded
 * @param span where it is written; the whole value where it comes out of a {@code $name}; null for
 *     a built-in default
 */
public record ListWord(String text, @Nullable Span span) {

  /**
   * The elements of a list, which stand apart by commas and white space. Of an unknown value, the
   * elements that are known in part.
   */
  public static List<ListWord> of(Service service, String parameter) {
    Value value = service.value(parameter);
    Grammar grammar = Resolver.grammar(service.setup().version());
    boolean groups = ListReader.hasGroups(parameter, grammar);
    Assignment line = service.assignment(parameter);
    List<LogicalText> written = line == null ? List.of() : ListText.split(line.value(), groups);
    Map<String, Deque<Integer>> places = places(written);
    List<ListWord> words = new ArrayList<>();
    int next = 0;
    for (LogicalText word : ListText.split(LogicalText.of("", value.shown()), groups)) {
      int found = find(places.get(word.text()), next);
      words.add(
          new ListWord(word.text(), found < 0 ? value.valueSpan() : written.get(found).span()));
      next = found < 0 ? next : found + 1;
    }
    return words;
  }

  private static Map<String, Deque<Integer>> places(List<LogicalText> written) {
    Map<String, Deque<Integer>> places = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      places.computeIfAbsent(written.get(i).text(), word -> new ArrayDeque<>(2)).add(i);
    }
    return places;
  }

  /** The first place of a word from an index on, which only grows; -1 if there is none. */
  private static int find(@Nullable Deque<Integer> places, int from) {
    while (places != null && !places.isEmpty()) {
      int place = places.remove();
      if (place >= from) {
        return place;
      }
    }
    return -1;
  }
}
