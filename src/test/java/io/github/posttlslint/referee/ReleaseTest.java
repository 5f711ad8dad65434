package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class ReleaseTest {

  @TempDir Path directory;

  @Test
  void whatWasNotFetchedIsLeftOutByName() throws IOException, InterruptedException {
    Release.Staged staged = Release.staged(directory);
    assertThat(staged.releases()).isEmpty();
    assertThat(staged.leftOut())
        .hasSize(3)
        .contains(
            "Postfix 3.5 of bullseye has not been fetched: see src/test/referee/stage-postfix");
  }

  @Test
  void whatWasFetchedAndDoesNotRunIsAnError() throws IOException {
    Files.createDirectory(directory.resolve("trixie"));
    assertThatThrownBy(() -> Release.staged(directory))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining(directory.resolve("trixie").toString());
  }

  @Test
  void aSuiteThatHasAnotherReleaseByNowIsLeftOut() throws IOException, InterruptedException {
    Optional<Release> trixie =
        Release.staged().releases().stream().filter(one -> one.from().equals("trixie")).findAny();
    assumeThat(trixie).as("Postfix of trixie, which has not been fetched").isPresent();
    Path link = directory.resolve("bullseye");
    Files.createSymbolicLink(link, trixie.get().root());
    Release.Staged staged = Release.staged(directory);
    Files.delete(link);
    assertThat(staged.leftOut())
        .anyMatch(one -> one.matches("Postfix 3.5 of bullseye is Postfix 3.10.\\d+ by now: .*"));
  }
}
