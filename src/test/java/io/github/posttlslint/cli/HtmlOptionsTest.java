package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlOptionsTest {

  @TempDir Path directory;

  private String page(String... options) throws IOException {
    Files.writeString(directory.resolve("main.cf"), "smtpd_tls_security_level = may\n");
    String[] words = new String[options.length + 6];
    String[] first = {"check", "main.cf", "--now", "2026-01-31", "-f", "html"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(options, 0, words, first.length, options.length);
    CommandLine.Result result = CommandLine.run(directory, words);
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  @Test
  void aPageNamesTheOptionsThatDecideOnFindings() throws IOException {
    assertThat(page("--profile", "rfc9325", "--files", "complete", "--expiry-days", "7"))
        .contains("Judged for 2026-01-31 00:00 UTC with --files complete, --profile rfc9325,")
        .contains("--expiry-days 7.");
    assertThat(page()).contains("Judged for 2026-01-31 00:00 UTC.");
  }

  @Test
  void aPageNamesNoDirectoryOfThisMachine() throws IOException {
    Path config = Files.writeString(directory.resolve("own settings.yaml"), "files: partial\n");
    assertThat(page("--config", config.toString()))
        .contains("with --config own settings.yaml.")
        .doesNotContain(directory.toString());
  }
}
