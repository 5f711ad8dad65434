package io.github.posttlslint.cf;

import io.github.posttlslint.cf.SyntaxProblem.Kind;
import io.github.posttlslint.input.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes one logical line of master.cf apart as master(8) does, and the options of its command as
 * {@code getopt()} does in the daemon.
 */
final class MasterLineParser {

  /** The options of all daemons that master(8) starts, as {@code getopt()} is given them. */
  private static final String OPTIONS = "cdDi:lm:n:o:s:St:uvVz";

  private final LogicalLine line;
  private final LogicalText text;
  private final Grammar grammar;
  private final List<SyntaxProblem> problems;

  private final List<Argument> arguments = new ArrayList<>();
  private final List<ParameterOverride> overrides = new ArrayList<>();
  private final Map<String, ParameterOverride> counting = new HashMap<>();
  private final StringBuilder flags = new StringBuilder();
  private boolean openEnded;

  MasterLineParser(LogicalLine line, Grammar grammar, List<SyntaxProblem> problems) {
    this.line = line;
    this.text = line.everything();
    this.grammar = grammar;
    this.problems = problems;
  }

  /** The service, or null for a line that has less than eight fields. */
  @Nullable MasterEntry parse() {
    WordReader words = new WordReader(text);
    Map<MasterField, LogicalText> fields = new EnumMap<>(MasterField.class);
    for (MasterField field : MasterField.values()) {
      LogicalText word = words.next(false);
      if (word == null) {
        missingField(field);
        return null;
      }
      fields.put(field, word);
    }
    MasterFieldCheck.check(fields, problems);
    for (LogicalText word = words.next(grammar.hasGroups());
        word != null;
        word = words.next(grammar.hasGroups())) {
      arguments.add(argument(word, line.maybe().get(words.lastStart())));
    }
    int operands = parseOptions();
    return new MasterEntry(
        line,
        fields,
        List.copyOf(arguments),
        List.copyOf(overrides),
        counting,
        flags.toString(),
        List.copyOf(arguments.subList(operands, arguments.size())),
        openEnded);
  }

  private void missingField(MasterField field) {
    if (!text.isOpaque()) {
      problems.add(new SyntaxProblem(Kind.MISSING_FIELD, text.trim().span(), field.label()));
    }
  }

  private Argument argument(LogicalText word, boolean conditional) {
    if (!grammar.hasGroups() || word.text().charAt(0) != '{') {
      return new Argument(word, word.span(), conditional);
    }
    int length = Braces.balanced(word.text(), 0);
    LogicalText inside;
    if (length < 0) {
      problems.add(new SyntaxProblem(Kind.MISSING_BRACE, word.span(), word.text()));
      inside = word.slice(1);
    } else {
      if (length < word.length()) {
        Span rest = word.slice(length).span();
        problems.add(new SyntaxProblem(Kind.TEXT_AFTER_BRACE, rest, word.text()));
      }
      inside = word.slice(1, length - 1);
    }
    return new Argument(inside.trim(), word.span(), conditional);
  }

  /** Returns the index of the first argument that is no option. */
  private int parseOptions() {
    int i = 0;
    while (i < arguments.size()) {
      String word = arguments.get(i).text().text();
      if (word.equals("--")) {
        return i + 1;
      }
      if (word.length() < 2 || word.charAt(0) != '-') {
        openEnded |= !word.isEmpty() && word.charAt(0) == LogicalText.OPAQUE;
        return i;
      }
      i = parseLetters(i);
    }
    return i;
  }

  /** Reads the letters of one word; returns the index of the word to read next. */
  private int parseLetters(int index) {
    Argument argument = arguments.get(index);
    String word = argument.text().text();
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      int known = OPTIONS.indexOf(letter);
      if (letter == LogicalText.OPAQUE) {
        openEnded = true;
        return index + 1;
      }
      if (known < 0 || letter == ':') {
        Span span = argument.text().span(i, i + 1);
        problems.add(new SyntaxProblem(Kind.UNKNOWN_OPTION, span, "-" + letter));
      } else if (known + 1 < OPTIONS.length() && OPTIONS.charAt(known + 1) == ':') {
        if (i + 1 < word.length()) {
          option(
              letter,
              argument,
              new Argument(argument.text().slice(i + 1), argument.span(), argument.conditional()));
          return index + 1;
        }
        if (index + 1 < arguments.size()) {
          option(letter, argument, arguments.get(index + 1));
          return index + 2;
        }
        problems.add(
            new SyntaxProblem(Kind.OPTION_WITHOUT_ARGUMENT, argument.span(), "-" + letter));
      } else {
        flags.append(letter);
      }
    }
    return index + 1;
  }

  private void option(char letter, Argument option, Argument value) {
    if (letter != 'o') {
      flags.append(letter);
      return;
    }
    NameValue split = NameValue.split(value.text());
    if (split.problem() == null) {
      openEnded |= split.name().isOpaque();
      ParameterOverride override =
          new ParameterOverride(
              split.name().text(),
              split.name().span(),
              split.value(),
              split.value().span(),
              option.span().to(value.span()),
              option.conditional() || value.conditional());
      overrides.add(override);
      counting.put(override.name(), override);
    } else if (value.text().isOpaque()) {
      openEnded = true;
    } else {
      Kind kind =
          split.problem() == Kind.MISSING_NAME
              ? Kind.OVERRIDE_WITHOUT_NAME
              : Kind.OVERRIDE_WITHOUT_EQUALS;
      problems.add(new SyntaxProblem(kind, value.span(), value.text().text()));
    }
  }
}
