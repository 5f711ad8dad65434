package io.github.posttlslint.cf;

import io.github.posttlslint.cf.TemplateMeaning.Other;
import io.github.posttlslint.cf.TemplateMeaning.Text;
import io.github.posttlslint.cf.TemplateNames.Entry;
import io.github.posttlslint.cf.TemplateNames.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression of Jinja prints where nobody sets its names but defaults (Jinja, Template
 * Designer Documentation, "List of Builtin Filters"; Ansible, "Using filters to manipulate data").
 * What is not understood for certain is unknown.
 */
final class JinjaExpression {

  /** Names that an engine sets itself, and so have no default. */
  private static final Set<String> SET_BY_ENGINES =
      Set.of(
          "cycler",
          "dict",
          "env",
          "grains",
          "group_names",
          "groups",
          "hostvars",
          "item",
          "joiner",
          "lipsum",
          "lookup",
          "loop",
          "namespace",
          "omit",
          "opts",
          "play_hosts",
          "playbook_dir",
          "q",
          "query",
          "range",
          "role_name",
          "role_path",
          "salt",
          "saltenv",
          "self",
          "vars");

  /** Expressions, and values with expressions, inside each other. */
  private static final int DEEPEST = 10;

  /** Characters of a value. */
  private static final int LONGEST = 2000;

  private static final int ELSEWHERE = Integer.MAX_VALUE;

  private final String file;
  private final TemplateNames names;
  private final TemplateAssignments assigned;

  /** What names were found to have; unknown while that is looked for. */
  private final Map<List<String>, TemplateMeaning> known = new HashMap<>();

  private final Map<String, TemplateMeaning> settled = new HashMap<>();

  /**
   * Makes one.
   *
   * @param file the template
   * @param assigned what the template assigns
   */
  JinjaExpression(String file, TemplateNames names, TemplateAssignments assigned) {
    this.file = file;
    this.names = names;
    this.assigned = assigned;
  }

  /**
   * Where an expression stands.
   *
   * @param at its offset in the template; {@link #ELSEWHERE} for one of a value
   * @param line where a value of its own is written, from 1
   * @param outer a name that has the value it has outside of the template
   * @param depth how many expressions are around it
   */
  private record Place(String file, int at, int line, String outer, int depth) {
    boolean isInTemplate() {
      return at < ELSEWHERE;
    }

    Place deeper() {
      return new Place(file, at, line, outer, depth + 1);
    }
  }

  /** What the code of an expression prints. */
  TemplateMeaning of(String code, int at, int line) {
    return of(code, new Place(file, at, line, "", 0));
  }

  /** The same of a condition, which may stand anywhere: the template assigns none of its names. */
  TemplateMeaning anywhere(String code) {
    for (String name : TemplateLiterals.names(code)) {
      if (assigned.of(name) != null) {
        return Other.UNKNOWN;
      }
    }
    return of(code, 0, 1);
  }

  /** The names that a code mentions, and those that these are made of; not all of very many. */
  Set<String> names(String code) {
    Set<String> names = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(TemplateLiterals.names(code));
    while (!left.isEmpty() && names.size() <= TemplateDefaults.MOST_NAMES) {
      String name = left.removeFirst();
      if (names.add(name)) {
        TemplateAssignments.Assigned assignment = assigned.of(name);
        Entry entry = this.names.ofJinja(List.of(name)).entry();
        if (assignment != null) {
          left.addAll(TemplateLiterals.names(assignment.code()));
        }
        if (entry != null && entry.text().contains("{{")) {
          left.addAll(TemplateLiterals.names(entry.text()));
        }
      }
    }
    return names;
  }

  private TemplateMeaning of(String code, Place place) {
    if (place.depth() > DEEPEST) {
      return Other.UNKNOWN;
    }
    List<String> parts = TemplateExpressions.split(code, '|');
    TemplateMeaning meaning = primary(parts.get(0).strip(), place);
    for (String filter : parts.subList(1, parts.size())) {
      meaning = filtered(meaning, filter.strip(), place);
    }
    return meaning;
  }

  // ---- filters ----

  private TemplateMeaning filtered(TemplateMeaning meaning, String filter, Place place) {
    int end = TemplateLiterals.endOfName(filter, 0);
    String name = filter.substring(0, end);
    String rest = filter.substring(end).strip();
    List<String> arguments =
        rest.isEmpty()
            ? List.of()
            : rest.startsWith("(") ? TemplateLiterals.arguments(filter, filter.indexOf('(')) : null;
    if (meaning == Other.UNKNOWN || arguments == null) {
      return Other.UNKNOWN;
    }
    if (name.equals("default") || name.equals("d")) {
      return defaulted(meaning, arguments, place);
    }
    if (!(meaning instanceof Text text)) {
      return Other.UNKNOWN;
    }
    if (name.equals("ternary") && arguments.size() == 2) {
      return resting(of(arguments.get(text.truth() ? 0 : 1), place.deeper()), text);
    }
    return arguments.isEmpty() ? plainFiltered(text, name) : Other.UNKNOWN;
  }

