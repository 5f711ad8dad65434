package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class CaFileTest {

  @TempDir java.nio.file.Path directory;

  @Test
  void loadsWhatOpenSslLoads() throws Exception {
    String openssl = Program.require("openssl").toString();
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("ca", Map.of("certificate", Map.of("for", "CA", "ca", true)));
    recipe.put("key", Map.of("key", "rsa-2048"));
    recipe.put("old-key", Map.of("key", "key", "form", "traditional"));
    recipe.put("encrypted-key", Map.of("key", "key", "form", "traditional", "passphrase", "x"));
    recipe.put("empty", "");
    recipe.put("text", "no certificate\n");
    recipe.put("bundle", List.of("ca", "ca"));
    recipe.put("with-key", List.of("ca", "key"));
    recipe.put("with-old-key", List.of("old-key", "ca"));
    recipe.put("with-encrypted-key", List.of("encrypted-key", "ca"));
    recipe.put("csr", Map.of("request", "mx.test"));
    recipe.put("trusted", Map.of("content", List.of("ca"), "label", "TRUSTED CERTIFICATE"));
    recipe.put("old-label", Map.of("content", List.of("ca"), "label", "X509 CERTIFICATE"));
    recipe.put("bad-key-label", Map.of("content", List.of("key"), "label", "EC PRIVATE KEY"));
    for (String change :
        List.of(
            "bom",
            "crlf",
            "cr",
            "indented",
            "header",
            "one-line",
            "blank-line",
            "truncated",
            "no-end",
            "wrong-end",
            "excess",
            "bad-der",
            "bad-base64",
            "nul",
            "utf16",
            "der")) {
      recipe.put("ca-" + change, Map.of("content", List.of("ca"), "with", change));
      recipe.put("good-then-" + change, List.of("ca", "ca-" + change));
      recipe.put(change + "-then-good", List.of("ca-" + change, "ca"));
    }
    Map<String, byte[]> files = Recipes.build(recipe, Instant.parse("2026-06-01T00:00:00Z"));
    Files.write(directory.resolve("leaf"), files.get("ca"));
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve("file"), file.getValue());
      Process process =
          new ProcessBuilder(openssl, "verify", "-CAfile", "file", "leaf")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      boolean theirs = !said.contains("Error loading file");
      LoadProblem problem = CaFile.problem(PemFile.parse("file", file.getValue()), "file");
      if (theirs != (problem == null)) {
        differences.add(file.getKey() + ": " + problem + ", openssl: " + said);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void fileThatCannotBeOpenedIsRefused() {
    assertThat(CaFile.problem(null, "ca.pem").kind()).isEqualTo(LoadProblem.Kind.FILE_NOT_OPENED);
  }
}
