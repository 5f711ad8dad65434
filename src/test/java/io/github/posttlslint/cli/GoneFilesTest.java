package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.GitRepository;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code check --changed-files} where files were moved or deleted: pre-commit names none of these.
 */
@Slow
class GoneFilesTest {

  private static final String TLS =
      "myhostname = mx.example.com\nsmtpd_tls_security_level = may\n"
          + "smtpd_tls_chain_files = /etc/ssl/chain.pem\n";

  private static final String MISSING = "main.cf:3:1: error: smtpd_tls_chain_files names ";

  @TempDir Path temp;

  private GitRepository repository;

  @BeforeEach
  void makeRepository() throws Exception {
    repository = GitRepository.init(temp.toRealPath().resolve("top"));
    repository.write(".posttls-lint.yaml", "files: complete\nmap: {/etc/ssl: ssl}\n");
    repository.write("mail/main.cf", TLS);
    repository.write("other/main.cf", "permit_mynetworks\n");
    repository.write("ssl/chain.pem", "no key\n");
    repository.write("ssl/other.pem", "no key\n");
    repository.write("readme", "words\n");
    repository.commit("first");
  }

  private Run check(Map<String, String> environment, String... files) {
    List<String> words = new ArrayList<>(List.of("check", "-q", "--changed-files", "--"));
    words.addAll(List.of(files));
    return Cli.run(repository.top(), environment, words.toArray(String[]::new));
  }

  private static void assertFound(Run run) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("mail/" + MISSING).doesNotContain("other/");
    assertThat(run.status()).isEqualTo(1);
  }

  private static void assertNothing(Run run) {
    assertThat(run).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void aFileThatWasMovedIsMissedAtItsOldPlace() throws Exception {
    Files.createDirectory(repository.top().resolve("keys"));
    repository.git("mv", "ssl/chain.pem", "keys/chain.pem");
    assertFound(check(Map.of(), "keys/chain.pem"));
    assertFound(check(Map.of(), "readme", "keys/chain.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rm -q", "rm -q --cached"})
  void aFileThatWasDeletedIsMissed(String how) throws Exception {
    repository.git((how + " ssl/chain.pem").split(" "));
    Files.deleteIfExists(repository.top().resolve("ssl/chain.pem"));
    assertFound(check(Map.of()));
    repository.commit("deleted");
    assertNothing(check(Map.of()));
    assertFound(check(Map.of("PRE_COMMIT_FROM_REF", "HEAD~1")));
  }

  @Test
  void anyOtherDeletedFileLeadsToNoSetup() throws Exception {
    repository.git("rm", "-q", "readme");
    assertNothing(check(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--output=hacked", "-h"})
  void noRevisionIsAnOption(String revision) throws Exception {
    repository.git("rm", "-q", "ssl/chain.pem");
    assertFound(check(Map.of("PRE_COMMIT_FROM_REF", revision)));
    assertThat(repository.top().resolve("hacked")).doesNotExist();
  }

  @Test
  void aRevisionThatGitDoesNotKnowIsSaidToTellNothing() {
    Run run = check(Map.of("PRE_COMMIT_FROM_REF", "nowhere"), "mail/x");
    assertThat(run.err())
        .contains("PRE_COMMIT_FROM_REF=nowhere: which files are gone is not known: ");
    assertThat(run.out()).contains("mail/main.cf").doesNotContain("other/");
  }

  @Test
  void beforeTheFirstCommitNothingIsGone() throws Exception {
    repository = GitRepository.init(temp.toRealPath().resolve("new"));
    repository.write("main.cf", "permit_mynetworks\n");
    Run run = check(Map.of(), "main.cf");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
  }
}
