package io.github.posttlslint.site;

import io.github.posttlslint.language.Template;
import io.github.posttlslint.report.Markup;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of rules, in which names of parameters and rules lead to their pages. */
final class Prose {

  /** Neither part of a longer name nor of a path. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w/.$-])[a-z][a-z0-9]*(?:[_-][A-Za-z0-9]+)+(?![\\w/-])");

  private final Known known;

  Prose(Known known) {
    this.known = known;
  }

  /**
   * Writes paragraphs.
   *
   * @param here the page's own name, which leads nowhere
   */
  void writeParagraphs(String text, String here, Markup html) throws IOException {
    for (String paragraph : text.strip().split("\n\n+", -1)) {
      html.open("p");
      write(paragraph.strip(), here, html);
      html.close().newline();
    }
  }

  /** Writes a text with links, from a page of a folder. */
  void write(String text, String here, Markup html) throws IOException {
    Matcher matcher = NAME.matcher(text);
    int end = 0;
    while (matcher.find()) {
      String name = matcher.group();
      String page = name.equals(here) ? null : known.page(name);
      if (page != null) {
        html.text(text.substring(end, matcher.start()));
        html.element("a", name, "href", "../" + page);
        end = matcher.end();
      }
    }
    html.text(text.substring(end));
  }

  /** Writes a message with its placeholders. */
  static void write(Template message, Markup html) throws IOException {
    List<String> parts = message.parts();
    for (int i = 0; i < parts.size(); i++) {
      if (i % 2 == 0) {
        html.text(parts.get(i));
      } else {
        html.element("var", parts.get(i));
      }
    }
  }

  /** The words of a message, for a search. */
  static String words(Template message) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < message.parts().size(); i += 2) {
      words.append(message.parts().get(i)).append(' ');
    }
    return words.toString().strip();
  }
}
