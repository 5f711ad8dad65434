package io.github.posttlslint.model.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds what three pairs of certificate and key come to, each right or wrong, or both in one file,
 * against Postfix's own library. {@code -Dslots=N} tries N of the 9,261 combinations.
 */
@Slow
class SlotsAgainstPostfixTest {

  private static final int CASES = Integer.getInteger("slots", 600);
  private static final List<String> PARAMETERS_OF_PAIRS = List.of("", "d", "ec");
  private static final List<String> KEYS = List.of("rsa", "rsa2", "ec", "ed");
  private static final Parameters PARAMETERS = Parameters.load();

  /** What a server has then: no TLS at all, or the certificates that it may send. */
  private record Outcome(boolean accepted, Set<String> leaves) {}

  @TempDir Path directory;

  private final Map<String, byte[]> files = files();

  private static Map<String, byte[]> files() {
    Map<String, Object> recipes = new LinkedHashMap<>();
    for (String name : KEYS) {
      String kind = name.startsWith("rsa") ? "rsa-2048" : name.equals("ec") ? "ec-p256" : "ed25519";
      recipes.put(name + ".key", Map.of("key", kind));
      recipes.put(
          name + ".pem", Map.of("certificate", Map.of("for", "mx.test", "key", name + ".key")));
    }
    for (String name : KEYS) {
      recipes.put(name + ".both", List.of(name + ".key", name + ".pem"));
    }
    return Recipes.build(recipes, Instant.parse("2026-06-01T12:00:00Z"));
  }

  /** One of the 21 pairs: a certificate and a key of any, or one file with both, or neither. */
  private static List<String> pair(int number) {
    if (number > 16) {
      String both = KEYS.get(number - 17) + ".both";
      return List.of(both, both);
    }
    return number == 16
        ? List.of("-", "-")
        : List.of(KEYS.get(number / 4) + ".pem", KEYS.get(number % 4) + ".key");
  }

  private Outcome expected(List<String> names) {
    StringBuilder main = new StringBuilder("smtpd_tls_security_level = may\n");
    for (int i = 0; i < 3; i++) {
      String prefix = "smtpd_tls_" + PARAMETERS_OF_PAIRS.get(i);
      if (!names.get(2 * i).equals("-")) {
        main.append(prefix).append("cert_file = /").append(names.get(2 * i)).append('\n');
        main.append(prefix).append("key_file = /").append(names.get(2 * i + 1)).append('\n');
      }
    }
    MemoryTree tree = new MemoryTree("/etc/postfix", true);
    files.forEach(
        (name, bytes) ->
            tree.file("/" + name, bytes, new Metadata("root", "root", 0600, Instant.EPOCH)));
    SetupFiles setup =
        new SetupFiles(
            tree,
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", main.toString())),
            MasterCf.parse(SourceText.of("master.cf", "smtp inet n - n - - smtpd\n")));
    TlsFiles loaded = TlsFiles.of(new Setup(setup, PARAMETERS, PostfixVersion.of(3, 7))).get(0);
    Map<KeyAlgorithm, String> slots = new EnumMap<>(KeyAlgorithm.class);
    for (ChainLoad load : loaded.loads()) {
      if (load.result() instanceof LoadResult.Rejected) {
        return new Outcome(false, Set.of());
      }
      for (LoadedChain chain : load.result().chains()) {
        slots.put(
            chain.certificate().publicKey().algorithm(),
            String.valueOf(chain.certificate().fingerprint("sha256")));
      }
    }
    return new Outcome(true, new TreeSet<>(slots.values()));
  }

  private static Outcome actual(PostfixLoader postfix, List<String> names) throws IOException {
    PostfixLoader.Answer answer = postfix.ask("D " + String.join(" ", names));
    Set<String> leaves = new TreeSet<>();
    answer.chains().forEach(chain -> leaves.add(chain.get(0)));
    return new Outcome(answer.accepted(), leaves);
  }

  @Test
  void threePairsComeToWhatPostfixMakesOfThem() throws Exception {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    Random random = new Random(6);
    List<String> differences = new ArrayList<>();
    int accepted = 0;
    try (PostfixLoader postfix = PostfixLoader.start(directory)) {
      for (int i = 0; i < CASES; i++) {
        List<String> names = new ArrayList<>();
        for (int pair = 0; pair < 3; pair++) {
          // a right one as often as a wrong one
          names.addAll(pair(random.nextBoolean() ? 5 * random.nextInt(4) : random.nextInt(21)));
        }
        Outcome real = actual(postfix, names);
        accepted += real.accepted() ? 1 : 0;
        if (!real.equals(expected(names))) {
          differences.add(names + ": Postfix " + real + ", here " + expected(names));
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(accepted).isBetween(CASES / 10, CASES * 9 / 10);
  }
}
