package io.github.posttlslint.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.testkit.Browser;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Slow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
@Slow
class HtmlBrowserTest {
  private static final String SHOWN = "document.getElementById('shown').textContent";

  /** In the dark, only the colours differ. */
  private static final String COLOURS_ONLY = ", runOnly: ['color-contrast']";

  /** The hosts between are copies of the first one, and would take a minute. */
  private static final String COPIES =
      IntStream.rangeClosed(2, 10).mapToObj(i -> "'#setup-" + i + "'").collect(joining(","));

  @TempDir private static Path directory;
  private static Browser browser;

  /** The page of a run with more than a thousand findings. */
  private static String hosts;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(directory);
    hosts = RealRuns.hosts().getOrDefault(ReportFormat.HTML, "");
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static String page(Report report) throws IOException {
    return Reports.write(ReportFormat.HTML, report);
  }

  /** Milliseconds that a page may take, on a busy machine. */
  private static final double MOMENT = 1500;

  /** Sets a field of the filter, and tells how many findings are shown then. */
  private static String filter(String change) throws Exception {
    return browser
        .eval(
            "(() => { const form = document.getElementById('filter'), want = form.elements;"
                + change
                + "; form.dispatchEvent(new Event('input')); return "
                + SHOWN
                + "; })()")
        .asText();
  }

  @Test
  void scriptRunsUnderThePagesOwnPolicyAndNothingIsLoaded() throws Exception {
    browser.open(page(SampleReport.report()));
    assertThat(browser.eval(SHOWN).asText()).isEqualTo("4 of 4 findings shown");
    assertThat(browser.requests()).hasSize(1).first().asString().startsWith("file:");
  }

  @Test
  void pagePolicyStopsAnyOtherScript() throws Exception {
    String page = page(SampleReport.report());
    browser.open(page.replace("</body>", "<script>document.title = 'got in'</script></body>"));
    assertThat(browser.eval("document.title").asText()).doesNotContain("got in");
  }

  @Test
  void withoutScriptsAllIsThereAndTheFilterIsNot() throws Exception {
    browser.open(page(SampleReport.report()), false, false);
    assertThat(visible(".finding")).isEqualTo(4);
    assertThat(visible("#filter")).isZero();
    assertThat(browser.eval("document.querySelectorAll('details').length").asInt()).isPositive();
  }

  private static int visible(String selector) throws Exception {
    return browser
        .eval(
            "[...document.querySelectorAll('" + selector + "')].filter(e => e.offsetHeight).length")
        .asInt();
  }

  @Test
  void filterHidesWhatDoesNotFit() throws Exception {
    browser.open(page(SampleReport.report()));
    assertThat(filter("form.querySelector('input[value=note]').checked = false"))
        .isEqualTo("3 of 4 findings shown");
    assertThat(filter("want.text.value = 'ENCRYPTED'")).isEqualTo("1 of 4 findings shown");
    assertThat(visible(".finding")).isEqualTo(1);
    assertThat(filter("form.reset(), want.service.value = 'submission/inet'"))
        .isEqualTo("2 of 4 findings shown");
    assertThat(filter("form.reset(), want.rule.value = 'odd-hostname'"))
        .isEqualTo("1 of 4 findings shown");
  }

