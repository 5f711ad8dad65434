package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.Slow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sequence of up to three blocks of every kind, through all three loaders, compared with what
 * the installed Postfix does with the same files.
 */
@Slow
class ChainLoaderAgainstPostfixTest {

  /** Blocks that files are put together from; each is what one can meet in a PEM file. */
  private static final Map<String, Object> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("root", certificate(Map.of("for", "Root", "ca", true)));
    PARTS.put("int", certificate(Map.of("for", "Intermediate", "ca", true, "issuer", "root")));
    PARTS.put("key", Map.of("key", "rsa-2048"));
    PARTS.put("leaf", certificate(Map.of("for", "mx.test", "key", "key", "issuer", "int")));
    PARTS.put("eckey", Map.of("key", "ec-p256", "form", "traditional"));
    PARTS.put("ecleaf", certificate(Map.of("for", "mx.test", "key", "eckey", "issuer", "int")));
    PARTS.put("key2", Map.of("key", "rsa-2048", "form", "traditional"));
    PARTS.put("leaf2", certificate(Map.of("for", "mx2.test", "key", "key2", "issuer", "int")));
    PARTS.put("trusted", Map.of("content", List.of("leaf"), "label", "TRUSTED CERTIFICATE"));
    PARTS.put("enc8", Map.of("key", "key", "passphrase", "p"));
    PARTS.put("enc1", Map.of("key", "key", "passphrase", "p", "form", "traditional"));
    PARTS.put("openssh", Map.of("key", "key", "form", "openssh"));
    PARTS.put("ecparams", Map.of("parameters", "ec-p256"));
    PARTS.put("csr", Map.of("request", Map.of("for", "mx.test", "key", "key")));
    PARTS.put("badleaf", Map.of("content", List.of("leaf"), "with", "bad-base64"));
    PARTS.put("badkey", Map.of("content", List.of("key"), "with", "bad-der"));
    PARTS.put("text", Map.of("text", "issuer=nobody\n"));
  }

  /** Rarer ones, in sequences of two with the usual ones. */
  private static final Map<String, Object> RARE = new LinkedHashMap<>();

  static {
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
      RARE.put("leaf-" + change, Map.of("content", List.of("leaf"), "with", change));
      RARE.put("key-" + change, Map.of("content", List.of("key"), "with", change));
    }
    for (String kind :
        List.of(
            "rsa-512",
            "rsa-pss-2048",
            "ec-p384",
            "ec-secp256k1",
            "ec-brainpoolP256r1",
            "ed25519",
            "ed448",
            "dsa-2048",
            "x25519")) {
      RARE.put("key-" + kind, Map.of("key", kind));
      RARE.put(
          "leaf-" + kind,
          certificate(Map.of("for", "mx.test", "key", "key-" + kind, "issuer", "int")));
    }
    RARE.put("key-as-ec", Map.of("content", List.of("key"), "label", "EC PRIVATE KEY"));
    RARE.put("key-as-rsa", Map.of("content", List.of("key"), "label", "RSA PRIVATE KEY"));
    RARE.put("key2-as-pkcs8", Map.of("content", List.of("key2"), "label", "PRIVATE KEY"));
    RARE.put("leaf-old-label", Map.of("content", List.of("leaf"), "label", "X509 CERTIFICATE"));
    RARE.put("leaf-as-key", Map.of("content", List.of("leaf"), "label", "PRIVATE KEY"));
    RARE.put("key-as-leaf", Map.of("content", List.of("key"), "label", "CERTIFICATE"));
    RARE.put("pkcs12", Map.of("pkcs12", List.of("key", "leaf", "int"), "passphrase", "p"));
    RARE.put("pkcs7", Map.of("pkcs7", List.of("leaf", "int")));
    RARE.put("nothing", "");
  }

  /** The parts that make a difference when three of them follow each other. */
  private static final List<String> TRIPLES =
      List.of("key", "leaf", "int", "eckey", "ecleaf", "key2", "leaf2", "trusted", "enc8");

  @TempDir Path directory;
  private ChainElement key;
  private ChainElement leaf;
  private ChainElement mixed;

  private static Map<String, Object> certificate(Map<String, Object> spec) {
    return Map.of("certificate", spec);
  }

  @Test
  void agreesWithPostfixOnEverySequenceOfBlocks() throws Exception {
    Map<String, byte[]> parts = make();
    List<List<String>> sequences = new ArrayList<>();
    for (String a : PARTS.keySet()) {
      sequences.add(List.of(a));
      for (String b : PARTS.keySet()) {
        sequences.add(List.of(a, b));
      }
    }
    for (String a : TRIPLES) {
      for (String b : TRIPLES) {
        for (String c : TRIPLES) {
          sequences.add(List.of(a, b, c));
        }
      }
    }
    for (String rare : RARE.keySet()) {
      for (String other : List.of("key", "leaf", "int", "eckey", "ecleaf", "nothing")) {
        sequences.add(List.of(rare, other));
        sequences.add(List.of(other, rare));
        sequences.add(List.of("key", "leaf", rare, other));
      }
    }
    for (String rare : RARE.keySet()) {
      if (rare.startsWith("leaf-")) {
        String key = rare.replace("leaf-", "key-");
        sequences.add(List.of(RARE.containsKey(key) ? key : "key", rare, "int"));
      }
    }
    try (PostfixLoader postfix = PostfixLoader.start(directory)) {
      List<String> differences = new ArrayList<>();
      key = write("key.pem", parts.get("key"));
      leaf = write("leaf.pem", parts.get("leaf"));
      mixed = write("mixed.pem", parts.get("eckey"), parts.get("ecleaf"));
      int cases = 0;
      for (List<String> sequence : sequences) {
        cases += compare(postfix, parts, sequence, differences);
      }
      assertThat(differences).isEmpty();
      assertThat(cases).isGreaterThan(10_000);
    }
  }

  /** One file with the sequence, as each of the things it can be configured as. */
  private int compare(
      PostfixLoader postfix,
      Map<String, byte[]> parts,
      List<String> sequence,
      List<String> differences)
      throws IOException {
    byte[][] contents = new byte[sequence.size()][];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = parts.get(sequence.get(i));
    }
    ChainElement file = write("f.pem", contents);
    Map<String, LoadResult> ours = new LinkedHashMap<>();
    ours.put("A f.pem", ChainLoader.list(List.of(file)));
    ours.put("A key.pem,f.pem", ChainLoader.list(List.of(key, file)));
    ours.put("B f.pem", ChainLoader.mixed(file));
    ours.put("C f.pem key.pem", ChainLoader.pair(file, key));
    ours.put("C leaf.pem f.pem", ChainLoader.pair(leaf, file));
    ours.put("C f.pem ./f.pem", ChainLoader.pair(file, file));
    if (sequence.size() < 3) {
      ChainElement missing = new ChainElement.Missing("none.pem");
      ours.put("A f.pem,mixed.pem", ChainLoader.list(List.of(file, mixed)));
      ours.put("A mixed.pem,none.pem,f.pem", ChainLoader.list(List.of(mixed, missing, file)));
    }
    for (Map.Entry<String, LoadResult> one : ours.entrySet()) {
      check(postfix, one.getKey(), one.getValue(), sequence, differences);
    }
    return ours.size();
  }

  private ChainElement write(String name, byte[]... contents) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      all.writeBytes(content);
    }
    Files.write(directory.resolve(name), all.toByteArray());
    return new ChainElement.Present(PemFile.parse(name, all.toByteArray()));
  }

  private static void check(
      PostfixLoader postfix,
      String request,
      LoadResult ours,
      List<String> sequence,
      List<String> differences)
      throws IOException {
    PostfixLoader.Answer theirs = postfix.ask(request);
    String expected = describe(theirs);
    String actual = describe(ours, request.charAt(0));
    if (!actual.equals(expected) && differences.size() < 40) {
      differences.add(
          request
              + " "
              + sequence
              + "\n  Postfix: "
              + expected
              + "\n  here:    "
              + actual
              + "\n  log: "
              + theirs.log());
    }
  }

  private static String describe(PostfixLoader.Answer answer) {
    List<String> log = new ArrayList<>();
    for (String line : answer.log()) {
      String kind = kindOf(line);
      if (!kind.isEmpty()) {
        log.add(kind);
      }
    }
    if (!answer.accepted()) {
      return "rejected " + log;
    }
    return "accepted " + sorted(answer.chains()) + " " + log;
  }

  /** The word for a log line that stands for it below; nothing for the library's own lines. */
  private static String kindOf(String line) {
    if (line.contains("ignoring PEM type") || line.contains("ignoring 2nd key")) {
      return "ignored";
    }
    if (line.contains("error opening chain file")) {
      return "missing";
    }
    if (line.contains("key not first")) {
      return "key not first";
    }
    if (line.contains("not followed by a certificate")) {
      return "back to back";
    }
    if (line.contains("No certs for key")) {
      return "no certs";
    }
    if (line.contains("No PEM data")) {
      return "no data";
    }
    if (line.contains("No private key found")) {
      return "no key";
    }
    if (line.contains("does not match") && !line.contains("public key")) {
      return "mismatch";
    }
    return line.contains("error loading") && line.contains("PEM object") ? "undecodable" : "";
  }

  private static String describe(LoadResult result, char mode) {
    List<String> log = new ArrayList<>();
    for (LoadProblem problem : result.problems()) {
      String kind = kindOf(problem, mode);
      if (!kind.isEmpty()) {
        log.add(kind);
      }
    }
    if (result instanceof LoadResult.Accepted accepted) {
      List<List<String>> chains = new ArrayList<>();
      for (LoadedChain chain : accepted.chains()) {
        List<String> certificates = new ArrayList<>();
        certificates.add(chain.certificate().fingerprint("sha256"));
        chain.issuerCertificates().forEach(c -> certificates.add(c.fingerprint("sha256")));
        chains.add(certificates);
      }
      return "accepted " + sorted(chains) + " " + log;
    }
    return "rejected " + log;
  }

  private static String kindOf(LoadProblem problem, char mode) {
    if (problem.effect() == LoadProblem.Effect.SILENT || mode == 'C') {
      return "";
    }
    if (problem.effect() == LoadProblem.Effect.LOGGED) {
      return problem.kind() == LoadProblem.Kind.FILE_NOT_OPENED ? "missing" : "ignored";
    }
    return switch (problem.kind()) {
      case KEY_NOT_FIRST -> "key not first";
      case KEYS_BACK_TO_BACK -> "back to back";
      case KEY_WITHOUT_CERTIFICATE -> "no certs";
      case NO_PEM_DATA -> "no data";
      case NO_PRIVATE_KEY -> "no key";
      case KEY_DOES_NOT_MATCH, LEAF_NOT_FIRST, DUPLICATE_ALGORITHM, UNUSABLE_ALGORITHM ->
          "mismatch";
      case EXCESS_DATA, ENCRYPTED_KEY -> "undecodable";
      case CORRUPT ->
          problem.block() != null && problem.block().problem() != null ? "" : "undecodable";
      default -> problem.kind().toString();
    };
  }

  private static List<List<String>> sorted(List<List<String>> chains) {
    List<List<String>> sorted = new ArrayList<>(chains);
    sorted.sort(Comparator.comparing(List::toString));
    return sorted;
  }

  private static Map<String, byte[]> make() {
    Map<String, Object> recipe = new LinkedHashMap<>(PARTS);
    recipe.putAll(RARE);
    return Recipes.build(recipe, Instant.parse("2026-06-01T00:00:00Z"));
  }
}
