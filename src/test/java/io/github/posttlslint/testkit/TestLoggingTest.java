package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A green build says nothing that nobody needs to know; see logging.properties and pom.xml. */
class TestLoggingTest {

  private static boolean logs(String name) {
    return Logger.getLogger(name).isLoggable(Level.WARNING);
  }

  @Test
  void linksInTemporaryDirectoriesAreNoNewsAndOtherWarningsAre() {
    assertThat(logs("org.junit.jupiter.api.io.TempDirDeletionStrategy$Standard")).isFalse();
    assertThat(logs("org.junit.jupiter.engine")).isTrue();
    assertThat(System.getProperty("slf4j.internal.verbosity")).isEqualTo("ERROR");
  }
}
