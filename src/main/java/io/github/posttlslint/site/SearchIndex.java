package io.github.posttlslint.site;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the search looks through: a script that sets one variable, since a page that was opened from
 * a disk may load a script and no other file.
 */
final class SearchIndex {

  private SearchIndex() {}

  /** The script. */
  static String of(List<Page> pages) {
    StringBuilder out = new StringBuilder("posttlsLintIndex = [\n");
    for (Page page : pages) {
      for (Page.Entry entry : page.entries()) {
        String anchor = entry.anchor().isEmpty() ? "" : "#" + entry.anchor();
        out.append('[');
        quote(entry.kind(), out).append(',');
        quote(page.path() + anchor, out).append(',');
        quote(entry.title(), out).append(',');
        quote(entry.about(), out).append(',');
        quote(words(entry), out).append("],\n");
      }
    }
    return out.append("];\n").toString();
  }

  /** Each further word once, in small letters. */
  private static String words(Page.Entry entry) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : entry.words().toLowerCase(Locale.ROOT).split("[^\\w.=<>-]+", -1)) {
      if (word.length() > 2) {
        words.add(word);
      }
    }
    return String.join(" ", words);
  }

  private static StringBuilder quote(String text, StringBuilder out) {
    out.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text));
    return out.append('"');
  }
}
