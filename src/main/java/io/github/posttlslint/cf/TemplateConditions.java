package io.github.posttlslint.cf;

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

  /** Takes note of what a mark that is no branch assigns. */
  void pass(Mark mark) {
    String name = assignedName(mark.code());
    if (name != null) {
      assigned.merge(name, 1, Integer::sum);
    }
  }

  private static @Nullable String assignedName(String code) {
    String c = code.startsWith("set ") || code.startsWith("do ") ? code.substring(3).strip() : code;
    boolean isAssignment = code.startsWith("set ") || code.startsWith("do ");
    int end = endOfName(c, 0);
    String rest = c.substring(end).strip();
    isAssignment |= rest.startsWith(":=") || (rest.startsWith("=") && !rest.startsWith("=="));
    return isAssignment && end > 0 ? bare(c.substring(0, end)) : null;
  }

  private static int endOfName(String code, int from) {
    int i = from;
    while (i < code.length()
        && (Chars.isName(code.charAt(i)) || "@$".indexOf(code.charAt(i)) >= 0)) {
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

  /** The conditions of the first branch of a chain. */
  Map<String, Boolean> first(String code) {
    Map<String, Boolean> truths = new LinkedHashMap<>();
    add(literal(code), truths);
    return truths;
  }

  /**
   * The conditions of a further branch.
   *
   * @param before those of the one before it
   */
  Map<String, Boolean> next(Map<String, Boolean> before, String code) {
    Map<String, Boolean> truths = new LinkedHashMap<>(before);
    String last = "";
    for (String text : before.keySet()) {
      last = text;
    }
    truths.computeIfPresent(last, (text, truth) -> !truth);
    String own = code.startsWith("}") ? code.substring(1).strip() : code;
    String word = TemplateWords.first(own);
    String rest = own.substring(word.length()).strip();
    if (word.equals("else") && TemplateWords.first(rest).equals("if")) {
      add(literal(rest), truths);
    } else if (!word.equals("else")) {
      add(literal(own), truths);
    }
    return truths;
  }

  private void add(Literal literal, Map<String, Boolean> to) {
    to.put(literal.text(), literal.truth());
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
    return count == 0 ? text : text + TemplateBranches.APART + file + count;
  }
}
