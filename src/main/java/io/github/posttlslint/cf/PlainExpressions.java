package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.cf.TemplateMeaning.Other;
import io.github.posttlslint.cf.TemplateMeaning.Text;
import io.github.posttlslint.cf.TemplateNames.Entry;
import io.github.posttlslint.cf.TemplateNames.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What expressions of ERB, EPP, Go and the shell print where nobody sets their names: those that
 * say it themselves, {@code @x || 'yes'}, {@code $x} with a parameter's default, {@code .x |
 * default "yes"} (Sprig), and <code>${X:-yes}</code> (POSIX, Shell Command Language, 2.6.2).
 */
final class PlainExpressions {

  /** Functions of Go's templates that look for a key; the last word counts if nothing is there. */
  private static final Set<String> LOOKS = Set.of("getv", "getenv", "env.Getenv", "keyOrDefault");

  private final String file;
  private final TemplateNames names;
  private final boolean hasInnerDots;

  /** The parameters that an EPP declares, with what they have by default. */
  private final Map<String, Text> parameters = new HashMap<>();

  /**
   * Makes one.
   *
   * @param file the template
   * @param marks all marks of it
   */
  PlainExpressions(String file, TemplateNames names, List<Mark> marks) {
    this.file = file;
    this.names = names;
    boolean inner = false;
    for (Mark mark : marks) {
      String word = TemplateWords.first(mark.code());
      inner |= word.equals("range") || word.equals("with");
      if (mark.code().startsWith("|") && mark.code().endsWith("|") && mark.code().length() > 1) {
        declare(mark.code().substring(1, mark.code().length() - 1));
      }
    }
    this.hasInnerDots = inner;
    for (Mark mark : marks) {
      boolean isLambda = mark.kind() != Template.Kind.EXPRESSION && mark.code().indexOf('|') > 0;
      parameters.keySet().removeIf(name -> isLambda && mark.code().contains(name));
    }
  }

  private void declare(String code) {
    for (String one : TemplateExpressions.split(code, ',')) {
      int equals = one.indexOf('=');
      int dollar = equals < 0 ? -1 : one.lastIndexOf('$', equals);
      Text value = equals < 0 ? null : literal(one.substring(equals + 1).strip());
      if (dollar >= 0 && value != null) {
        parameters.put(one.substring(dollar, equals).strip(), value);
      }
    }
  }

  private static @Nullable Text literal(String code) {
    if (code.equals("true") || code.equals("false")) {
      return new Text(code, code.equals("true"), List.of());
    }
    String text = TemplateLiterals.of(code);
    return text == null ? null : Text.of(text);
  }

  private TemplateMeaning here(@Nullable Text text, int line) {
    return text == null ? Other.UNKNOWN : text.with(new KnownDefault("", "", file, line));
  }

  private static TemplateMeaning meaning(List<String> path, TemplateNames.Found found) {
    Entry entry = found.entry();
    if (entry == null) {
      return found.other();
    }
    if (entry.form() == Form.NOTHING || entry.text().contains("{{")) {
      return entry.form() == Form.NOTHING ? Other.NOTHING : Other.UNKNOWN;
    }
    String text =
        switch (entry.form()) {
          case TRUE -> "true";
          case FALSE -> "false";
          default -> entry.text();
        };
    KnownDefault from = new KnownDefault(String.join(".", path), text, entry.file(), entry.line());
    return new Text(text, entry.form() != Form.FALSE, List.of(from));
  }

  // ---- ERB and EPP ----

  /** What stands after {@code <%=}. */
  TemplateMeaning ofRuby(String code, int line) {
    List<String> parts = TemplateExpressions.split(code, '|');
    for (int i = 1; i < parts.size(); i += 2) {
      if (!parts.get(i).isEmpty() || i + 1 == parts.size()) {
        return Other.UNKNOWN;
      }
    }
    TemplateMeaning meaning = Other.UNDEFINED;
    for (int i = 0; i < parts.size(); i += 2) {
      String part = parts.get(i).strip();
      Text literal = literal(part);
      if (literal != null) {
        return i == 0 ? Other.UNKNOWN : here(literal, line);
      }
      meaning = ofPuppet(part, line);
      if (meaning == Other.UNKNOWN || (meaning instanceof Text text && text.truth())) {
        return meaning;
      }
    }
    return meaning instanceof Text ? meaning : Other.UNKNOWN;
  }

  /** {@code @x}, {@code scope['x']} and Chef's {@code node['a']['b']}; EPP's {@code $x}. */
  private TemplateMeaning ofPuppet(String code, int line) {
    List<String> path = TemplateLiterals.path(code.substring(code.startsWith("@") ? 1 : 0));
    if (code.startsWith("$")) {
      List<String> name = TemplateLiterals.path(code.substring(1));
      TemplateMeaning named =
          name == null || name.size() > 1 ? Other.UNKNOWN : meaning(name, names.of(name));
      return named == Other.UNDEFINED ? here(parameters.get(code), line) : named;
    }
    if (path == null) {
      return Other.UNKNOWN;
    }
    boolean isInside = path.get(0).equals("scope") || path.get(0).equals("node");
    if (!code.startsWith("@") && !(isInside && path.size() > 1 && code.indexOf('.') < 0)) {
      return Other.UNKNOWN;
    }
    List<String> names = code.startsWith("@") ? path : path.subList(1, path.size());
    return meaning(names, this.names.of(names));
  }

