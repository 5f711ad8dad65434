package io.github.posttlslint.language;

import io.github.posttlslint.model.Secrets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with placeholders: <code>{$parameter}</code> is an effective value, <code>{fact}</code> a
 * fact of the subject, <code>{{</code> a brace.
 *
 * @param parts literal texts at even places, placeholders at odd ones
 */
public record Template(List<String> parts) {

  /** Characters that people are told of what a placeholder stands for. */
  private static final int LONGEST = 500;

  public Template {
    parts = List.copyOf(parts);
  }

  /**
   * A placeholder in a text.
   *
   * @param offset where its name begins
   */
  public record Placeholder(String name, int offset) {}

  /** Reads a template whose braces are closed, see {@link #placeholders(String)}. */
  public static Template parse(String text) {
    try {
      List<String> parts = new ArrayList<>();
      read(text, parts, new ArrayList<>());
      return new Template(parts);
    } catch (SyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The placeholders of a text with their places. */
  public static List<Placeholder> placeholders(String text) throws SyntaxException {
    List<Placeholder> placeholders = new ArrayList<>();
    read(text, new ArrayList<>(), placeholders);
    return placeholders;
  }

  private static void read(String text, List<String> parts, List<Placeholder> placeholders)
      throws SyntaxException {
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
        literal.append('{');
        i++;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          throw new SyntaxException(i, "'{' without '}'; a brace itself is written {{");
        }
        parts.add(literal.toString());
        literal.setLength(0);
        String name = text.substring(i + 1, end);
        parts.add(name.strip());
        int blanks = name.length() - name.stripLeading().length();
        placeholders.add(new Placeholder(name.strip(), i + 1 + blanks));
        i = end;
      } else {
        literal.append(c);
      }
    }
    parts.add(literal.toString());
  }

  /** Fills the placeholders in from the subject, with secrets taken out, for people. */
  public String fill(Subject<?> subject) {
    return fill(subject, true);
  }

  /** Fills the placeholders in from the subject, for the file that they come from. */
  public String fillWhole(Subject<?> subject) {
    return fill(subject, false);
  }

  /** Whether a placeholder stands for nothing that could be written down. */
  public boolean hasHole(Subject<?> subject) {
    for (String placeholder : placeholders()) {
      if (fact(placeholder, subject).shown().isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is known what each placeholder stands for. */
  public boolean isComplete(Subject<?> subject) {
    for (String placeholder : placeholders()) {
      Fact fact = fact(placeholder, subject);
      if (fact instanceof Fact.Unknown || fact instanceof Fact.Absent) {
        return false;
      }
    }
    return true;
  }

  private String fill(Subject<?> subject, boolean forPeople) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (i % 2 == 0) {
        out.append(part);
      } else {
        String text = fact(part, subject).shown();
        out.append(forPeople ? shown(part, text, subject) : text);
      }
    }
    return out.toString();
  }

  private static Fact fact(String placeholder, Subject<?> subject) {
    return placeholder.startsWith("$")
        ? Evaluation.parameter(subject, placeholder.substring(1))
        : Evaluation.fact(subject, placeholder);
  }

  private static String shown(String placeholder, String text, Subject<?> subject) {
    Secrets secrets = subject.thing().setup().secrets();
    if (placeholder.startsWith("$")) {
      return brief(secrets.mask(placeholder.substring(1), text));
    }
    String quoted = subject.thing().quoted(placeholder, text);
    boolean isPublic = subject.thing().isPublic(placeholder);
    return brief(isPublic ? secrets.maskWords(quoted) : secrets.mask(quoted));
  }

  /** A text, or its beginning if it is too long for a message; it may be a megabyte. */
  public static String brief(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
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
