package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a program that was built with an address of the site, and of one without. */
class SiteAddressIT {

  private static final Path HOME = Path.of(System.getProperty("posttlslint.home"));

  @TempDir Path temp;

  /** The text, with links as on a terminal; the page and SARIF go into files. */
  private String check(String address) throws Exception {
    Path data = temp.resolve("data/io/github/posttlslint/report");
    Files.createDirectories(data);
    Files.writeString(data.resolve("site.txt"), address + "\n");
    Commands commands = new Commands(temp);
    commands.set("FORCE_HYPERLINK", "1");
    Commands.Outcome outcome =
        commands.run(
            Path.of("").toAbsolutePath(),
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Dposttlslint.data=" + temp.resolve("data"),
            "-cp",
            HOME.resolve("lib/posttls-lint.jar").toString(),
            "io.github.posttlslint.cli.Main",
            "check",
            "samples/smarthost/bad",
            "-o",
            "sarif=" + temp.resolve("sarif"),
            "-o",
            "html=" + temp.resolve("html"));
    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    return outcome.output();
  }

  private JsonNode rules() throws Exception {
    return new ObjectMapper()
        .readTree(temp.resolve("sarif").toFile())
        .at("/runs/0/tool/driver/rules");
  }

  @Test
  void reportsLeadToThePagesOfTheRules() throws Exception {
    String pages = "https://posttls-lint.test/manual/rules/";
    String text = check("https://posttls-lint.test/manual/");
    String page = pages + "smtp-465-without-wrapper.html";
    assertThat(text).contains("\033]8;;" + page + "\033\\smtp-465-without-wrapper");
    assertThat(temp.resolve("html")).content().contains("href=\"" + page + "\"");
    assertThat(rules()).isNotEmpty();
    for (JsonNode rule : rules()) {
      assertThat(rule.get("helpUri").asText()).isEqualTo(pages + rule.get("id").asText() + ".html");
    }
  }

  @Test
  void withoutAnAddressThereIsNoHelpUriAndTextLeadsToTheReference() throws Exception {
    assertThat(check("")).contains("\033]8;;https://www.postfix.org/");
    assertThat(temp.resolve("html")).content().doesNotContain("/rules/");
    assertThat(rules()).isNotEmpty().noneMatch(rule -> rule.has("helpUri"));
  }
}
