package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.rule.RuleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** What reports take from the explanations of rules. */
public final class RuleTexts {

  private RuleTexts() {}

  /** What to do about a finding, and all else that its rule says of that, each thing once. */
  static String help(Finding finding, RuleText text) {
    StringBuilder all = new StringBuilder(sentence(finding.help()));
    for (String more : sentences(Characters.oneLine(text.mend().strip()))) {
      if (!isSaidBy(finding.help(), more)) {
        all.append(all.length() == 0 ? "" : " ").append(more);
      }
    }
    return all.toString();
  }

  /** Whether one text has every word of another, in whatever order. */
  static boolean isSaidBy(String text, String other) {
    Set<String> said = new HashSet<>(words(text));
    return said.containsAll(words(other));
  }

  /**
   * The words of a text in small letters, signs round them and a full stop behind them left out.
   */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text.toLowerCase(Locale.ROOT), " \t\"',;:()");
    while (tokens.hasMoreTokens()) {
      String word = tokens.nextToken();
      words.add(word.endsWith(".") ? word.substring(0, word.length() - 1) : word);
    }
    return words;
  }

  /** The sentences of a text of one line. */
  private static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(". "); end >= 0; end = text.indexOf(". ", end + 1)) {
      boolean isEnd = end + 2 < text.length() && Character.isUpperCase(text.charAt(end + 2));
      if (isEnd) {
        sentences.add(text.substring(start, end + 1));
        start = end + 2;
      }
    }
    if (start < text.length()) {
      sentences.add(text.substring(start));
    }
    return sentences;
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
