package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the build has put into the program, by its bill of materials. */
class SupplyChainIT {

  private static final Path BILL = Path.of("target/posttls-lint-sbom.json");

  @Test
  void theJarsAreThoseOfTheLock() throws IOException {
    List<String> shipped = new ArrayList<>();
    for (JsonNode component : new ObjectMapper().readTree(BILL.toFile()).path("components")) {
      for (JsonNode hash : component.path("hashes")) {
        if (hash.path("alg").asText().equals("SHA-256")) {
          shipped.add(
              component.path("group").asText()
                  + ":"
                  + component.path("name").asText()
                  + ":"
                  + component.path("version").asText()
                  + " "
                  + hash.path("content").asText());
        }
      }
    }
    List<String> locked = new ArrayList<>(Files.readAllLines(Path.of("dependencies.lock")));
    locked.removeIf(line -> line.startsWith("#"));
    assertThat(shipped).containsExactlyInAnyOrderElementsOf(locked);
  }

  @Test
  void theBillIsTheSameForTheSameCommit() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.path("metadata").has("timestamp")).isFalse();
  }
}
