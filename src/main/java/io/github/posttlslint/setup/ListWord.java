package io.github.posttlslint.setup;

import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import java.util.ArrayList;
import java.util.List;
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
    List<LogicalText> written = written(service, parameter, grammar);
    List<ListWord> words = new ArrayList<>();
    int next = 0;
    for (LogicalText word : ListText.split(LogicalText.of("", value.text()), grammar)) {
      int found = find(written, next, word.text());
      words.add(
          new ListWord(word.text(), found < 0 ? value.valueSpan() : written.get(found).span()));
      next = found < 0 ? next : found + 1;
    }
    return words;
  }

  private static int find(List<LogicalText> written, int from, String word) {
    for (int i = from; i < written.size(); i++) {
      if (written.get(i).text().equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private static List<LogicalText> written(Service service, String parameter, Grammar grammar) {
    ParameterOverride override = service.override(parameter);
    if (override != null) {
      return ListText.split(override.value(), grammar);
    }
    MainCf main = service.setup().main();
    MainCfEntry entry = main == null ? null : main.find(parameter);
    return entry == null ? List.of() : ListText.split(entry.value(), grammar);
  }
}
