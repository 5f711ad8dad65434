package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.Argument;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.KindSubject;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.Subjects;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code operand}: the first word after the options of a service whose program takes none,
 * which makes the program end with "unexpected command-line argument". pipe(8) and spawn(8) take
 * such words, smtp(8) only {@code flags=}, and nothing is known of programs that are not Postfix's.
 *
 * <p>Facts: {@code text} (the word), {@code shape}: {@code comment} (begins with {@code #}), {@code
 * dash} (begins with a dash that is not ASCII), {@code equals} (begins with {@code =}), {@code
 * assignment} ({@code name=value}), {@code value} (it follows a {@code -o name=} without a value),
 * {@code more} (it follows a {@code -o} with a value), {@code other}; {@code option} (the name in
 * the {@code -o} before it), {@code ascii} (the word with a dash of ASCII), {@code assignment} (the
 * option before it with its value, without blanks; absent unless the value is the last word and one
 * that the parameter takes). Anchors: {@code operand} (the word), {@code option} (the {@code -o}
 * before it), {@code rest} (from the word to the end of the service), {@code assignment} (from the
 * option to the end of the service).
 */
final class OperandSubject implements Subject {

  /** What shells, comments and quotations are written with. */
  private static final String MARKS = "\\\"'`#;|&";

  private final Service service;
  private final KindSubject<Service> ofService;
  private final Argument operand;
  private final @Nullable String option;
  private final @Nullable Span optionSpan;
  private final boolean valueMissing;

  private OperandSubject(KindSubject<Service> ofService, Argument operand) {
    this.service = ofService.thing();
    this.ofService = ofService;
    this.operand = operand;
    MasterEntry entry = service.entry();
    int index = entry.arguments().indexOf(operand);
    Argument before = index == 0 ? null : entry.arguments().get(index - 1);
    ParameterOverride last =
        entry.overrides().isEmpty() ? null : entry.overrides().get(entry.overrides().size() - 1);
    boolean follows = before != null && last != null && isEndOf(last.span(), before.span());
    if (before != null && !follows && isOptionWord(entry, index)) {
      option = before.text().text();
      optionSpan = before.span();
      valueMissing = true;
    } else {
      option = follows && last != null ? last.name() : null;
      optionSpan = follows && last != null ? last.span() : null;
      valueMissing = follows && last != null && last.value().isEmpty();
    }
  }

  private static boolean isEndOf(Span whole, Span end) {
    return whole.endLine() == end.endLine() && whole.endColumn() == end.endColumn();
  }

  /** Whether the word before is what {@code -o} was given, though it is no {@code name=value}. */
  private static boolean isOptionWord(MasterEntry entry, int index) {
    return index >= 2 && entry.arguments().get(index - 2).text().text().equals("-o");
  }

  static List<OperandSubject> all(Setup setup, Subjects services) {
    List<OperandSubject> all = new ArrayList<>();
    Programs programs = null;
    for (Service service : setup.services()) {
      Argument operand = firstUnexpected(service);
      if (operand != null && !operand.text().isOpaque()) {
        programs = programs == null ? Programs.load() : programs;
        if (programs.life(service.program()) != null) {
          all.add(new OperandSubject(services.of(ServiceKind.KIND, service), operand));
        }
      }
    }
    return all;
  }

  /** From 3.5 on, smtp(8) takes {@code flags=} like pipe(8). */
  private static @Nullable Argument firstUnexpected(Service service) {
    String program = service.program();
    if (program.equals("pipe") || program.equals("spawn")) {
      return null;
    }
    boolean isClient = Programs.isTlsClient(program) && service.setup().version().isAtLeast(3, 5);
    for (Argument operand : service.entry().operands()) {
      if (!isClient || !operand.text().text().startsWith("flags=")) {
        return operand;
      }
    }
    return null;
  }

  @Override
  public Setup setup() {
    return service.setup();
  }

  @Override
  public List<Service> services() {
    return List.of(service);
  }

  @Override
  public Value value(String parameter) {
    return service.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "text" -> Fact.of(operand.text().text());
      case "shape" -> Fact.of(shape());
      case "option" -> option == null ? Fact.absent() : Fact.of(option);
      case "ascii" -> Fact.of("-" + operand.text().text().substring(1));
      case "assignment" -> assignment();
      default -> ofService.fact(name);
    };
  }

  private Fact assignment() {
    StringBuilder value = new StringBuilder();
    List<Argument> arguments = service.entry().arguments();
    int first = arguments.indexOf(operand);
    for (Argument word : arguments.subList(first, arguments.size())) {
      if (value.length() > 1 || (value.length() == 1 && value.charAt(0) != '=')) {
        return Fact.absent();
      }
      value.append(word.text().text());
    }
    if (value.length() > 0 && value.charAt(0) == '=') {
      value.deleteCharAt(0);
    }
    if (option == null || value.length() == 0 || LogicalText.isOpaque(value.toString())) {
      return Fact.absent();
    }
    String name = option.endsWith("=") ? option.substring(0, option.length() - 1) : option;
    if (!isAccepted(name, value.toString())) {
      return Fact.absent();
    }
    boolean isWhole = optionSpan != null && service.entry().find(option) != null;
    return Fact.of((isWhole ? "-o " : "") + name + "=" + value);
  }

  /**
   * Whether somebody can have meant the word for the value: not the backslash of a shell, another
   * mark, or a word that the parameter does not take.
   */
  private boolean isAccepted(String name, String value) {
    boolean any = false;
    for (int i = 0; i < value.length(); i++) {
      any |= Character.isLetterOrDigit(value.charAt(i));
      if (MARKS.indexOf(value.charAt(i)) >= 0) {
        return false;
      }
    }
    Parameter parameter = setup().parameters().find(name);
    return any
        && (parameter == null
            || value.indexOf('$') >= 0
            || ValueCheck.check(parameter, setup().version(), value).isEmpty());
  }

  private String shape() {
    String text = operand.text().text();
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if (first == '#') {
      return "comment";
    } else if (Lookalikes.isDash(first)) {
      return "dash";
    } else if (first == '=') {
      return "equals";
    } else if (valueMissing) {
      return "value";
    } else if (isAssignment(text)) {
      return "assignment";
    }
    return option == null ? "other" : "more";
  }

  private static boolean isAssignment(String text) {
    int equals = text.indexOf('=');
    for (int i = 0; i < equals; i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z')
          && !(c >= 'A' && c <= 'Z')
          && !(c >= '0' && c <= '9')
          && c != '_') {
        return false;
      }
    }
    return equals > 0;
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "operand" -> operand.span();
      case "option" -> optionSpan;
      case "assignment" -> {
        List<Argument> arguments = service.entry().arguments();
        yield optionSpan == null ? null : optionSpan.to(arguments.get(arguments.size() - 1).span());
      }
      case "rest" -> {
        List<Argument> arguments = service.entry().arguments();
        yield operand.span().to(arguments.get(arguments.size() - 1).span());
      }
      default -> null;
    };
  }

  @Override
  public Span place() {
    return operand.span();
  }

  @Override
  public @Nullable String parameter() {
    return option;
  }
}
