package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import java.util.ArrayList;
import java.util.List;

/** Tells from the code in a mark of a template what becomes of it. */
final class TemplateWords {

  private TemplateWords() {}

  /** The first word, letters and underscores. */
  static String first(String code) {
    int i = 0;
    while (i < code.length() && (Character.isLetter(code.charAt(i)) || code.charAt(i) == '_')) {
      i++;
    }
    return code.substring(0, i);
  }

  /** The code of <code>{% ... %}</code>. */
  static Kind jinja(String code) {
    String word = first(code);
    if (word.startsWith("end")) {
      return Kind.CLOSE;
    }
    return switch (word) {
      case "if" -> Kind.OPEN;
      case "for", "call", "filter" -> Kind.OPEN_REPEATED;
      case "macro", "load_yaml", "load_json", "load_text" -> Kind.OPEN_HIDDEN;
      case "elif", "else" -> Kind.ELSE;
      case "with", "block", "autoescape", "trans", "raw" -> Kind.OPEN_ALWAYS;
      case "set" -> code.indexOf('=') < 0 ? Kind.OPEN_HIDDEN : Kind.NOTHING;
      case "include", "extends" -> Kind.INCLUDE;
      default -> Kind.NOTHING;
    };
  }

  /** The code of <code>{{ ... }}</code>, which is a statement in Go templates and mustache. */
  static Kind doubleCurly(String code) {
    return switch (code.charAt(0)) {
      case '#' -> Kind.OPEN_REPEATED; // of a list
      case '^' -> Kind.OPEN;
      case '/' -> code.startsWith("/*") ? Kind.NOTHING : Kind.CLOSE;
      case '!' -> Kind.NOTHING;
      case '>' -> Kind.INCLUDE;
      case '$' -> code.contains(" = ") || code.contains(":=") ? Kind.NOTHING : Kind.EXPRESSION;
      default -> goStatement(code);
    };
  }

  private static Kind goStatement(String code) {
    String word = first(code);
    String rest = code.substring(word.length());
    if (!rest.isEmpty() && !Character.isWhitespace(rest.charAt(0))) {
      return Kind.EXPRESSION;
    }
    return switch (word) {
      case "define" -> rest.isBlank() ? Kind.EXPRESSION : Kind.OPEN_HIDDEN;
      case "if", "with" -> rest.isBlank() ? Kind.EXPRESSION : Kind.OPEN;
      case "range" -> rest.isBlank() ? Kind.EXPRESSION : Kind.OPEN_REPEATED;
      case "block" -> rest.isBlank() ? Kind.EXPRESSION : Kind.OPEN_ALWAYS;
      case "else" -> Kind.ELSE;
      case "end" -> Kind.CLOSE;
      case "template" -> rest.isBlank() ? Kind.EXPRESSION : Kind.INCLUDE;
      default -> Kind.EXPRESSION;
    };
  }

  /**
   * Whether what is between double braces can be an expression of a template language rather than
   * the contents of one of Postfix's inline tables.
   *
   * @param table the word before the colon that stands before the braces; empty if there is none
   */
  static boolean isExpression(String code, String table) {
    if (code.isEmpty()) {
      return false;
    }
    char c = code.charAt(0);
    boolean inline = isInlineTable(table);
    if (!Character.isLetter(c) && "_.$\"'`(".indexOf(c) < 0) {
      boolean literal = Chars.isDigit(c) || c == '[' || c == '{';
      return !inline && (literal ? !hasAssignment(code) : "#^!>/".indexOf(c) >= 0);
    }
    if (c != '$' && hasAssignment(code)) {
      return false;
    }
    return !inline || isPath(code);
  }

  /** The table types whose contents can stand in braces after the colon. */
  private static boolean isInlineTable(String table) {
    return switch (table) {
      case "inline", "cidr", "regexp", "pcre", "static", "unionmap", "pipemap", "randmap" -> true;
      default -> false;
    };
  }