  private TemplateMeaning defaulted(TemplateMeaning meaning, List<String> arguments, Place place) {
    boolean ofFalse = false;
    String value = "''";
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean isFlag = i == 1 || argument.startsWith("boolean=");
      String given = afterName(argument, isFlag ? "boolean" : "default_value");
      boolean isTrue = given.equalsIgnoreCase("true");
      if (i > 1 || (isFlag && !isTrue && !given.equalsIgnoreCase("false"))) {
        return Other.UNKNOWN;
      }
      ofFalse |= isFlag && isTrue;
      value = isFlag ? value : given;
    }
    boolean isFalse = meaning == Other.NOTHING || (meaning instanceof Text t && !t.truth());
    if (meaning != Other.UNDEFINED && !(ofFalse && isFalse)) {
      return meaning;
    }
    TemplateMeaning fallback = of(value, place.deeper());
    if (meaning instanceof Text text) {
      fallback = resting(fallback, text);
    }
    return fallback instanceof Text text
        ? text.with(new KnownDefault("", "", place.file(), place.line()))
        : Other.UNKNOWN;
  }

  private static String afterName(String argument, String name) {
    return argument.startsWith(name + "=")
        ? argument.substring(name.length() + 1).strip()
        : argument;
  }

  /** The same, resting on the defaults of another text as well. */
  private static TemplateMeaning resting(TemplateMeaning meaning, Text other) {
    if (!(meaning instanceof Text text)) {
      return Other.UNKNOWN;
    }
    List<KnownDefault> all = new ArrayList<>(other.from());
    all.addAll(text.from());
    return new Text(text.text(), text.truth(), all);
  }

  private static TemplateMeaning plainFiltered(Text text, String name) {
    String old = text.text();
    boolean isPlain = old.chars().allMatch(c -> c < 128);
    String changed =
        switch (name) {
          case "trim" -> isPlain ? old.strip() : null;
          case "lower" -> isPlain ? old.toLowerCase(Locale.ROOT) : null;
          case "upper" -> isPlain ? old.toUpperCase(Locale.ROOT) : null;
          case "string", "mandatory" -> old;
          case "int" -> TemplateLiterals.isNumber(old) ? old : null;
          case "bool" -> isPlain ? truth(old) : null;
          default -> null;
        };
    if (changed == null) {
      return Other.UNKNOWN;
    }
    boolean truth =
        switch (name) {
          case "int" -> !changed.equals("0");
          case "bool" -> changed.equals("True");
          case "mandatory" -> text.truth();
          default -> !changed.isEmpty();
        };
    return new Text(changed, truth, text.from());
  }

  /** What Ansible's filter bool makes of a text. */
  private static String truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "on", "1", "true" -> "True";
      default -> "False";
    };
  }

  // ---- what filters are put on ----

  private TemplateMeaning primary(String code, Place place) {
    boolean isTrue = code.equals("true") || code.equals("True");
    if (isTrue || code.equals("false") || code.equals("False")) {
      return new Text(isTrue ? "True" : "False", isTrue, List.of());
    }
    if (code.equals("none") || code.equals("None")) {
      return Other.NOTHING;
    }
    String literal = TemplateLiterals.of(code);
    if (literal != null) {
      boolean isZero = literal.equals("0") && code.equals("0");
      return new Text(literal, !literal.isEmpty() && !isZero, List.of());
    }
    if (code.startsWith("(")) {
      boolean isWhole = TemplateLiterals.arguments("x" + code, 1) != null;
      return isWhole
          ? of(code.substring(1, code.length() - 1).strip(), place.deeper())
          : Other.UNKNOWN;
    }
    List<String> path = TemplateLiterals.path(code);
    return path == null ? call(code, place) : name(path, place);
  }

  /**
   * A look into a mapping that names what counts if nothing is there: {@code x.get('key', 'may')},
   * and Salt's pillar, {@code salt['pillar.get']('a:b', 'may')}.
   */
  private TemplateMeaning call(String code, Place place) {
    int open = code.indexOf('(');
    List<String> arguments = TemplateLiterals.arguments(code, open);
    List<String> path = arguments == null ? null : TemplateLiterals.path(code.substring(0, open));
    String key =
        arguments == null || arguments.isEmpty() ? null : TemplateLiterals.string(arguments.get(0));
    if (path == null || key == null || arguments == null || arguments.size() > 2) {
      return Other.UNKNOWN;
    }
    List<String> looked = new ArrayList<>(path);
    String method = looked.remove(looked.size() - 1);
    boolean isPillar =
        path.equals(List.of("salt", "pillar.get")) || path.equals(List.of("salt", "pillar", "get"));
    if (isPillar) {
      looked = new ArrayList<>(List.of("pillar"));
      looked.addAll(List.of(key.split(":", -1)));
    } else if (method.equals("get") && !looked.isEmpty()) {
      looked.add(key);
    } else {
      return Other.UNKNOWN;
    }
    TemplateMeaning found = name(looked, place);
    if (found != Other.UNDEFINED || arguments.size() == 1) {
      return found == Other.UNDEFINED ? Other.NOTHING : found;
    }
    String value = afterName(arguments.get(1), "default");
    return of(value, place.deeper()) instanceof Text text
        ? text.with(new KnownDefault("", "", place.file(), place.line()))
        : Other.UNKNOWN;
  }

  private TemplateMeaning name(List<String> path, Place place) {
    String first = path.get(0);
    if (first.startsWith("ansible_")
        || first.startsWith("inventory_")
        || SET_BY_ENGINES.contains(first)) {
      return Other.UNKNOWN;
    }
    if (place.isInTemplate() && !first.equals(place.outer())) {
      TemplateAssignments.Assigned assignment = assigned.of(first);
      if (assignment != null) {
        return path.size() > 1 || !assignment.isSingle() || assignment.from() > place.at()
            ? Other.UNKNOWN
            : assigned(first, assignment, place);
      }
    }
    boolean isPillar = first.equals("pillar");
    if (isPillar && path.size() == 1) {
      return Other.UNKNOWN;
    }
    return outside(isPillar ? path.subList(1, path.size()) : path, isPillar, place.depth());
  }

  private TemplateMeaning assigned(
      String name, TemplateAssignments.Assigned assignment, Place place) {
    TemplateMeaning before = settled.putIfAbsent(name, Other.UNKNOWN);
    if (before != null) {
      return before;
    }
    Place there = new Place(file, assignment.from(), assignment.line(), name, place.depth() + 1);
    TemplateMeaning meaning = of(assignment.code(), there);
    settled.put(name, meaning);
    return meaning;
  }

  private TemplateMeaning outside(List<String> path, boolean isPillar, int depth) {
    TemplateMeaning before = known.get(path);
    if (before != null) {
      return before;
    }
    known.put(path, Other.UNKNOWN);
    TemplateNames.Found found = isPillar ? names.of(path) : names.ofJinja(path);
    Entry entry = found.entry();
    TemplateMeaning meaning = entry == null ? found.other() : value(path, entry, depth);
    known.put(path, meaning);
    return meaning;
  }

  private TemplateMeaning value(List<String> path, Entry entry, int depth) {
    if (entry.form() == Form.NOTHING) {
      return Other.NOTHING;
    }
    Text text =
        switch (entry.form()) {
          case TRUE -> new Text("True", true, List.of());
          case FALSE -> new Text("False", false, List.of());
          case NUMBER -> new Text(entry.text(), !isZero(entry.text()), List.of());
          default -> filled(entry, depth);
        };
    return text == null
        ? Other.UNKNOWN
        : new Text(
            text.text(),
            text.truth(),
            List.of(
                new KnownDefault(String.join(".", path), text.text(), entry.file(), entry.line())));
  }

  private static boolean isZero(String number) {
    return number.chars().allMatch(c -> c == '0' || c == '.');
  }

  /** The text of a value whose expressions are known; Ansible fills values in like templates. */
  private @Nullable Text filled(Entry entry, int depth) {
    String text = entry.text();
    if (text.contains("{%") || text.contains("{#") || text.length() > LONGEST) {
      return null;
    }
    TemplateLexer lexer = new TemplateLexer(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
      int end = lexer.endOfCode(open + 2, "}}");
      String code = end < 0 ? "-" : text.substring(open + 2, end - 2).strip();
      boolean isTrimmed = code.isEmpty() || code.startsWith("-") || code.endsWith("-");
      Place place = new Place(entry.file(), ELSEWHERE, entry.line(), "", depth + 1);
      TemplateMeaning part = isTrimmed ? Other.UNKNOWN : of(code, place);
      if (!(part instanceof Text known) || out.length() + known.text().length() > LONGEST) {
        return null;
      }
      if (open == 0 && end == text.length()) {
        // whether Ansible takes what filters made for a text, or for false, depends on its release
        boolean isClear = known.truth() || known.text().isEmpty();
        return isClear || TemplateLiterals.path(code) != null ? known : null;
      }
      out.append(text, from, open).append(known.text());
      from = end;
    }
    return Text.of(out.append(text, from, text.length()).toString());
  }
}
