package io.github.posttlslint.cf;

import org.jspecify.annotations.Nullable;

/**
 * The brackets of Jinja in a file, which Ansible lets its first line change: {@code #jinja2:
 * variable_start_string:'[%', variable_end_string:'%]'} (Ansible, template module).
 *
 * @param statement what begins a statement
 * @param statementEnd what ends it
 * @param expression what begins an expression
 * @param expressionEnd what ends it
 * @param comment what begins a comment
 * @param commentEnd what ends it
 * @param linePrefix what makes a statement of a line that begins with it; empty if nothing does
 * @param lineComment what makes a comment of the rest of its line; empty if nothing does
 */
record JinjaSyntax(
    String statement,
    String statementEnd,
    String expression,
    String expressionEnd,
    String comment,
    String commentEnd,
    String linePrefix,
    String lineComment) {

  /** Those that nothing changes. */
  static final JinjaSyntax USUAL = new JinjaSyntax("{%", "%}", "{{", "}}", "{#", "#}", "", "");

  private static final String HEADER = "#jinja2:";

  /** What the first line changes; null if it changes no bracket. */
  static @Nullable JinjaSyntax of(String text) {
    if (!text.startsWith(HEADER)) {
      return null;
    }
    int end = text.indexOf('\n');
    String header = text.substring(HEADER.length(), end < 0 ? text.length() : end);
    JinjaSyntax syntax =
        new JinjaSyntax(
            value(header, "block_start_string", "{%"),
            value(header, "block_end_string", "%}"),
            value(header, "variable_start_string", "{{"),
            value(header, "variable_end_string", "}}"),
            value(header, "comment_start_string", "{#"),
            value(header, "comment_end_string", "#}"),
            value(header, "line_statement_prefix", ""),
            value(header, "line_comment_prefix", ""));
    return syntax.equals(USUAL) ? null : syntax;
  }

  private static String value(String header, String name, String usual) {
    int at = header.indexOf(name);
    int colon = at < 0 ? -1 : header.indexOf(':', at + name.length());
    int quote = colon < 0 ? -1 : colon + 1;
    while (quote >= 0 && quote < header.length() && header.charAt(quote) == ' ') {
      quote++;
    }
    if (quote < 0 || quote == header.length() || !TemplateLexer.isQuote(header.charAt(quote))) {
      return usual;
    }
    int end = TemplateLexer.endOfString(header, quote, header.length());
    return end < quote + 3 ? usual : header.substring(quote + 1, end - 1);
  }
}
