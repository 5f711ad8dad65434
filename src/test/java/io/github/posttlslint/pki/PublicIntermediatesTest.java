package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicIntermediatesTest {

  private static final Path ROOTS = Path.of("/etc/ssl/certs/ca-certificates.crt");

  /** Whatever this system trusts is a root, and would be called an intermediate in vain. */
  @Test
  void noRootIsCalledAnIntermediate() throws IOException {
    assumeTrue(Files.isReadable(ROOTS), "no file of the system's CAs is here");
    List<String> called = new ArrayList<>();
    for (Certificate root : PemFile.parse("roots", Files.readAllBytes(ROOTS)).certificates()) {
      if (PublicIntermediates.include(root.subject())) {
        called.add(root.toString());
      }
    }
    assertThat(called).isEmpty();
  }
}