  // ---- Go ----

  /** What stands between double braces. */
  TemplateMeaning ofGo(String code, int line) {
    List<String> parts = TemplateExpressions.split(code, '|');
    TemplateMeaning meaning = ofGoCall(words(parts.get(0)), line);
    for (String part : parts.subList(1, parts.size())) {
      List<String> words = words(part);
      if (words.size() != 2 || !words.get(0).equals("default")) {
        return Other.UNKNOWN;
      }
      meaning = orElse(meaning, goLiteral(words.get(1)), line);
    }
    return meaning instanceof Text ? meaning : Other.UNKNOWN;
  }

  /** Single quotes hold a character, which Go prints as a number. */
  private static @Nullable Text goLiteral(String word) {
    return word.startsWith("'") ? null : literal(word);
  }

  /** What is empty, or false, or zero, is taken for not given (Sprig, "default"). */
  private TemplateMeaning orElse(TemplateMeaning meaning, @Nullable Text value, int line) {
    if (meaning instanceof Text text) {
      boolean isEmpty = text.text().isEmpty() || !text.truth() || text.text().equals("0");
      return isEmpty ? here(value, line) : text;
    }
    return meaning == Other.UNKNOWN ? meaning : here(value, line);
  }

  private TemplateMeaning ofGoCall(List<String> words, int line) {
    if (words.size() == 1) {
      return ofGoName(words.get(0));
    }
    if (words.size() != 3) {
      return Other.UNKNOWN;
    }
    String function = words.get(0);
    Text first = goLiteral(words.get(1));
    Text last = goLiteral(words.get(2));
    if (function.equals("default") && first != null && last == null) {
      return orElse(ofGoName(words.get(2)), first, line);
    }
    if (last == null) {
      return Other.UNKNOWN;
    }
    if (function.equals("or") || (function.equals("default") && first == null)) {
      return orElse(ofGoName(words.get(1)), last, line); // dockerize has this order
    }
    return first != null && LOOKS.contains(function) ? here(last, line) : Other.UNKNOWN;
  }

  private TemplateMeaning ofGoName(String word) {
    String name = word.startsWith("$.") ? word.substring(1) : word;
    if (!name.startsWith(".") || name.length() == 1) {
      return Other.UNKNOWN;
    }
    List<String> path = TemplateLiterals.path(name.substring(1));
    if (path == null) {
      return Other.UNKNOWN;
    }
    List<String> inside =
        path.size() > 1 && (path.get(0).equals("Values") || path.get(0).equals("Env"))
            ? path.subList(1, path.size())
            : path;
    TemplateMeaning meaning = meaning(inside, names.of(inside));
    boolean mayBeOther = hasInnerDots && !word.startsWith("$");
    return mayBeOther && meaning != Other.UNDEFINED ? Other.UNKNOWN : meaning;
  }

  private static List<String> words(String code) {
    List<String> words = new ArrayList<>();
    for (String word : TemplateExpressions.split(code.replace('\n', ' '), ' ')) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  // ---- the shell, envsubst and the like ----

  /** What {@code $NAME}, <code>${NAME:-text}</code>, {@code @NAME@} or the like stand for. */
  TemplateMeaning ofPlaceholder(String mark, int line) {
    boolean isBrace = mark.startsWith("${") && mark.endsWith("}");
    String inside = isBrace ? mark.substring(2, mark.length() - 1) : mark;
    int end = isBrace ? TemplateLiterals.endOfName(inside, 0) : inside.length();
    String name = isBrace ? inside.substring(0, end) : bare(mark);
    if (name.isEmpty()) {
      return Other.UNKNOWN;
    }
    TemplateMeaning meaning = meaning(List.of(name), names.of(List.of(name)));
    if (end == inside.length()) {
      return meaning instanceof Text ? meaning : Other.UNKNOWN;
    }
    boolean ofEmpty = inside.startsWith(":", end);
    int sign = end + (ofEmpty ? 1 : 0);
    boolean isDefault = inside.startsWith("-", sign) || inside.startsWith("=", sign);
    String value = isDefault ? inside.substring(sign + 1) : "$";
    if (!isWord(value) || meaning == Other.UNKNOWN) {
      return Other.UNKNOWN;
    }
    boolean isGiven = meaning instanceof Text text && !(ofEmpty && text.text().isEmpty());
    return isGiven ? meaning : here(Text.of(value), line);
  }

  /** A name without the signs around it. */
  private static String bare(String mark) {
    int from = 0;
    int to = mark.length();
    while (from < to && !Chars.isAlphanumeric(mark.charAt(from))) {
      from++;
    }
    while (to > from && !Chars.isAlphanumeric(mark.charAt(to - 1))) {
      to--;
    }
    String name = mark.substring(from, to);
    return TemplateLiterals.endOfName(name, 0) == name.length() ? name : "";
  }

  /** Whether a shell takes it as it stands. */
  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("$`\\\"'{}~".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
