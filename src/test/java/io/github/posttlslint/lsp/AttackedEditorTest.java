package io.github.posttlslint.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.posttlslint.cli.Attacks;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What strangers put into a folder shows an editor nothing that {@code check} would not show. */
class AttackedEditorTest {

  @TempDir Path temporary;

  @Test
  @Slow
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void noFolderOfAStrangerShowsWhatLiesOutsideOrIsSecret() throws Exception {
    Program.require("mkfifo");
    Set<Path> folders = new LinkedHashSet<>();
    Attacks.below(temporary.toRealPath()).forEach(attack -> folders.add(attack.given()));
    try (RawClient client = new RawClient()) {
      client.initialize(folders.toArray(new Path[0]));
      for (Path folder : folders) {
        for (String name : List.of("main.cf", "master.cf")) {
          Path file = folder.resolve("mail").resolve(name);
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            client.open(file);
            askEverywhere(client, file);
          }
        }
      }
      assertThat(client.seen()).contains("smtpd_tls_chain_files").doesNotContain(Attacks.SECRET);
      assertThat(client.errors()).isEmpty();
    }
  }

  private static void askEverywhere(RawClient client, Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);
    for (int line = 0; line < lines.size(); line++) {
      int end = lines.get(line).length();
      for (int column : List.of(3, end)) {
        JsonObject position = new JsonObject();
        position.addProperty("line", line);
        position.addProperty("character", column);
        JsonObject document = new JsonObject();
        document.addProperty("uri", file.toUri().toString());
        JsonObject params = new JsonObject();
        params.add("textDocument", document);
        params.add("position", position);
        List<String> methods =
            column == end ? List.of("completion", "definition") : List.of("hover", "definition");
        for (String method : methods) {
          int before = client.seen().length();
          assertThat(client.ask("textDocument/" + method, params.toString())).isZero();
          if (method.equals("definition")) {
            assertThat(client.seen().substring(before)).doesNotContain("/" + Attacks.OUTSIDE);
          }
        }
      }
    }
  }
}
