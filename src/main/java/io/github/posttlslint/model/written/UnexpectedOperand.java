package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Argument;
import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.postfix.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first word after the options of a service whose program takes none, which makes the program
 * end with "unexpected command-line argument". pipe(8) and spawn(8) take such words, smtp(8) only
 * {@code flags=}, and nothing is known of programs that are not Postfix's.
 *
 * @param index its place among the service's arguments
 * @param before the {@code -o} that it follows; null if it follows something else
 */
public record UnexpectedOperand(Service service, int index, @Nullable Option before)
    implements ServicePart {

  /** What shells, comments and quotations are written with. */
  private static final String MARKS = "\\\"'`#;|&";

  /**
   * The {@code -o} before the word.
   *
   * @param name what was given to it up to the {@code =}
   * @param hasValue whether a value follows the {@code =}
   */
  public record Option(String name, Span span, boolean hasValue) {}

  /** What the word looks like. */
  public enum Shape {
    /** It begins with {@code #}. */
    COMMENT,
    /** It begins with a dash that is not ASCII. */
    DASH,
    /** It begins with {@code =}. */
    EQUALS,
    /** It follows a {@code -o name=} without a value. */
    VALUE,
    /** {@code name=value}. */
    ASSIGNMENT,
    /** It follows a {@code -o} with a value. */
    MORE,
    OTHER
  }

  /** All of a setup, in the order of master.cf. */
  public static List<UnexpectedOperand> all(Setup setup) {
    List<UnexpectedOperand> all = new ArrayList<>();
    for (Service service : setup.services()) {
      Argument word = first(service);
      boolean judged = word != null && !word.text().isOpaque();
      if (judged && Programs.load().life(service.program()) != null) {
        MasterEntry entry = service.entry();
        int index = entry.arguments().indexOf(word);
        all.add(new UnexpectedOperand(service, index, before(entry, index)));
      }
    }
    return all;
  }

  /** From 3.5 on, smtp(8) takes {@code flags=} like pipe(8). */
  private static @Nullable Argument first(Service service) {
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

  private static @Nullable Option before(MasterEntry entry, int index) {
    if (index == 0) {
      return null;
    }
    Argument word = entry.arguments().get(index - 1);
    List<ParameterOverride> options = entry.overrides();
    ParameterOverride last = options.isEmpty() ? null : options.get(options.size() - 1);
    if (last != null && isEndOf(last.span(), word.span())) {
      return new Option(last.name(), last.span(), !last.value().isEmpty());
    }
    // what -o was given may be no name=value at all
    boolean given = index >= 2 && entry.arguments().get(index - 2).text().text().equals("-o");
    return given ? new Option(word.text().text(), word.span(), false) : null;
  }

  private static boolean isEndOf(Span whole, Span end) {
    return whole.endLine() == end.endLine() && whole.endColumn() == end.endColumn();
  }

  private List<Argument> arguments() {
    return service.entry().arguments();
  }

  private Argument word() {
    return arguments().get(index);
  }

  /** The word. */
  public String text() {
    return word().text().text();
  }

  /** The word with an ASCII dash in place of its first character. */
  public String withAsciiDash() {
    return "-" + text().substring(1);
  }

  /** What it looks like. */
  public Shape shape() {
    String text = text();
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if (first == '#') {
      return Shape.COMMENT;
    } else if (Lookalikes.isDash(first)) {
      return Shape.DASH;
    } else if (first == '=') {
      return Shape.EQUALS;
    } else if (before != null && !before.hasValue()) {
      return Shape.VALUE;
    } else if (isAssignment(text)) {
      return Shape.ASSIGNMENT;
    }
    return before == null ? Shape.OTHER : Shape.MORE;
  }

  private static boolean isAssignment(String text) {
    int equals = text.indexOf('=');
    for (int i = 0; i < equals; i++) {
      if (!Chars.isName(text.charAt(i))) {
        return false;
      }
    }
    return equals > 0;
  }

  /**
   * The option before it with its value, without blanks; null unless the value is the last word and
   * one that the parameter takes.
   */
  public @Nullable String assignment() {
    String value = value();
    if (before == null || value.isEmpty() || LogicalText.isOpaque(value)) {
      return null;
    }
    String name = before.name();
    name = name.endsWith("=") ? name.substring(0, name.length() - 1) : name;
    if (!isAccepted(name, value)) {
      return null;
    }
    boolean isWhole = service.entry().find(before.name()) != null;
    return (isWhole ? "-o " : "") + name + "=" + value;
  }

  /** The last word, with or without an {@code =} before it; empty if there are more words. */
  private String value() {
    List<Argument> rest = arguments().subList(index, arguments().size());
    String first = text();
    if (rest.size() == 1) {
      return first.startsWith("=") ? first.substring(1) : first;
    }
    return rest.size() == 2 && first.equals("=") ? rest.get(1).text().text() : "";
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

  /** From the word to the end of the service. */
  public Span rest() {
    return place().to(end());
  }

  /** From the option before it to the end of the service; null if there is no option. */
  public @Nullable Span fromOption() {
    return before == null ? null : before.span().to(end());
  }

  private Span end() {
    return arguments().get(arguments().size() - 1).span();
  }

  @Override
  public Span place() {
    return word().span();
  }

  @Override
  public @Nullable String parameter() {
    return before == null ? null : before.name();
  }
}
