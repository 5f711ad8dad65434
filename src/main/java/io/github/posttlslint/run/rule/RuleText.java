package io.github.posttlslint.run.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a rule file that only readers need: explanation and examples. It is loaded apart from
 * the conditions, since a run that finds nothing never needs it.
 *
 * @param why what Postfix does in this case, and why it matters; plain paragraphs
 * @param mend how to put it right
 * @param references manual sections, RFCs, releases
 * @param tags subject words for SARIF, such as {@code cwe-319}; may be empty
 * @param examples bad and good set-ups, which are the rule's tests
 */
public record RuleText(
    String why,
    String mend,
    List<Reference> references,
    List<String> tags,
    List<Example> examples) {

  /** The first sentence of a text, on one line. */
  static String firstSentence(String text) {
    String line = String.join(" ", text.strip().split("\\s+"));
    for (int i = line.indexOf(". "); i >= 0; i = line.indexOf(". ", i + 1)) {
      if (i + 2 < line.length() && Character.isUpperCase(line.charAt(i + 2))) {
        return line.substring(0, i + 1);
      }
    }
    return line;
  }

  /**
   * A source of the rule's facts.
   *
   * @param text for example {@code postconf(5) smtpd_tls_CAfile}
   * @param url absolute address; null if the text says enough
   */
  public record Reference(String text, @Nullable String url) {}

  /**
   * A small set-up.
   *
   * @param bad whether the rule must report it (else it must stay silent)
   * @param title what it shows; null if it speaks for itself
   * @param release Postfix release to judge by, such as {@code 3.4}; null for the newest
   * @param expect places {@code file:line} where the rule must report; empty if any place will do
   * @param options how the run differs from the usual: {@code files}, {@code now}, {@code names}
   * @param files file name (relative to the configuration directory, or absolute) to its text or
   *     recipe
   */
  public record Example(
      boolean bad,
      @Nullable String title,
      @Nullable String release,
      List<String> expect,
      Map<String, String> options,
      Map<String, Object> files) {}
}
