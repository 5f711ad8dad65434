package io.github.posttlslint.site;

import io.github.posttlslint.report.Markup;
import java.io.IOException;

/** What all pages have in common: head, navigation, search and foot. */
final class Frame {

  /**
   * Nothing is loaded but the site's own style and scripts. Firefox does not count a file beside
   * the page as {@code 'self'} where both are read from a disk; {@code file:} is for that.
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none';"
          + " form-action 'none'";

  private static final String[][] PARTS = {
    {"guide/index.html", "Guide"},
    {"rules/index.html", "Rules"},
    {"parameters/index.html", "Parameters"},
    {"profiles/index.html", "Profiles"},
    {"commands/index.html", "Commands"}
  };

  private final String version;

  Frame(String version) {
    this.version = version;
  }

  /** The whole document. */
  String around(Page page) throws IOException {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    Markup html = new Markup(out);
    String root = page.root();
    html.open("html", "lang", "en").newline().open("head");
    html.constant("<meta charset=\"utf-8\">\n");
    html.constant("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n");
    html.constant("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    boolean isHome = page.path().equals("index.html");
    html.element("title", isHome ? page.title() : page.title() + " · posttls-lint").newline();
    html.constant("<link rel=\"stylesheet\" href=\"" + root + "site.css\">\n");
    html.constant("<script src=\"" + root + "site.js\" defer></script>\n");
    html.close().newline().open("body").newline();
    html.element("a", "To the text", "class", "skip", "href", "#text").newline();
    writeHeader(page, html);
    html.open("main", "id", "text").newline().element("h1", page.title()).newline();
    html.constant(page.body());
    html.close().newline();
    html.element("footer", "posttls-lint " + version, "class", "soft").newline();
    html.close().newline().close().newline();
    return out.toString();
  }

  private static void writeHeader(Page page, Markup html) throws IOException {
    String root = page.root();
    html.open("header").newline().open("nav", "aria-label", "Parts of the site").newline();
    html.element("a", "posttls-lint", "class", "home", "href", root + "index.html").newline();
    for (String[] part : PARTS) {
      String folder = part[0].substring(0, part[0].indexOf('/') + 1);
      String here =
          page.path().equals(part[0]) ? "page" : page.path().startsWith(folder) ? "true" : null;
      html.element("a", part[1], "href", root + part[0], "aria-current", here);
      html.newline();
    }
    html.close().newline();
    // shown by the script, without which it would do nothing
    html.open("form", "id", "search", "role", "search", "hidden", "");
    html.element("label", "Search", "for", "query");
    html.constant(
        "<input id=\"query\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\""
            + " placeholder=\"a rule, a parameter, words of a message\">");
    html.constant("<p id=\"count\" role=\"status\"></p><ol id=\"found\"></ol>");
    html.close().newline().close().newline();
  }
}
