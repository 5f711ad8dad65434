package io.github.posttlslint.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.cli.CommandTable;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.rule.FormerRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleText;
import io.github.posttlslint.run.rule.RuleYaml;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files of the site. */
class SiteTest {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LOADED =
      Pattern.compile(
          "<(?:script|link|img|iframe|object|embed|source)\\b[^>]*(?:href|src)=\"([^\"]*)\"");
  private static final Pattern FROZEN = Pattern.compile("(?m)^- \"([a-z][A-Za-z0-9-]+)\"$");

  @TempDir private static Path temp;
  private static Map<String, String> files;
  private static Map<String, RuleYaml.Loaded> rules;

  @BeforeAll
  static void make() throws IOException {
    ScratchSite.make(temp.resolve("site"));
    files = ScratchSite.read(temp.resolve("site"));
    rules = RuleFiles.builtIn(Path.of("rules"));
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new HashMap<>(files);
    pages.keySet().removeIf(path -> !path.endsWith(".html"));
    return pages;
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everyRuleFormerIdParameterProfileCommandAndChapterHasItsPage() throws IOException {
    Set<String> wanted = new TreeSet<>();
    rules.keySet().forEach(id -> wanted.add("rules/" + id + ".html"));
    FormerRules.all().keySet().forEach(id -> wanted.add("rules/" + id + ".html"));
    Parameters.load().all().forEach(name -> wanted.add("parameters/" + name + ".html"));
    CommandTable.COMMANDS.forEach(one -> wanted.add("commands/" + one.name() + ".html"));
    for (RuleYaml.Loaded loaded : rules.values()) {
      String profile = loaded.rule().profile();
      if (profile != null) {
        wanted.add("profiles/" + profile + ".html");
      }
    }
    for (Path file : Readme.files()) {
      String name = file.getFileName().toString().replace(".md", ".html");
      wanted.add(file.startsWith(Readme.MANUAL) ? "guide/" + name : "index.html");
    }
    for (String folder : List.of("rules", "parameters", "profiles", "commands", "guide")) {
      wanted.add(folder + "/index.html");
    }
    for (String name :
        List.of("rule-files", "kinds", "contributing", "security", "changes", "speed")) {
      wanted.add("guide/" + name + ".html");
    }
    assertThat(pages().keySet()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  /** Addresses are handed out with a release, and stay. */
  @Test
  void everyIdOfAReleaseHasAPage() throws IOException {
    String frozen = Files.readString(Path.of("src/test/resources/frozen/0.1.0.yaml"));
    Set<String> ids = new HashSet<>(all(FROZEN, frozen));
    assertThat(ids).hasSizeGreaterThan(400).contains("cert-expired");
    for (String id : ids) {
      assertThat(files).containsKey("rules/" + id + ".html");
    }
  }

  @Test
  void formerIdLeadsToTheRulesThatTellTheSame() {
    FormerRules.all()
        .forEach(
            (id, now) -> {
              String page = files.get("rules/" + id + ".html");
              assertThat(all(LINK, page))
                  .as(id)
                  .containsAll(now.stream().map(one -> one + ".html").toList());
            });
  }

  @Test
  void everyLinkLeadsToAFileAndAnchorOfTheSite() {
    Map<String, Set<String>> anchors = new HashMap<>();
    pages().forEach((path, page) -> anchors.put(path, new HashSet<>(all(ID, page))));
    int links = 0;
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, String> page : pages().entrySet()) {
      for (String link : all(LINK, page.getValue())) {
        if (link.startsWith("https://") || link.startsWith("http://")) {
          continue;
        }
        links++;
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        String target =
            path.isEmpty()
                ? page.getKey()
                : Path.of(page.getKey()).resolveSibling(path).normalize().toString();
        boolean isThere =
            files.containsKey(target)
                && (hash < 0 || anchors.get(target).contains(link.substring(hash + 1)));
        if (!isThere) {
          broken.add(page.getKey() + " -> " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(10_000);
  }

  /** What is shown of the repository is there, as the address of its released state says. */
  @Test
  void everyLinkToTheRepositoryLeadsToAFileOfIt() {
    String start = ScratchSite.REPOSITORY + "/blob/";
    Set<String> paths = new TreeSet<>();
    for (String page : pages().values()) {
      for (String link : all(LINK, page)) {
        if (link.startsWith(start)) {
          paths.add(link.substring(link.indexOf('/', start.length()) + 1).replaceFirst("#.*", ""));
        }
      }
    }
    assertThat(paths).hasSizeGreaterThan(rules.size());
    assertThat(paths).allSatisfy(path -> assertThat(Path.of(path)).exists());
  }

  @Test
  void everyAnchorIsThereOnce() {
    pages().forEach((path, page) -> assertThat(all(ID, page)).as(path).doesNotHaveDuplicates());
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    for (Map.Entry<String, String> page : pages().entrySet()) {
      assertThat(all(LOADED, page.getValue()))
          .as(page.getKey())
          .hasSize(2)
          .allMatch(one -> one.matches("(?:[.][.]/)?site[.](?:css|js)"));
      assertThat(page.getValue())
          .as(page.getKey())
          .contains("content=\"default-src 'none'; ")
          .doesNotContain(
              "<th scope=\"col\"></th>", "style=\"", " onclick", "http-equiv=\"refresh\"");
    }
    assertThat(files.get("site.css")).doesNotContain("url(", "@import", "http");
    assertThat(files.get("site.js")).doesNotContain("http", "fetch(", "innerHTML", "eval(");
  }

  @Test
  void sameCommitGivesTheSameBytes() throws IOException {
    ScratchSite.make(temp.resolve("again"));
    assertThat(ScratchSite.read(temp.resolve("again"))).isEqualTo(files);
  }

  @Test
  void addressesOfTheBuildStandInThePlaceOfThoseThatStandForNothing() {
    String told = String.join("\n", files.values());
    assertThat(told)
        .contains(ScratchSite.REPOSITORY + "/releases/latest", ScratchSite.IMAGE + ":")
        .doesNotContain("git.example.org/posttls", "registry.example.org", "OWNER/");
  }

  @Test
  void pageOfARuleShowsWhatItsFileSays() {
    for (RuleYaml.Loaded loaded : rules.values()) {
      Rule rule = loaded.rule();
      String page = words(files.get("rules/" + rule.id() + ".html"));
      assertThat(page)
          .contains(rule.title(), blanks(loaded.text().why()), blanks(loaded.text().mend()));
      for (RuleText.Example example : loaded.text().examples()) {
        assertThat(page).contains((example.bad() ? "Bad: " : "Good: ") + blanks(example.title()));
        if (example.files().get("main.cf") instanceof String text) {
          assertThat(page).as(rule.id()).contains(blanks(text));
        }
      }
      for (RuleText.Reference reference : loaded.text().references()) {
        assertThat(page).contains(blanks(reference.text()));
      }
    }
  }

  /** The text without tags, blanks being blanks. */
  private static String words(String html) {
    return html.replaceAll("</?[a-z][^<>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }

  private static String blanks(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void reportedLineOfABadExampleIsMarked() {
    assertThat(files.get("rules/auth-plaintext-offered.html"))
        .contains(
            "<mark>smtpd_sasl_auth_enable = yes</mark>", "<mark>smtpd_tls_auth_only = no</mark>");
  }

  @Test
  void placesThatARuleFileExpectsAreMarkedOrTold() {
    assertThat(files.get("rules/chain-issuer-missing.html")).contains("Reported at cert.pem:1.");
    for (RuleYaml.Loaded loaded : rules.values()) {
      if (loaded.text().examples().stream().anyMatch(example -> !example.expect().isEmpty())) {
        String page = files.get("rules/" + loaded.rule().id() + ".html");
        assertThat(page.contains("<mark>") || page.contains("Reported at "))
            .as(loaded.rule().id())
            .isTrue();
      }
    }
  }

  @Test
  void everyKeyOfTheConfigurationFileIsExplained() throws IOException {
    String schema = Files.readString(Path.of("rules/configuration.schema.json"));
    List<String> keys = new ArrayList<>();
    new ObjectMapper().readTree(schema).get("properties").fieldNames().forEachRemaining(keys::add);
    assertThat(keys).contains("overrides", "require-reasons");
    assertThat(all(Pattern.compile("id=\"key-([^\"]*)\""), files.get("guide/configuring.html")))
        .containsExactlyElementsOf(keys);
    assertThat(files.get("guide/configuring.html")).doesNotContain("<td></td>");
  }

  @Test
  void nothingIsLarge() {
    long all = files.values().stream().mapToLong(String::length).sum();
    assertThat(all).isLessThan(8_000_000);
    assertThat(files.get("search.js")).hasSizeLessThan(600_000);
  }
}
