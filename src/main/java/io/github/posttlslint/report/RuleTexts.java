package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.rule.RuleText;
import org.jspecify.annotations.Nullable;

/** What reports take from the explanations of rules. */
final class RuleTexts {

  private RuleTexts() {}

  /** The address of the first reference that has one fit for any consumer; null if none has. */
  static @Nullable String url(RuleText text) {
    for (RuleText.Reference reference : text.references()) {
      if (isUrl(reference.url())) {
        return reference.url();
      }
    }
    return null;
  }

  /** What to do about a finding, and all else that its rule says of that. */
  static String help(Finding finding, RuleText text) {
    String all = Characters.oneLine(text.mend().strip());
    return all.startsWith(finding.help()) ? all : sentence(finding.help()) + " " + all;
  }

  /** What was found and what to do about it, as sentences of one line. */
  static String advice(Finding finding) {
    String found = sentence(Characters.oneLine(finding.message()));
    return (found + " " + help(finding)).strip();
  }

  /** What to do about a finding, as a sentence of one line. */
  static String help(Finding finding) {
    return sentence(Characters.oneLine(finding.help()));
  }

  /** What stands before the description of a fix: whether it can be applied, and how freely. */
  static String label(Finding.Fix fix) {
    return fix.isOnlyDescribed() ? "By hand:" : fix.safe() ? "Fix:" : "Fix, to be reviewed:";
  }

  /** Whether it is an absolute web address of printable ASCII characters without blanks. */
  static boolean isUrl(@Nullable String url) {
    if (url == null || !(url.startsWith("https://") || url.startsWith("http://"))) {
      return false;
    }
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || c >= 0x7F || "<>\"{}|\\^`".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The text as one sentence or more: with a full stop at its end. */
  static String sentence(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return stripped;
    }
    char last = stripped.charAt(stripped.length() - 1);
    return ".!?".indexOf(last) >= 0 ? stripped : stripped + ".";
  }

  /** The first paragraph, on one line. */
  static String firstParagraph(String text) {
    String stripped = text.strip();
    int end = stripped.indexOf("\n\n");
    return Characters.oneLine(end < 0 ? stripped : stripped.substring(0, end));
  }
}