  /** A single name, which can have dots, or names with filters between bars. */
  private static boolean isPath(String code) {
    boolean blank = false;
    char last = '|';
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (Character.isWhitespace(c)) {
        blank = true;
      } else if (Chars.isName(c) || c == '.' || c == '$' || c == '|') {
        if (blank && c != '|' && last != '|') {
          return false;
        }
        blank = false;
        last = c;
      } else {
        return false;
      }
    }
    return true;
  }

  /** Whether there is a single equals sign outside quotes and round brackets. */
  private static boolean hasAssignment(String code) {
    int level = 0;
    char quote = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == ')') {
        level += c == '(' ? 1 : -1;
      } else if (c == '=' && level <= 0) {
        char before = i > 0 ? code.charAt(i - 1) : ' ';
        char after = i + 1 < code.length() ? code.charAt(i + 1) : ' ';
        if ("=!<>:".indexOf(before) < 0 && after != '=') {
          return true;
        }
      }
    }
    return false;
  }

  /** The code of {@code <% ... %>}: Ruby, Puppet or Perl, without the signs that trim. */
  static Kind erb(String code) {
    if (code.startsWith("=")) {
      return Kind.EXPRESSION;
    }
    if (code.isEmpty() || code.startsWith("#") || code.startsWith("|")) {
      return Kind.NOTHING;
    }
    return erbParts(code).get(0).kind();
  }

  /** A part of what stands in brackets, and what becomes of it. */
  record Part(Kind kind, String code) {}

  /**
   * The parts of a statement of Ruby, Puppet or Perl: one, unless it ends or begins several blocks.
   * What both begins and ends in it is no block.
   */
  static List<Part> erbParts(String code) {
    List<Part> parts = new ArrayList<>();
    int begun = 0;
    for (String statement : statements(code)) {
      int change = opens(statement) - closes(statement);
      if (change > 0) {
        Kind kind = isCondition(statement) ? Kind.OPEN : Kind.OPEN_REPEATED;
        parts.add(new Part(kind, statement));
        begun++;
      } else if (change < 0 && begun > 0) {
        parts.remove(parts.size() - 1);
        begun--;
      } else if (change < 0) {
        parts.add(new Part(Kind.CLOSE, statement));
      } else if (isElse(statement) && begun == 0) {
        parts.add(new Part(Kind.ELSE, statement));
      }
    }
    if (parts.size() > 1 || parts.isEmpty()) {
      return parts.isEmpty() ? List.of(new Part(Kind.NOTHING, code)) : parts;
    }
    Part only = parts.get(0);
    boolean isWhole = code.equals(only.code()) || first(code).equals("case");
    return isWhole || only.kind() != Kind.OPEN
        ? List.of(new Part(only.kind(), code))
        : List.of(new Part(Kind.NOTHING, code), only);
  }

  /** What may stand in a line of its own. */
  private static List<String> statements(String code) {
    List<String> statements = new ArrayList<>();
    for (String line : code.split("[;\\n]", -1)) {
      String rest = line.strip();
      for (int end = endOfHead(rest); end > 0; end = endOfHead(rest)) {
        statements.add(rest.substring(0, end).strip());
        rest = rest.substring(end).strip();
      }
      statements.add(rest);
    }
    return statements;
  }

  /** Where what Ruby allows before another statement ends: an "end", an "else", a block's head. */
  private static int endOfHead(String statement) {
    String word = first(statement);
    String next = first(statement.substring(word.length()).strip());
    String afterBrace = statement.startsWith("}") ? statement.substring(1).strip() : "";
    if (afterBrace.startsWith("}") || first(afterBrace).equals("end")) {
      return 1;
    }
    if ((word.equals("end") && (next.equals("end") || statement.substring(3).strip().equals("}")))
        || (word.equals("else") && (next.equals("if") || next.equals("unless")))) {
      return word.length();
    }
    int parameters = Math.max(statement.indexOf(" do |"), statement.indexOf("{ |"));
    int close =
        parameters < 0 ? -1 : statement.indexOf('|', statement.indexOf('|', parameters) + 1);
    return close < 0 || !isCondition(statement.substring(close + 1).strip()) ? -1 : close + 1;
  }

  private static boolean isCondition(String statement) {
    return switch (first(statement)) {
      case "if", "unless", "case" -> true;
      default -> false;
    };
  }

  private static boolean isElse(String statement) {
    String s = statement.startsWith("}") ? statement.substring(1).strip() : statement;
    return switch (first(s)) {
      case "else", "elsif", "elseif", "when" -> true;
      default -> false;
    };
  }

  private static int opens(String statement) {
    return switch (first(statement)) {
      case "if", "unless", "case", "while", "until", "for", "begin" -> 1;
      default -> statement.endsWith("{") || isDo(statement) ? 1 : endsWithBlock(statement);
    };
  }

  private static boolean isDo(String statement) {
    return statement.endsWith(" do") || (statement.contains(" do ") && statement.endsWith("|"));
  }

  /** Ruby's braces with parameters, <code>x.each { |y|</code>. */
  private static int endsWithBlock(String statement) {
    return statement.endsWith("|") && statement.contains("{") ? 1 : 0;
  }

  private static int closes(String statement) {
    if (statement.startsWith("}") || first(statement).equals("end")) {
      return 1;
    }
    return statement.endsWith(" end") ? 1 : 0;
  }
}
