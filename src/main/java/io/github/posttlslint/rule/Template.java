package io.github.posttlslint.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with placeholders: <code>{$parameter}</code> is an effective value, <code>{fact}</code> a
 * fact of the subject, <code>{{</code> a brace.
 *
 * @param parts literal texts at even places, placeholders at odd ones
 */
public record Template(List<String> parts) {

  public Template {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @throws RuleException if a brace is not closed
   */
  public static Template parse(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
        literal.append('{');
        i++;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          throw new RuleException("'{' without '}' in: " + text);
        }
        parts.add(literal.toString());
        literal.setLength(0);
        parts.add(text.substring(i + 1, end).strip());
        i = end;
      } else {
        literal.append(c);
      }
    }
    parts.add(literal.toString());
    return new Template(parts);
  }

  /** Fills the placeholders in from the subject. */
  public String fill(Subject subject) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      out.append(i % 2 == 0 ? part : shown(part, subject));
    }
    return out.toString();
  }

  private static String shown(String placeholder, Subject subject) {
    if (placeholder.startsWith("$")) {
      String name = placeholder.substring(1);
      return Redaction.value(name, Evaluation.parameter(subject, name).shown());
    }
    return Evaluation.fact(subject, placeholder).shown();
  }

  /** The names in the placeholders. */
  public List<String> placeholders() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < parts.size(); i += 2) {
      names.add(parts.get(i));
    }
    return names;
  }
}
