package io.github.posttlslint.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the server does before its first file is there in the installation. */
class RehearsalIT {

  @Test
  void theSetupOfTheRehearsalIsInstalled() {
    Path lib = Path.of(System.getProperty("posttlslint.home")).resolve("lib");
    assertThat(lib.resolve(Rehearsal.SETUP).resolve("main.cf")).exists();
    assertThat(lib.resolve(Rehearsal.SETUP).resolve("master.cf")).exists();
  }
}
