package io.github.posttlslint.site;

import io.github.posttlslint.cli.Main;
import io.github.posttlslint.report.RuleLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The build step that makes the site: files that any web server, or a disk, can hand out. */
public final class CompileSite {

  private CompileSite() {}

  /**
   * Makes it.
   *
   * @param args the top directory of the checkout, the directory for the site, the address of the
   *     project's repository, and that of the container image
   */
  public static void main(String[] args) throws IOException {
    Known known = Known.of(Path.of(args[0]), args[2], args[3], Main.version());
    write(known, Path.of(args[1]), RuleLinks.load().site());
  }

  private static void write(Known known, Path site, String address) throws IOException {
    Guide guide = new Guide(known);
    List<Page> pages = new ArrayList<>(guide.make());
    pages.addAll(new CommandPages(guide).make());
    pages.addAll(new ProfilePages(known).make());
    pages.addAll(new RulePages(known).make());
    pages.addAll(new ParameterPages(known).make());
    Frame frame = new Frame(known.version());
    for (Page page : pages) {
      Path file = site.resolve(page.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, frame.around(page));
    }
    Files.writeString(site.resolve("search.js"), SearchIndex.of(pages));
    Path sources = known.sources();
    Path report = sources.resolve("src/main/resources/io/github/posttlslint/report/report.css");
    Path own = sources.resolve("src/site/site.css");
    Files.writeString(site.resolve("site.css"), Files.readString(report) + Files.readString(own));
    Files.writeString(
        site.resolve("site.js"), Files.readString(sources.resolve("src/site/site.js")));
    for (String schema : List.of("configuration.schema.json", "rule.schema.json")) {
      String text = Files.readString(sources.resolve("rules").resolve(schema));
      String named =
          address.isEmpty() ? text : text.replace("https://posttls-lint.example.org", address);
      Files.writeString(site.resolve(schema), named);
    }
  }
}
