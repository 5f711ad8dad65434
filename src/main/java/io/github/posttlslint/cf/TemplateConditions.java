package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a template's branches. Equal texts are the same condition, in main.cf and
 * master.cf alike, until something assigns a value to a name in them.
 */
final class TemplateConditions {

  private final String file;

  /** How often each name has been assigned a value so far. */
  private final Map<String, Integer> assigned = new HashMap<>();

  TemplateConditions(String file) {
    this.file = file;
  }

  /**
   * A condition, and whether it must hold.
   *
   * @param text as it is written, without its key word
   */
  record Literal(String text, boolean truth) {}

  /**
   * What Go's paths that begin with a dot belong to: 0, or the number of the {@code with} around.
   */
  private int dot;

  int dot() {
    return dot;
  }

  void setDot(int number) {
    dot = number;
  }

  /** Takes note of the names that a statement assigns. */
  void pass(Mark mark) {
    String code = mark.code();
    if (mark.kind() == Kind.EXPRESSION) {
      return;
    }
    switch (TemplateWords.first(code)) {
      case "set", "do" -> assign(code.substring(3, endOfTarget(code)));
      case "from", "import" -> assign(code);
      case "for" -> assign(code.substring(3, Math.max(3, code.indexOf(" in "))));
      default -> {}
    }
    for (int i = code.indexOf('='); i > 0; i = code.indexOf('=', i + 1)) {
      boolean isComparison = code.startsWith("==", i) || "=!<>".indexOf(code.charAt(i - 1)) >= 0;
      if (!isComparison) {
        assign(code.substring(beginOfTargets(code, i), i));
      }
    }
  }

  private static int endOfTarget(String code) {
    int end = code.indexOf('=');
    return end < 0 ? code.length() : Math.max(3, end);
  }

  /** Where the names before an equals sign begin: several have commas between them. */
  private static int beginOfTargets(String code, int equals) {
    int i = equals;
    while (i > 0
        && (Chars.isSpace(code.charAt(i - 1)) || ":|&+-*/".indexOf(code.charAt(i - 1)) >= 0)) {
      i--;
    }
    boolean comma = true;
    while (i > 0
        && (isOfName(code.charAt(i - 1))
            || (comma && Chars.isSpace(code.charAt(i - 1)))
            || code.charAt(i - 1) == ',')) {
      i--;
      comma = code.charAt(i) == ',' || (comma && Chars.isSpace(code.charAt(i)));
    }
    return i;
  }

  private void assign(String targets) {
    for (int i = 0; i < targets.length(); i++) {
      int end = endOfName(targets, i);
      if (end > i) {
        assigned.merge(bare(targets.substring(i, end)), 1, Integer::sum);
        i = end;
      }
    }
  }

  private static boolean isOfName(char c) {
    return Chars.isName(c) || "@$".indexOf(c) >= 0;
  }

  private static int endOfName(String code, int from) {
    int i = from;
    while (i < code.length() && isOfName(code.charAt(i))) {
      i++;
    }
    return i;
  }

  private static String bare(String name) {
    int i = 0;
    while (i < name.length() && "@$".indexOf(name.charAt(i)) >= 0) {
      i++;
    }
    return name.substring(i);
  }

  /**
   * The beginning of a branch.
   *
   * @param before what must hold for the branches before it not to be taken
   * @param own what must hold besides; null for the last branch
   * @param exhausted whether one of the branches before it is taken anyway
   */
  record Head(Map<String, Boolean> before, @Nullable Literal own, boolean exhausted) {

    /** Whether it can be taken at all. */
    boolean possible() {
      Boolean earlier = own == null ? null : before.get(own.text());
      return !exhausted && (own == null || earlier == null || earlier.equals(own.truth()));
    }

    /** All that must hold. */
    Map<String, Boolean> truths() {
      Map<String, Boolean> truths = new LinkedHashMap<>(before);
      if (own != null) {
        truths.put(own.text(), own.truth());
      }
      return truths;
    }
  }

  /** The first branch of a chain. */
  Head first(String code) {
    return new Head(Map.of(), literal(code), false);
  }

  /** A branch that a name alone decides about. */
  Head name(String name) {
    return new Head(Map.of(), new Literal(name, true), false);
  }

  /** The branch after another one. */
  Head next(Head last, String code) {
    Map<String, Boolean> before = new LinkedHashMap<>(last.before());
    Literal not = last.own();
    boolean exhausted = last.exhausted();
    if (not != null && last.possible()) {
      Boolean earlier = before.put(not.text(), !not.truth());
      exhausted = earlier != null && earlier.equals(not.truth());
    }
    return new Head(before, ownLiteral(code), exhausted);
  }

  private @Nullable Literal ownLiteral(String code) {
    String own = code.startsWith("}") ? code.substring(1).strip() : code;
    String word = TemplateWords.first(own);
    String rest = own.substring(word.length()).strip();
    if (word.equals("else")) {
      return TemplateWords.first(rest).equals("if") ? literal(rest) : null;
    }
    return literal(own);
  }

  private Literal literal(String code) {
    String word = TemplateWords.first(code);
    String text = code.substring(word.length()).strip();
    boolean truth = !word.equals("unless");
    for (String end : List.of("{", ":", " then")) {
      text = text.endsWith(end) ? text.substring(0, text.length() - end.length()).strip() : text;
    }
    String bare = text.startsWith("!") ? text.substring(1) : text;
    bare = text.startsWith("not ") ? text.substring(4).strip() : bare;
    if (!bare.equals(text) && endOfPath(bare) == bare.length()) {
      return new Literal(identified(bare), !truth);
    }
    return new Literal(identified(String.join(" ", ListText.words(text, " \t\r\n"))), truth);
  }

  private static int endOfPath(String text) {
    int i = 0;
    while (i < text.length()
        && (Chars.isName(text.charAt(i)) || "@$.".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }

  /** The text, with a mark of its own where names in it have been assigned another value. */
  private String identified(String text) {
    int count = 0;
    for (int i = 0; i < text.length() && !assigned.isEmpty(); i++) {
      int end = endOfName(text, i);
      if (end > i) {
        count += assigned.getOrDefault(bare(text.substring(i, end)), 0);
        i = end;
      }
    }
    int around = beginsWithDot(text) ? dot : 0;
    return count + around == 0 ? text : text + TemplateBranches.APART + file + count + '.' + around;
  }

  /** Whether a path in a text of Go begins with a dot. */
  private static boolean beginsWithDot(String text) {
    int i = text.indexOf('.');
    while (i > 0 && (isOfName(text.charAt(i - 1)) || ")]".indexOf(text.charAt(i - 1)) >= 0)) {
      i = text.indexOf('.', i + 1);
    }
    return i >= 0;
  }
}
