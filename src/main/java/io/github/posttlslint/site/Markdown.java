package io.github.posttlslint.site;

import io.github.posttlslint.site.Page.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/** A document in Markdown, its links led to pages of the site. */
final class Markdown {

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private final Node document;
  private final Map<Node, String> anchors = new HashMap<>();
  private final List<Heading> headings = new ArrayList<>();

  /**
   * Reads it.
   *
   * @param links makes the address on the site of that in the text
   */
  Markdown(String text, UnaryOperator<String> links) {
    document = PARSER.parse(text);
    Set<String> taken = new HashSet<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            headings.add(heading);
            anchors.put(heading, anchor(words(heading), taken));
            visitChildren(heading);
          }

          @Override
          public void visit(Link link) {
            link.setDestination(links.apply(link.getDestination()));
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            // pictures would be most of the site's size
            image.unlink();
          }
        });
  }

  /** As code hosts make it: small letters, hyphens for blanks, no other signs. */
  private static String anchor(String heading, Set<String> taken) {
    String plain = heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    String anchor = plain;
    for (int i = 1; !taken.add(anchor); i++) {
      anchor = plain + "-" + i;
    }
    return anchor;
  }

  /** The words of the first heading. */
  String title() {
    return words(headings.get(0));
  }

  /** All below the first heading, as HTML. */
  String body() {
    String anchor = anchors.get(headings.get(0));
    headings.get(0).unlink();
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(context -> attributes())
            .escapeHtml(true)
            .build();
    return "<span id=\"" + anchor + "\"></span>" + renderer.render(document);
  }

  private AttributeProvider attributes() {
    return (node, tag, attributes) -> {
      String anchor = anchors.get(node);
      if (anchor != null) {
        attributes.put("id", anchor);
      }
      if (node instanceof Link && attributes.getOrDefault("href", "").startsWith("http")) {
        attributes.put("rel", "noreferrer");
      }
      if (tag.equals("th")) {
        attributes.put("scope", "col");
      }
    };
  }

  /** What is on the page, where there is enough to be lost in, as HTML. */
  String contents() {
    StringBuilder out = new StringBuilder();
    int count = 0;
    for (Heading heading : headings) {
      if (heading.getLevel() == 2) {
        count++;
        out.append("<li><a href=\"#").append(anchors.get(heading)).append("\">");
        out.append(words(heading).replace("&", "&amp;").replace("<", "&lt;")).append("</a></li>");
      }
    }
    return count < 3
        ? ""
        : "<nav aria-label=\"On this page\"><ul class=\"contents\">" + out + "</ul></nav>\n";
  }

  /** What a search finds: each heading, by the words below it. */
  List<Entry> entries(String chapter) {
    List<Entry> entries = new ArrayList<>();
    for (Heading heading : headings) {
      StringBuilder below = new StringBuilder();
      for (Node node = heading.getNext(); node != null; node = node.getNext()) {
        if (node instanceof Heading) {
          break;
        }
        below.append(words(node)).append(' ');
      }
      boolean isFirst = entries.isEmpty();
      entries.add(
          new Entry(
              "guide",
              isFirst ? "" : String.valueOf(anchors.get(heading)),
              words(heading),
              isFirst ? "" : chapter,
              below.toString().strip()));
    }
    return entries;
  }

  private static String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak end) {
            words.append(' ');
          }

          @Override
          public void visit(FencedCodeBlock block) {
            words.append(block.getLiteral());
          }
        });
    return words.toString();
  }
}
