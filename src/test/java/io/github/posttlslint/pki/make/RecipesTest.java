package io.github.posttlslint.pki.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.testkit.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path directory;

  private static Map<String, byte[]> build(Map<String, ?> recipe) {
    return Recipes.build(recipe, NOW);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void sameRecipeGivesTheSameBytes() {
    Map<String, Object> recipe =
        Map.of(
            "k", Map.of("key", "ec-p256", "passphrase", "x"),
            "c", Map.of("certificate", Map.of("for", "a.example", "key", "k")));
    assertThat(build(recipe).get("c")).isEqualTo(build(recipe).get("c"));
    assertThat(build(recipe).get("k")).isEqualTo(build(recipe).get("k"));
  }

  @Test
  void keysOfOneKindDiffer() {
    Map<String, byte[]> files =
        build(Map.of("a", Map.of("key", "ec-p256"), "b", Map.of("key", "ec-p256")));
    assertThat(files.get("a")).isNotEqualTo(files.get("b"));
  }

  @Test
  void listJoinsFilesAndTildeHidesThem() {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("~key", Map.of("key", "ec-p256"));
    recipe.put("~cert", Map.of("certificate", Map.of("for", "a.example", "key", "~key")));
    recipe.put("both", List.of("~key", Map.of("text", "between\n"), "~cert"));
    Map<String, byte[]> files = build(recipe);
    assertThat(files).containsOnlyKeys("both");
    assertThat(text(files.get("both")))
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .contains("-----END PRIVATE KEY-----\nbetween\n-----BEGIN CERTIFICATE-----\n")
        .endsWith("-----END CERTIFICATE-----\n");
  }

  @Test
  void wordsThatBelongToTheCallerAreLetPass() {
    Map<String, Object> recipe = Map.of("k", Map.of("text", "x", "mode", "0640", "owner", "root"));
    assertThat(text(build(recipe).get("k"))).isEqualTo("x");
  }

  @Test
  void mistakeIsToldWithTheNameOfTheFile() {
    assertThatThrownBy(() -> build(Map.of("a.pem", Map.of("key", "rsa-2O48"))))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("a.pem: not a number of bits");
    assertThatThrownBy(() -> build(Map.of("a.pem", List.of("b.pem"))))
        .hasMessage("a.pem: there is no file b.pem in the recipe");
    assertThatThrownBy(() -> build(Map.of("a.pem", Map.of("kez", "rsa-2048"))))
        .hasMessageContaining("a.pem: has none of key, certificate");
    assertThatThrownBy(() -> build(Map.of("a", Map.of("text", "x", "frm", "pkcs8"))))
        .hasMessage("a: does not know the key frm");
    assertThatThrownBy(
            () -> build(Map.of("a", Map.of("certificate", Map.of("for", "x", "untill", 3)))))
        .hasMessage("a: does not know the key untill");
    assertThatThrownBy(() -> build(Map.of("a", List.of("a"))))
        .hasMessageContaining("a: refers to itself");
    assertThatThrownBy(
            () -> build(Map.of("a", Map.of("certificate", Map.of("for", "x", "issuer", "a")))))
        .hasMessageContaining("a: refers to itself");
    assertThatThrownBy(() -> build(Map.of("a", Map.of("text", "x", "with", "rust"))))
        .hasMessage("a: no such change: rust");
  }

  @Test
  void openSslReadsEverythingThatIsMade() throws Exception {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("root", Map.of("certificate", Map.of("for", "Root", "ca", true)));
    for (String kind :
        List.of(
            "rsa-1024",
            "rsa-pss-2048",
            "ec-p384",
            "ec-secp256k1",
            "ed25519",
            "ed448",
            "x25519",
            "dsa-2048")) {
      recipe.put(kind, Map.of("key", kind));
      recipe.put(
          kind + ".crt",
          Map.of("certificate", Map.of("for", "mx.test", "key", kind, "issuer", "root")));
    }
    recipe.put("enc", Map.of("key", "ec-p384", "passphrase", "secret"));
    recipe.put("old-enc", Map.of("key", "ec-p384", "passphrase", "secret", "form", "traditional"));
    recipe.put("csr", Map.of("request", Map.of("for", "mx.test", "key", "ec-p384")));
    recipe.put("p7", Map.of("pkcs7", List.of("ec-p384.crt", "root")));
    recipe.put("dh", Map.of("parameters", "dh-2048"));
    recipe.put(
        "p12", Map.of("pkcs12", List.of("ec-p384", "ec-p384.crt", "root"), "passphrase", "pw"));
    for (Map.Entry<String, byte[]> file : build(recipe).entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    for (String name : recipe.keySet()) {
      if (name.endsWith(".crt")) {
        run("verify", "-attime", "" + NOW.getEpochSecond(), "-CAfile", "root", name);
      } else if (recipe.containsKey(name + ".crt")) {
        run("pkey", "-in", name, "-noout", "-check");
      }
    }
    run("pkey", "-in", "enc", "-passin", "pass:secret", "-noout");
    run("pkey", "-in", "old-enc", "-passin", "pass:secret", "-noout");
    run("req", "-in", "csr", "-noout", "-verify");
    run("dhparam", "-in", "dh", "-noout");
    assertThat(run("pkcs7", "-in", "p7", "-print_certs")).contains("CN = mx.test", "CN = Root");
    assertThat(run("pkcs12", "-in", "p12", "-passin", "pass:pw", "-nodes"))
        .contains("BEGIN PRIVATE KEY", "CN = mx.test", "CN = Root");
  }

  private String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require("openssl").toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + said).isZero();
    return said;
  }
}
