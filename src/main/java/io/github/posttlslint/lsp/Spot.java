package io.github.posttlslint.lsp;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;

/** What stands at a place of main.cf or master.cf. */
sealed interface Spot {

  /** Where it stands. */
  Span span();

  /** The service in whose lines it stands; null for main.cf. */
  @Nullable Service service();

  /** The name of a parameter that is set. */
  record Name(String name, Span span, @Nullable Service service) implements Spot {}

  /** The name of a parameter that a value refers to, as in {@code $name}. */
  record Reference(String name, Span span, @Nullable Service service) implements Spot {}

  /**
   * A word of a value.
   *
   * @param parameter whose value
   * @param word the word, as written
   */
  record Word(String parameter, String word, Span span, @Nullable Service service)
      implements Spot {}

  /** A column of master.cf. */
  record Field(MasterField field, String text, Span span, Service service) implements Spot {
    @Override
    public Service service() {
      return service;
    }
  }

  /** What stands at a position of one of a set-up's files; null if it is none of these. */
  static @Nullable Spot at(Setup setup, String file, Position position) {
    MainCf main = setup.main();
    if (main != null && main.source().file().equals(file)) {
      for (Assignment entry : main.ownEntries()) {
        Spot spot = at(entry, position, null);
        if (spot != null) {
          return spot;
        }
      }
    }
    MasterCf master = setup.master();
    return master != null && master.source().file().equals(file)
        ? atService(setup, position)
        : null;
  }

  private static @Nullable Spot atService(Setup setup, Position position) {
    for (Service service : setup.services()) {
      MasterEntry entry = service.entry();
      for (MasterField field : MasterField.values()) {
        if (Places.has(entry.span(field), position)) {
          return new Field(field, entry.field(field).text(), entry.span(field), service);
        }
      }
      for (Assignment option : entry.overrides()) {
        Spot spot = at(option, position, service);
        if (spot != null) {
          return spot;
        }
      }
    }
    return null;
  }

  private static @Nullable Spot at(
      Assignment assignment, Position position, @Nullable Service service) {
    if (Places.has(assignment.nameSpan(), position)) {
      return new Name(assignment.name(), assignment.nameSpan(), service);
    }
    if (!Places.has(assignment.valueSpan(), position)) {
      return null;
    }
    Spot reference = reference(assignment, position, service);
    return reference != null ? reference : word(assignment, position, service);
  }

  private static @Nullable Spot reference(
      Assignment assignment, Position position, @Nullable Service service) {
    LogicalText value = assignment.value();
    String text = value.text();
    for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', dollar + 1)) {
      int from = dollar + 1;
      if (from < text.length() && (text.charAt(from) == '{' || text.charAt(from) == '(')) {
        from++;
      }
      int to = from;
      while (to < text.length() && isOfName(text.charAt(to))) {
        to++;
      }
      if (to > from && Places.has(value.span(dollar, to), position)) {
        return new Reference(text.substring(from, to), value.span(from, to), service);
      }
    }
    return null;
  }

  private static boolean isOfName(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static @Nullable Spot word(
      Assignment assignment, Position position, @Nullable Service service) {
    LogicalText value = assignment.value();
    String text = value.text();
    int from = 0;
    while (from < text.length()) {
      int to = endOfWord(text, from);
      if (to > from && Places.has(value.span(from, to), position)) {
        return new Word(assignment.name(), text.substring(from, to), value.span(from, to), service);
      }
      from = to + 1;
    }
    return null;
  }

  /** The end of a word, to which {@code ${name}} belongs as a whole. */
  private static int endOfWord(String text, int from) {
    int to = from;
    while (to < text.length() && !isBetweenWords(text.charAt(to))) {
      boolean opens =
          text.charAt(to) == '$' && to + 1 < text.length() && text.charAt(to + 1) == '{';
      int close = opens ? text.indexOf('}', to) : -1;
      to = close < 0 ? to + 1 : close + 1;
    }
    return to;
  }

  private static boolean isBetweenWords(char c) {
    return List.of(' ', '\t', '\r', '\n', ',', ';', '{', '}').contains(c);
  }
}
