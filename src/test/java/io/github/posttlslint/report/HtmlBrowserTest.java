package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.lint.Report;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. */
class HtmlBrowserTest {
  /** Chromium's switch for the colours that a person prefers. */
  private static final String DARK = "--blink-settings=preferredColorScheme=0";

  private static final String LIGHT = "--blink-settings=preferredColorScheme=1";

  @TempDir private Path directory;

  /** The document after its scripts have run. */
  private String open(String page, String... options) throws Exception {
    Path file = Files.writeString(directory.resolve("page.html"), page);
    Path dom = directory.resolve("dom.html");
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.require("chromium").toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + directory.resolve("profile"),
                "--virtual-time-budget=20000",
                "--dump-dom"));
    command.addAll(List.of(options));
    command.add(file.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(directory.resolve("log").toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("Chromium ends").isTrue();
    return Files.readString(dom);
  }

  /** The page without its policy, and with a script of the test at its end. */
  private static String withScript(Report report, String script) throws IOException {
    String page = Reports.write(ReportFormat.HTML, report);
    int meta = page.indexOf("<meta http-equiv=");
    String open = page.substring(0, meta) + page.substring(page.indexOf('\n', meta));
    return open.replace("</body>", "<script>" + script + "</script></body>");
  }

  @Test
  void scriptRunsUnderThePagesOwnPolicy() throws Exception {
    String dom = open(Reports.write(ReportFormat.HTML, SampleReport.report()));
    assertThat(dom).contains("4 of 4 findings shown");
  }

  @Test
  void pagePolicyStopsAnyOtherScript() throws Exception {
    String page = Reports.write(ReportFormat.HTML, SampleReport.report());
    String dom = open(page.replace("</body>", "<script>document.title = 'got in'</script></body>"));
    assertThat(dom).doesNotContain("<title>got in</title>");
  }

  @Test
  void filterHidesWhatDoesNotFit() throws Exception {
    String dom =
        open(
            withScript(
                SampleReport.report(),
                """
                var form = document.getElementById("filter");
                form.querySelector("input[value=note]").checked = false;
                form.elements.text.value = "ENCRYPTED";
                form.dispatchEvent(new Event("input"));
                """));
    assertThat(dom).contains("1 of 4 findings shown");
  }

  @Test
  void filterKnowsTheServices() throws Exception {
    String dom =
        open(
            withScript(
                SampleReport.report(),
                """
                var form = document.getElementById("filter");
                form.elements.service.value = "submission/inet";
                form.dispatchEvent(new Event("input"));
                """));
    assertThat(dom).contains("2 of 4 findings shown");
  }

  @ParameterizedTest
  @ValueSource(strings = {LIGHT, DARK})
  void accessibilityCheckerFindsNothing(String colours) throws Exception {
    String axe =
        Files.readString(NpmPackage.require("axe-core/axe.min.js"), StandardCharsets.UTF_8);
    String dom =
        open(
            withScript(
                SampleReport.troubled(),
                axe.replace("</script", "<\\/script")
                    + """
                    ;
                    document.querySelectorAll("details").forEach(d => d.open = true);
                    axe.run().then(result => {
                      document.title = result.violations.length + " violations";
                      document.body.textContent = JSON.stringify(result.violations, null, 1);
                    });
                    """),
            colours);
    int body = dom.indexOf("<body");
    assertThat(dom).as(dom.substring(body)).contains("<title>0 violations</title>");
  }

  @Test
  void darkPageIsDark() throws Exception {
    String dom =
        open(
            withScript(
                SampleReport.report(),
                "document.title = getComputedStyle(document.body).backgroundColor;"),
            DARK);
    assertThat(dom).contains("<title>rgb(20, 23, 26)</title>");
  }
}