  @Test
  void filterIsQuickWithAThousandFindings() throws Exception {
    browser.open(hosts);
    assertThat(hosts.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
    int all = browser.eval("document.querySelectorAll('.finding').length").asInt();
    assertThat(all).isGreaterThan(1000);
    assertThat(browser.requests()).hasSize(1);
    assertThat(filter("want.file.value = 'hosts/odd/etc/postfix/main.cf'"))
        .isEqualTo("93 of " + all + " findings shown");
    assertThat(filter("form.reset(), want.text.value = 'no such text'"))
        .isEqualTo("0 of " + all + " findings shown");
    assertThat(visible(".group")).isZero();
    long before = System.nanoTime();
    filter("form.reset(), want.group.value = 'rule'");
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    assertThat(visible(".finding")).isEqualTo(all);
  }

  @Test
  void tenThousandFindingsStaySmooth() throws Exception {
    Report one = SampleReport.report();
    List<Report.SetupReport> setups = Collections.nCopies(2_500, one.setups().get(0));
    browser.open(page(new Report(one.toolVersion(), setups, one.rules(), one.problems())));
    assertThat(browser.eval(SHOWN).asText()).isEqualTo("10000 of 10000 findings shown");
    for (String change :
        List.of(
            "want.text.value = 'ENCRYPTED'",
            "form.reset(), want.rule.value = 'odd-hostname'",
            "form.reset(), want.group.value = 'rule'",
            "form.reset()")) {
      String watched =
          "(() => { const form = document.getElementById('filter'), want = form.elements,"
              + " from = performance.now();"
              + change
              + "; form.dispatchEvent(new Event('input'));"
              + " const seen = document.body.offsetHeight; return performance.now() - from; })()";
      assertThat(browser.eval(watched).asDouble()).as(change).isLessThan(MOMENT);
    }
  }

  @Test
  void findingsCanBeGroupedByRuleAndBack() throws Exception {
    browser.open(page(SampleReport.report()));
    String headings = "[...document.querySelectorAll('.group h4')].map(h => h.textContent).join()";
    String places = "[...document.querySelectorAll('.place')].map(h => h.textContent).join()";
    String byFile = browser.eval(headings).asText() + browser.eval(places).asText();
    filter("want.group.value = 'rule'");
    assertThat(browser.eval(headings).asText())
        .isEqualTo("duplicate-parameter,encrypted-private-key,legacy-protocols,odd-hostname");
    assertThat(browser.eval(places).asText()).startsWith("mail/main.cf:4,mail/main.cf:3,");
    filter("want.group.value = 'file'");
    assertThat(browser.eval(headings).asText() + browser.eval(places).asText()).isEqualTo(byFile);
  }

  /** Two set-ups, of which one has what the other has not. */
  private static Report two() {
    Report one = SampleReport.report();
    List<Report.SetupReport> setups = new ArrayList<>(one.setups());
    Report.SetupReport first = setups.get(0);
    setups.add(
        new Report.SetupReport(
            first.setup(),
            first.findings().subList(0, 1),
            List.of(),
            List.of(),
            first.sources(),
            first.now(),
            List.of()));
    return new Report(one.toolVersion(), setups, one.rules(), one.problems());
  }

  @Test
  void setupsWithoutMatchesAreHiddenInTheIndexToo() throws Exception {
    browser.open(page(two()));
    assertThat(visible("section[id^=setup-]")).isEqualTo(2);
    String other =
        browser.eval("[...document.querySelectorAll('#setup-2 .rule')][0].textContent").asText();
    String all =
        "[...new Set([...document.querySelectorAll('#setup-1 .rule')].map(r => r.textContent))].find(r => r !== '"
            + other
            + "')";
    String only = browser.eval(all).asText();
    filter("want.rule.value = '" + only + "'");
    assertThat(visible("section[id^=setup-]")).isEqualTo(1);
    assertThat(visible("#index tbody tr")).isEqualTo(1);
    filter("form.reset()");
    assertThat(visible("#index tbody tr")).isEqualTo(2);
  }

  @Test
  void severitiesOfAllSetupsStandTogetherTheWorstFirst() throws Exception {
    browser.open(page(two()));
    filter("want.group.value = 'severity'");
    String names =
        "[...document.querySelectorAll('#together .group h4')].map(h => h.textContent).join()";
    assertThat(browser.eval(names).asText()).isEqualTo("error,warning,note");
    assertThat(visible("section[id^=setup-]")).isZero();
    assertThat(visible("#together .finding")).isEqualTo(5);
    filter("want.group.value = 'file'");
    assertThat(visible("#together")).isZero();
    assertThat(visible("section[id^=setup-] .finding")).isEqualTo(5);
  }

  @Test
  void findingsAreSortedBySeverity() throws Exception {
    browser.open(page(SampleReport.report()));
    filter("want.group.value = 'set-up', want.sort.value = 'severity'");
    String kinds = "[...document.querySelectorAll('.finding')].map(f => f.dataset.severity).join()";
    assertThat(browser.eval(kinds).asText()).isEqualTo("error,warning,warning,note");
  }

  @Test
  void theFilterLivesInTheAddress() throws Exception {
    String page = page(SampleReport.report());
    browser.open(page);
    filter("want.text.value = 'a & b', form.querySelector('input[value=note]').checked = false");
    assertThat(browser.eval("location.hash").asText()).isEqualTo("#without=note&text=a%20%26%20b");
    browser.eval("location.hash = '#rule=odd-hostname'");
    browser.eval("new Promise(done => setTimeout(() => done(1), 100))");
    assertThat(browser.eval(SHOWN).asText()).isEqualTo("1 of 4 findings shown");
    assertThat(browser.eval("document.getElementById('filter').elements.text.value").asText())
        .isEmpty();
    filter("form.reset()");
    browser.eval("new Promise(done => setTimeout(() => done(1), 100))");
    assertThat(browser.eval("location.hash").asText()).isEmpty();
  }

  @Test
  void aLinkToAFindingThatIsHiddenShowsIt() throws Exception {
    browser.open(page(SampleReport.report()));
    String link =
        browser.eval("document.querySelector('.finding .link').getAttribute('href')").asText();
    filter("want.text.value = 'no such text'");
    browser.eval("location.hash = '" + link + "'");
    browser.eval("new Promise(done => setTimeout(() => done(1), 100))");
    assertThat(browser.eval(SHOWN).asText()).isEqualTo("4 of 4 findings shown");
  }

  @Test
  void aFixCanBeCopied() throws Exception {
    browser.open(page(SampleReport.report()));
    assertThat(visible(".fix .copy")).isPositive();
    browser.eval(
        "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
    browser.eval("document.querySelector('.fix .copy').click()");
    String added =
        "[...document.querySelector('.fix .copy').parentNode.querySelectorAll('ins')].map(i => i.textContent.slice(2) + '\\n').join('')";
    assertThat(browser.eval("window.copied").asText())
        .isEqualTo(browser.eval(added).asText())
        .isNotEmpty();
  }

  /** What goes beyond the right edge. */
  private static String beyond(int width) {
    String script =
        "[...document.querySelectorAll('main *, header *')]"
            + ".filter(e => e.getBoundingClientRect().right > "
            + width
            + ").slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40))"
            + ".join('; ')";
    try {
      return browser.eval(script).asText();
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Test
  void nothingIsWiderThanANarrowScreen() throws Exception {
    for (Report report : List.of(SampleReport.report(), two())) {
      browser.open(page(report));
      for (int width : new int[] {400, 1400}) {
        browser.resize(width, 900);
        assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
            .as(() -> width + " pixels: " + beyond(width))
            .isLessThanOrEqualTo(width);
      }
    }
    browser.resize(1280, 900);
  }

  @Test
  void keysReachTheFilterAndTheExplanations() throws Exception {
    browser.open(page(SampleReport.report()));
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      browser.press("Tab");
      String name = "document.activeElement.name || document.activeElement.tagName";
      reached.add(browser.eval(name).asText());
      if (reached.get(i).equals("SUMMARY")) {
        browser.press("Enter");
        break;
      }
    }
    assertThat(reached).containsSubsequence("file", "rule", "service", "text", "group", "SUMMARY");
    assertThat(browser.eval("document.activeElement.parentNode.open").asBoolean()).isTrue();
  }

  @Test
  void onPaperTheFilterIsGoneAndTheExplanationsAreOpen() throws Exception {
    browser.open(page(SampleReport.report()));
    browser.print();
    assertThat(visible("#filter")).isZero();
    assertThat(browser.eval("document.querySelectorAll('details:not([open])').length").asInt())
        .isZero();
  }

  @Test
  void textOfAConfigurationStaysText() throws Exception {
    browser.open(hosts);
    assertThat(browser.eval("document.querySelectorAll('script').length").asInt()).isEqualTo(1);
    String bold = "[...document.querySelectorAll('mark, pre, td')].some(e => e.querySelector('b'))";
    assertThat(browser.eval(bold).asBoolean()).isFalse();
  }

  @Test
  void darkPageIsDark() throws Exception {
    browser.open(page(SampleReport.report()), true, true);
    assertThat(browser.eval("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(20, 23, 26)");
  }

  @Test
  void readmeShowsPicturesOfTheReports() throws Exception {
    String[] check = {
      "check", "--now", RealRuns.NOW, "samples/submission/bad", "--color", "always"
    };
    browser.open(TerminalPage.of(Cli.runWith(Map.of("COLUMNS", "118"), check).out()));
    assertPicture("terminal.png", 1000, 640);
    browser.open(RealRuns.run("html", "samples/submission/bad"));
    assertPicture("page.png", 1000, 1000);
    browser.open(RealRuns.run("html", "samples/client-certificates/good"), true, true);
    browser.picture(1000, 480);
    browser.eval("document.querySelector('.chain').previousElementSibling.scrollIntoView()");
    assertPicture("page-dark.png", 1000, 480);
  }

  /** Takes the picture, and with {@code -Drefresh.reports} keeps it. */
  private static void assertPicture(String name, int width, int height) throws Exception {
    byte[] picture = browser.picture(width, height);
    Path kept = Path.of("reports", name);
    if (System.getProperty("refresh.reports") != null) {
      Files.write(kept, picture);
    }
    BufferedImage image = ImageIO.read(kept.toFile());
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
    assertThat(picture).hasSizeBetween(10_000, 200_000);
    assertThat(Files.readString(Path.of("README.md"))).contains("](reports/" + name + ")");
  }

  @Test
  void accessibilityCheckerFindsNothing() throws Exception {
    String axe =
        Files.readString(NpmPackage.require("axe-core/axe.min.js"), StandardCharsets.UTF_8);
    Map<String, String> pages = new LinkedHashMap<>();
    for (String sample : RealRuns.SAMPLES) {
      pages.put(sample, RealRuns.sample(sample).getOrDefault(ReportFormat.HTML, ""));
    }
    pages.put("troubled", page(SampleReport.troubled()));
    pages.put("hosts", hosts);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      for (boolean dark : List.of(false, true)) {
        browser.open(page.getValue(), true, dark);
        browser.eval("document.querySelectorAll('details').forEach(d => d.open = true)");
        // what is out of sight has no colours until it is looked at
        browser.eval(
            "document.querySelectorAll('section, .finding')"
                + ".forEach(e => e.style.contentVisibility = 'visible')");
        browser.eval(axe + "; 0");
        JsonNode violations =
            browser.eval(
                "axe.run({exclude: ["
                    + COPIES
                    + "]}, {resultTypes: ['violations']"
                    + (dark ? COLOURS_ONLY : "")
                    + "}).then(r => r.violations.map(v => v.id + ': ' + v.help + ' '"
                    + " + v.nodes.slice(0, 3).map(n => n.html)))");
        assertThat(violations).as(page.getKey() + (dark ? ", dark" : ", light")).isEmpty();
      }
    }
  }
}
