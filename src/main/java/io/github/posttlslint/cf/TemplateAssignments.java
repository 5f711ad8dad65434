package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.input.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which names a template of Jinja gives a value itself, and so have no default of others. */
final class TemplateAssignments {

  private static final Assigned SEVERAL = new Assigned("", 0, 0, false);

  private final Map<String, Assigned> names = new HashMap<>();

  /**
   * What a name is assigned.
   *
   * @param code the expression
   * @param from the offset of the statement
   * @param line the same, as a line from 1
   * @param isSingle whether it is the only assignment, and made anyway
   */
  record Assigned(String code, int from, int line, boolean isSingle) {}

  /** Those of a text. */
  static TemplateAssignments of(SourceText source, List<Mark> marks) {
    TemplateAssignments assignments = new TemplateAssignments();
    int depth = 0;
    for (Mark mark : marks) {
      depth -= mark.kind() == Kind.CLOSE ? 1 : 0;
      if (mark.kind() != Kind.EXPRESSION) {
        assignments.add(mark, depth, source);
      }
      depth += isOpening(mark.kind()) ? 1 : 0;
    }
    return assignments;
  }

  private static boolean isOpening(Kind kind) {
    return switch (kind) {
      case OPEN, OPEN_REPEATED, OPEN_HIDDEN, OPEN_ALWAYS -> true;
      default -> false;
    };
  }

  private void add(Mark mark, int depth, SourceText source) {
    String code = mark.code();
    String word = TemplateWords.first(code);
    String rest = code.substring(word.length());
    switch (word) {
      case "set" -> {
        int equals = rest.indexOf('=');
        String left = (equals < 0 ? rest : rest.substring(0, equals)).strip();
        boolean isOne = equals >= 0 && TemplateLiterals.endOfName(left, 0) == left.length();
        if (isOne && depth == 0 && !names.containsKey(left)) {
          int line = source.lineOf(mark.from());
          String value = rest.substring(equals + 1).strip();
          names.put(left, new Assigned(value, mark.from(), line, true));
        } else {
          addAll(left);
        }
      }
      case "for" -> {
        int in = rest.indexOf(" in ");
        addAll(in < 0 ? rest : rest.substring(0, in));
      }
      case "macro", "call", "with", "import", "from", "load_yaml", "load_json", "load_text" ->
          addAll(rest);
      default -> {}
    }
  }

  /** All names in a text. */
  private void addAll(String code) {
    TemplateLiterals.names(code).forEach(name -> names.put(name, SEVERAL));
  }

  /** What a name is assigned; null if it is not. */
  @Nullable Assigned of(String name) {
    return names.get(name);
  }
}
