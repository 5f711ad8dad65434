package io.github.posttlslint.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.testkit.Browser;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site in a real browser, opened from the disk, as out of the Debian package. */
@Slow
class SiteBrowserTest {

  /** Of each kind of page one, the longest among them. */
  private static final List<String> SAMPLE =
      List.of(
          "index.html",
          "guide/starting.html",
          "guide/pipelines.html",
          "rules/index.html",
          "rules/auth-plaintext-offered.html",
          "rules/clients-shut-out.html",
          "rules/dane-disable-dns.html",
          "parameters/smtpd_tls_protocols.html",
          "profiles/bsi-tr-02102.html",
          "commands/check.html");

  private static final String RESULTS =
      "[...document.querySelectorAll('#found a')].map(a => a.getAttribute('href').replace(/.*[/]site[/]/, ''))";

  @TempDir private static Path temp;
  private static Path site;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    site = temp.resolve("site");
    ScratchSite.make(site);
    browser = Browser.start(temp);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(String page, boolean scripts, boolean dark) throws Exception {
    browser.open(site.resolve(page).toUri(), scripts, dark);
  }

  /** Types into the field, and waits for what is found. */
  private static List<String> search(String text) throws Exception {
    browser.eval(
        "new Promise(done => { const field = document.getElementById('query'); field.focus(); field.value = '"
            + text
            + "'; field.dispatchEvent(new Event('input')); const look = () =>"
            + " /found|first|Nothing/.test(document.getElementById('count').textContent)"
            + " ? done(1) : setTimeout(look, 20); look(); })");
    JsonNode found = browser.eval(RESULTS);
    return java.util.stream.StreamSupport.stream(found.spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void searchFindsRulesParametersAndChaptersByNameAndByWords() throws Exception {
    open("guide/dns.html", true, false);
    assertThat(search("cert-expired").get(0)).isEqualTo("rules/cert-expired.html");
    assertThat(search("smtpd_tls_security_level").get(0))
        .isEqualTo("parameters/smtpd_tls_security_level.html");
    assertThat(search("everybody read private key")).contains("rules/key-world-readable.html");
    assertThat(search("dane-disable-dns")).contains("rules/dane-disable-dns.html");
    assertThat(search("certbot timer")).anyMatch(page -> page.startsWith("guide/monitoring.html"));
    assertThat(search("--write-baseline")).contains("commands/check.html");
    assertThat(search("Everybody on this host can read the private key").get(0))
        .isEqualTo("rules/key-world-readable.html");
    assertThat(search("[cert-self-signed]")).containsExactly("rules/cert-self-signed.html");
    assertThat(search("-o smtpd_tls_security_level has a blank beside its =: smtpd exits").get(0))
        .isEqualTo("rules/mcf-option-blanks.html");
    assertThat(search("no shared cipher")).anyMatch(page -> page.startsWith("rules/"));
    assertThat(search("no such thing at all as zwieback")).isEmpty();
    assertThat(browser.eval("document.getElementById('count').textContent").asText())
        .isEqualTo("Nothing was found.");
  }

  @Test
  void keysReachTheSearchItsResultsAndTheirPage() throws Exception {
    open("rules/index.html", true, false);
    browser.press("Tab");
    assertThat(browser.eval("document.activeElement.className").asText()).isEqualTo("skip");
    for (int i = 0; i < 7; i++) {
      browser.press("Tab");
    }
    assertThat(browser.eval("document.activeElement.id").asText()).isEqualTo("query");
    search("cert-expired");
    browser.press("Tab");
    assertThat(browser.eval("document.activeElement.getAttribute('href')").asText())
        .endsWith("/rules/cert-expired.html");
    browser.eval("document.getElementById('query').focus()");
    browser.press("Enter");
    browser.eval("new Promise(done => setTimeout(() => done(1), 300))");
    assertThat(browser.eval("document.querySelector('h1').textContent").asText())
        .isEqualTo("cert-expired");
  }

  @Test
  void nothingIsLoadedButTheSitesOwnFilesUnderItsOwnPolicy() throws Exception {
    open("rules/cert-expired.html", true, false);
    search("expired");
    assertThat(browser.requests())
        .hasSize(4)
        .allMatch(request -> request.startsWith(site.toUri().toString()));
    browser.eval(
        "document.head.append(Object.assign(document.createElement('script'), {textContent: 'document.title = 1'}))");
    assertThat(browser.eval("document.title").asText()).startsWith("cert-expired");
  }

  @Test
  void withoutScriptsAllIsThereButTheSearch() throws Exception {
    open("rules/cert-expired.html", false, false);
    assertThat(browser.eval("document.getElementById('search').offsetHeight").asInt()).isZero();
    assertThat(browser.eval("document.querySelectorAll('.example').length").asInt()).isPositive();
  }

  @Test
  void nothingIsWiderThanANarrowScreen() throws Exception {
    for (int width : new int[] {400, 1400}) {
      browser.resize(width, 900);
      for (String page : SAMPLE) {
        open(page, true, false);
        assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
            .as(page)
            .isLessThanOrEqualTo(width);
      }
    }
    browser.resize(1280, 900);
  }

  @Test
  void accessibilityCheckerFindsNothing() throws Exception {
    String axe = Files.readString(NpmPackage.require("axe-core/axe.min.js"));
    for (String page : SAMPLE) {
      open(page, true, false);
      // more tables like the first one would take seconds
      browser.eval("document.querySelectorAll('.rules ~ .rules').forEach(table => table.remove())");
      assertThat(violations(axe, "")).as(page).isEmpty();
    }
    for (String page : List.of("guide/starting.html", "rules/auth-plaintext-offered.html")) {
      open(page, true, true);
      assertThat(violations(axe, ", runOnly: ['color-contrast']")).as(page + ", dark").isEmpty();
    }
    open("index.html", true, false);
    search("certificate");
    assertThat(violations(axe, "")).as("results of a search").isEmpty();
  }

  private static JsonNode violations(String axe, String only) throws Exception {
    browser.eval(axe + "; 0");
    return browser.eval(
        "axe.run(document, {resultTypes: ['violations']"
            + only
            + "}).then(r => r.violations.map(v => v.id + ': ' + v.help + ' '"
            + " + v.nodes.slice(0, 3).map(n => n.html)))");
  }

  @Test
  void darkPageIsDark() throws Exception {
    open("rules/cert-expired.html", true, true);
    assertThat(browser.eval("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(20, 23, 26)");
  }
}
