package io.github.posttlslint.site;

import java.util.List;

/**
 * A page of the site.
 *
 * @param path where it lies, such as {@code rules/cert-expired.html}
 * @param title its heading
 * @param about what stands beside the title in the browser and in the results of a search
 * @param body what stands below the heading, as HTML
 * @param entries what a search finds of it
 */
record Page(String path, String title, String about, String body, List<Entry> entries) {

  /**
   * Something that a search finds.
   *
   * @param kind what it is, in a word
   * @param anchor where on the page it is; empty for the page itself
   * @param title its name
   * @param about what it is about, shown beside the name
   * @param words more words to find it by, which are not shown
   */
  record Entry(String kind, String anchor, String title, String about, String words) {}

  /** The way from the page to the site's root, such as {@code ../}. */
  String root() {
    return "../".repeat((int) path.chars().filter(c -> c == '/').count());
  }
}
