package io.github.posttlslint.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The manual and the other documents of the repository, as chapters of the site. */
final class Guide {

  private static final String MANUAL = "src/manual";

  private static final String CONFIGURING = MANUAL + "/configuring.md";

  /** What was once, and how fast: a search finds these by their titles alone. */
  private static final List<String> RECORDS = List.of("CHANGELOG.md", "BENCHMARKS.md");

  /** What README.md has below its heading "More": each chapter with a line about it. */
  private static final String LIST = "More";

  /** Who begins where; the addresses are as seen from README.md. */
  private static final String STARTING =
      """

      ## Getting started

      - [For administrators](src/manual/starting.md#for-administrators): judge a mail host, fix it, see who can still connect
      - [In a pipeline](src/manual/starting.md#in-a-pipeline): judge a repository before a commit and in CI
      - [In an editor](src/manual/starting.md#in-an-editor): findings and fixes while you type
      - [Writing rules](src/manual/starting.md#writing-rules): what your own site wants, as a rule with tests

      A finding names its rule in brackets: search for it above, or for words of the message.
      """;

  private final Known known;

  /** Files of the repository, and the pages that show them. */
  private final Map<String, String> pages = new LinkedHashMap<>();

  Guide(Known known) throws IOException {
    this.known = known;
    pages.put("README.md", "index.html");
    try (Stream<Path> files = Files.list(known.sources().resolve(MANUAL))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        pages.put(MANUAL + "/" + name, "guide/" + name.replace(".md", ".html"));
      }
    }
    pages.put("rules/README.md", "guide/rule-files.html");
    pages.put("rules/KINDS.md", "guide/kinds.html");
    pages.put("CONTRIBUTING.md", "guide/contributing.html");
    pages.put("SECURITY.md", "guide/security.html");
    pages.put("CHANGELOG.md", "guide/changes.html");
    pages.put("BENCHMARKS.md", "guide/speed.html");
    pages.put("rules/PROOFS.md", "rules/index.html");
    pages.put("rules/configuration.schema.json", "configuration.schema.json");
    pages.put("rules/rule.schema.json", "rule.schema.json");
  }

  List<Page> make() throws IOException {
    List<Page> made = new ArrayList<>();
    for (Map.Entry<String, String> one : pages.entrySet()) {
      if (one.getValue().startsWith("guide/")) {
        made.add(chapter(one.getKey(), one.getValue()));
      }
    }
    String path = "guide/index.html";
    String list = "# Guide\n\n" + section(read("README.md"), LIST);
    made.add(
        new Page(
            path, "Guide", "all chapters", markdown("README.md", list, path).body(), List.of()));
    made.add(home());
    return made;
  }

  private Page chapter(String source, String path) throws IOException {
    Markdown text = markdown(source, read(source), path);
    String title = text.title();
    String body = text.contents() + text.body();
    List<Page.Entry> entries = new ArrayList<>(text.entries(title));
    if (RECORDS.contains(source)) {
      entries.subList(1, entries.size()).clear();
    }
    if (source.equals(CONFIGURING)) {
      KeyTable keys = KeyTable.read(known.sources().resolve("rules/configuration.schema.json"));
      body += keys.section();
      entries.addAll(keys.entries());
    }
    return new Page(path, title, "guide", body, entries);
  }

  /** What it is, who begins where, and how it is installed. */
  private Page home() throws IOException {
    String readme = read("README.md");
    String intro = readme.substring(0, readme.indexOf("\n## "));
    String text =
        intro
            + STARTING
            + ("\n## Install\n\n" + section(readme, "Install"))
            + ("\n## The manual\n\n" + section(readme, LIST));
    Markdown home = markdown("README.md", text, "index.html");
    return new Page("index.html", home.title(), "", home.body(), List.of());
  }

  /** What the manual says of a command, in the paragraphs that begin with it, as HTML. */
  String about(String command) throws IOException {
    String source = MANUAL + "/commands.md";
    StringBuilder found = new StringBuilder("# " + command + "\n\n");
    for (String block : read(source).split("\n\n+", -1)) {
      if (block.startsWith("`posttls-lint " + command + " ")
          || block.startsWith("`posttls-lint " + command + "`")) {
        found.append(block).append("\n\n");
      }
    }
    return markdown(source, found.toString(), "commands/" + command + ".html").body();
  }

  /** What stands below a heading of the second level. */
  private static String section(String text, String heading) {
    int start = text.indexOf("\n## " + heading + "\n");
    if (start < 0) {
      throw new IllegalStateException("README.md has no heading " + heading);
    }
    int from = text.indexOf('\n', start + 1);
    int end = text.indexOf("\n## ", from);
    return text.substring(from, end < 0 ? text.length() : end).strip() + "\n";
  }

  /** A file with the addresses of this build in the place of those that stand for nothing. */
  private String read(String source) throws IOException {
    return Files.readString(known.sources().resolve(source))
        .replace("https://git.example.org/posttls-lint", known.repository())
        .replace("registry.example.org/posttls-lint", known.image())
        .replace("OWNER/posttls-lint", known.repository().replaceFirst("https://[^/]*/", ""));
  }

  private Markdown markdown(String source, String text, String page) {
    return new Markdown(text, link -> lead(link, source, page));
  }

  /** The address on the site of one that a file of the repository has. */
  private String lead(String link, String source, String page) {
    if (link.contains("://") || link.startsWith("#")) {
      return link;
    }
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    String anchor = hash < 0 ? "" : link.substring(hash);
    String file = Path.of(source).resolveSibling(path).normalize().toString();
    String target = pages.get(file);
    String root = "../".repeat((int) page.chars().filter(c -> c == '/').count());
    return (target == null ? known.inRepository(file) : root + target) + anchor;
  }
}
