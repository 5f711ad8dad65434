package io.github.posttlslint.table;

import io.github.posttlslint.input.Limits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression of a regexp or pcre table. */
final class RegexTest implements KeyTest {

  /** No match may begin behind the mark at the end of the key. */
  private static final String NOT_BEHIND_END = "(?<!" + RegexReader.END + ")(?:";

  private final Regex regex;
  private final MatchSteps steps;
  private @Nullable Pattern pattern;

  RegexTest(Regex regex, MatchSteps steps) {
    this.regex = regex;
    this.steps = steps;
  }

  @Override
  public Verdict test(String key) {
    Text text = new Text(key + RegexReader.END, new int[] {steps.forOne()});
    int given = text.left();
    Matcher matcher = isAscii(key) ? matcher(text) : null;
    if (matcher == null) {
      return Verdict.UNCLEAR;
    }
    try {
      return Verdict.of(matcher.find());
    } catch (Exhausted | StackOverflowError e) {
      return Verdict.UNCLEAR; // its author's expression, which may be of any kind
    } finally {
      steps.spend(given - text.left());
    }
  }

  @Override
  public boolean isUnclear() {
    return regex.unclear() != null;
  }

  @Override
  public String @Nullable [] groups(String key) {
    Text text = new Text(key + RegexReader.END, new int[] {Limits.PATTERN_STEPS});
    Matcher matcher = regex.exactGroups() && isAscii(key) ? matcher(text) : null;
    try {
      if (matcher == null || !matcher.find()) {
        return null;
      }
    } catch (Exhausted | StackOverflowError e) {
      return null;
    }
    String[] groups = new String[regex.groups() + 1];
    for (int i = 1; i < groups.length; i++) {
      String group = matcher.group(i);
      groups[i] = group == null ? "" : group;
    }
    return groups;
  }

  private static boolean isAscii(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) < CharSet.FIRST || key.charAt(i) > CharSet.LAST) {
        return false;
      }
    }
    return true;
  }

  /** Null if Java's library does not tell what that of Postfix does. */
  private @Nullable Matcher matcher(Text text) {
    String java = regex.java();
    if (java == null) {
      return null;
    }
    try {
      Pattern compiled = pattern;
      if (compiled == null) {
        compiled = Pattern.compile(NOT_BEHIND_END + java + ")");
        pattern = compiled;
      }
      return compiled.matcher(text);
    } catch (PatternSyntaxException | StackOverflowError e) {
      return null;
    }
  }

  /** Too many characters were read. */
  private static final class Exhausted extends RuntimeException {
    Exhausted() {
      super("", null, false, false);
    }
  }

  /** Counts the characters that are read. */
  @SuppressWarnings("ArrayRecordComponent") // shared between the parts of one text
  private record Text(String text, int[] budget) implements CharSequence {
    int left() {
      return Math.max(0, budget[0]);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--budget[0] < 0) {
        throw new Exhausted();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
