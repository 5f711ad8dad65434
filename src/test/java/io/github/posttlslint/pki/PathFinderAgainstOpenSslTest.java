package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains with each defect in each shape and role, compared with {@code openssl verify}. */
@Slow
class PathFinderAgainstOpenSslTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** What is sent after the leaf, and what is trusted, by shape. */
  private static final Map<String, String> SHAPES =
      Map.ofEntries(
          Map.entry("complete", "int > root"),
          Map.entry("issuer missing", "> root"),
          Map.entry("root sent", "int root > root"),
          Map.entry("root untrusted", "int root >"),
          Map.entry("nothing trusted", "int >"),
          Map.entry("wrong order", "root int > root"),
          Map.entry("unrelated sent", "other int > root"),
          Map.entry("unrelated trusted", "int > other"),
          Map.entry("intermediate trusted", "> int"),
          Map.entry("intermediate and root trusted", "> root int"),
          Map.entry("repeated", "int int > root"),
          Map.entry("cross-signed", "int cross > other"),
          Map.entry("leaf trusted", "int > leaf"));

  /** Changes to leaf, intermediate or root, by name. */
  private static final Map<String, Map<String, Object>> DEFECTS = new LinkedHashMap<>();

  static {
    DEFECTS.put("none", Map.of());
    DEFECTS.put("leaf ec", Map.of("leaf.key", "ec-p256"));
    DEFECTS.put("leaf ed25519", Map.of("leaf.key", "ed25519"));
    DEFECTS.put("int ed448", Map.of("int.key", "ed448"));
    DEFECTS.put("int ec", Map.of("int.key", "ec-p384"));
    DEFECTS.put("int dsa", Map.of("int.key", "dsa-2048"));
    DEFECTS.put("int pss", Map.of("int.key", "rsa-pss-2048"));
    DEFECTS.put("leaf expired", Map.of("leaf.until", -1));
    DEFECTS.put("leaf not yet", Map.of("leaf.from", 1));
    DEFECTS.put("int expired", Map.of("int.until", -1));
    DEFECTS.put("int not yet", Map.of("int.from", 1));
    DEFECTS.put("root expired", Map.of("root.until", -1));
    DEFECTS.put("int no ca", Map.of("int.ca", false, "int.key-usage", List.of("keyCertSign")));
    DEFECTS.put("int no constraints", Map.of("int.basic-constraints", false));
    DEFECTS.put(
        "int no constraints, no usage",
        Map.of("int.basic-constraints", false, "int.key-usage", List.of()));
    DEFECTS.put("int no sign", Map.of("int.key-usage", List.of("digitalSignature")));
    DEFECTS.put("root pathlen", Map.of("root.path-length", 0));
    DEFECTS.put("int pathlen", Map.of("int.path-length", 0));
    DEFECTS.put("leaf forged", Map.of("leaf.broken-signature", true));
    DEFECTS.put("int forged", Map.of("int.broken-signature", true));
    DEFECTS.put("root forged", Map.of("root.broken-signature", true));
    DEFECTS.put("leaf sha1", Map.of("leaf.digest", "sha1"));
    DEFECTS.put("leaf md5", Map.of("leaf.digest", "md5"));
    DEFECTS.put("int sha1", Map.of("int.digest", "sha1"));
    DEFECTS.put("root sha1", Map.of("root.digest", "sha1"));
    DEFECTS.put("leaf client", Map.of("leaf.extended-key-usage", List.of("clientAuth")));
    DEFECTS.put("leaf any", Map.of("leaf.extended-key-usage", List.of("any")));
    DEFECTS.put("leaf every purpose", Map.of("leaf.extended-key-usage", List.of()));
    DEFECTS.put(
        "leaf both", Map.of("leaf.extended-key-usage", List.of("serverAuth", "clientAuth")));
    DEFECTS.put("leaf cert sign", Map.of("leaf.key-usage", List.of("keyCertSign")));
    DEFECTS.put("leaf encipherment", Map.of("leaf.key-usage", List.of("keyEncipherment")));
    DEFECTS.put("leaf no usage", Map.of("leaf.key-usage", List.of()));
    DEFECTS.put("int client", Map.of("int.extended-key-usage", List.of("clientAuth")));
    DEFECTS.put("leaf critical", Map.of("leaf.critical-extension", "1.2.3.4"));
    DEFECTS.put("int critical", Map.of("int.critical-extension", "1.2.3.4"));
    DEFECTS.put("leaf ca", Map.of("leaf.ca", true));
    DEFECTS.put("leaf v1", Map.of("leaf.version", 1));
    DEFECTS.put("int v1", Map.of("int.version", 1));
    DEFECTS.put("root v1", Map.of("root.version", 1));
    DEFECTS.put("leaf self-signed", Map.of("leaf.issuer", ""));
    DEFECTS.put("no identifiers", Map.of("leaf.authority-key-identifier", false));
    DEFECTS.put("leaf issuer's name spelled", Map.of("leaf.issuer-name", "CN=EXAMPLE  ca"));
    DEFECTS.put("leaf issuer's name wrong", Map.of("leaf.issuer-name", "CN=Example CB"));
  }

  @TempDir java.nio.file.Path directory;

  private static Map<String, Object> part(
      String name, Map<String, Object> usual, Map<String, Object> changes) {
    Map<String, Object> spec = new HashMap<>(usual);
    for (Map.Entry<String, Object> change : changes.entrySet()) {
      if (change.getKey().startsWith(name + ".")) {
        spec.put(change.getKey().substring(name.length() + 1), change.getValue());
      }
    }
    spec.remove("issuer", "");
    return Map.of("certificate", spec);
  }

  private static Map<String, byte[]> make(Map<String, Object> changes) {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("root", part("root", Map.of("for", "Example Root", "ca", true), changes));
    recipe.put("other", part("other", Map.of("for", "Other Root", "ca", true), changes));
    recipe.put("~rootkey", Map.of("key", "root"));
    recipe.put(
        "cross",
        part(
            "cross",
            Map.of("for", "Example Root", "ca", true, "key", "root", "issuer", "other"),
            changes));
    recipe.put(
        "int", part("int", Map.of("for", "Example CA", "ca", true, "issuer", "root"), changes));
    recipe.put("leaf", part("leaf", Map.of("for", "mx.test", "issuer", "int"), changes));
    return Recipes.build(recipe, NOW);
  }

  @Test
  void acceptsAndRefusesWhatOpenSslAcceptsAndRefuses() throws Exception {
    String openssl = Program.require("openssl").toString();
    List<String> differences = new ArrayList<>();
    int cases = 0;
    for (Map.Entry<String, Map<String, Object>> defect : DEFECTS.entrySet()) {
      Map<String, byte[]> files = make(defect.getValue());
      for (Map.Entry<String, String> shape : SHAPES.entrySet()) {
        for (Purpose purpose : Purpose.values()) {
          String name = shape.getKey() + ", " + defect.getKey() + ", " + purpose;
          String theirs = verify(openssl, files, shape.getValue(), purpose);
          String ours = find(files, shape.getValue(), purpose, theirs);
          if (!ours.equals(theirs)) {
            differences.add(name + ": openssl " + theirs + ", here " + ours);
          }
          cases++;
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(cases).isGreaterThan(1000);
  }

  private static byte[] join(Map<String, byte[]> files, String names) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : names.strip().split(" ")) {
      if (!name.isEmpty()) {
        all.writeBytes(files.get(name));
      }
    }
    return all.toByteArray();
  }

  /** The word "accepted", or the number of the first error that openssl verify meets. */
  private String verify(String openssl, Map<String, byte[]> files, String shape, Purpose purpose)
      throws IOException, InterruptedException {
    String[] sides = shape.split(">", -1);
    Files.write(directory.resolve("leaf"), files.get("leaf"));
    List<String> command =
        new ArrayList<>(List.of(openssl, "verify", "-no-CAfile", "-no-CApath", "-no-CAstore"));
    command.addAll(List.of("-auth_level", "1", "-attime", "" + NOW.getEpochSecond()));
    command.addAll(List.of("-purpose", purpose == Purpose.SERVER ? "sslserver" : "sslclient"));
    byte[] sent = join(files, sides[0]);
    if (sent.length > 0) {
      Files.write(directory.resolve("sent"), sent);
      command.addAll(List.of("-untrusted", "sent"));
    }
    byte[] trusted = join(files, sides[1]);
    if (trusted.length > 0) {
      Files.write(directory.resolve("trusted"), trusted);
      command.remove("-no-CAfile");
      command.addAll(List.of("-CAfile", "trusted"));
    }
    command.add("leaf");
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() == 0) {
      return "accepted";
    }
    int at = said.indexOf("error ");
    assertThat(at).as(said).isNotNegative();
    return "error " + said.substring(at + 6, said.indexOf(' ', at + 6));
  }

  /** Openssl's own error if it is among what was found, else everything that was found. */
  private static String find(
      Map<String, byte[]> files, String shape, Purpose purpose, String wanted) {
    String[] sides = shape.split(">", -1);
    List<Certificate> sent = new ArrayList<>();
    for (PemBlock block : PemFile.parse("sent", join(files, sides[0])).blocks()) {
      sent.add(block.certificate());
    }
    TrustAnchors anchors =
        TrustAnchors.of(List.of(PemFile.parse("trusted", join(files, sides[1]))));
    Certificate leaf = PemFile.parse("leaf", files.get("leaf")).blocks().get(0).certificate();
    Path path = PathFinder.find(leaf, sent, anchors, NOW, purpose);
    if (isAccepted(path)) {
      return "accepted";
    }
    List<String> found = new ArrayList<>();
    for (int error : errors(path)) {
      if (wanted.equals("error " + error)) {
        return wanted;
      }
      found.add("error " + error);
    }
    return found + " " + path.end() + " " + path.problems();
  }

  private static List<Integer> errors(Path path) {
    List<Integer> errors = new ArrayList<>();
    switch (path.end()) {
      case TRUST_ANCHOR -> {}
      case SELF_SIGNED_LEAF -> errors.add(18);
      case UNTRUSTED_ROOT -> errors.add(19);
      case ISSUER_NOT_FOUND -> errors.add(path.steps().size() == 1 ? 20 : 2);
    }
    if (path.end() == Path.End.ISSUER_NOT_FOUND) {
      errors.add(20);
      errors.add(21);
    }
    for (Path.Problem problem : path.problems()) {
      switch (problem.kind()) {
        case EXPIRED -> errors.add(10);
        case NOT_YET_VALID -> errors.add(9);
        case NOT_A_CA -> errors.add(79);
        case NO_CERT_SIGN -> errors.addAll(List.of(20, 21, 32, 2, 79));
        case PATH_TOO_LONG -> errors.add(25);
        case BAD_SIGNATURE -> errors.add(7);
        case WEAK_SIGNATURE -> errors.add(68);
        case WRONG_PURPOSE -> errors.add(26);
        case UNKNOWN_CRITICAL_EXTENSION -> errors.add(34);
        default -> {}
      }
    }
    return errors;
  }

  /** Whether a peer with the trust anchors accepts it, names aside. */
  private static boolean isAccepted(Path path) {
    return path.end() == Path.End.TRUST_ANCHOR
        && path.problems().stream()
            .allMatch(
                problem ->
                    switch (problem.kind()) {
                      case UNRELATED, OUT_OF_ORDER, REPEATED, ROOT_SENT -> true;
                      default -> false;
                    });
  }
}
