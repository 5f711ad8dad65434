package io.github.posttlslint.bench.micro;

import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.TrustAnchors;
import io.github.posttlslint.pki.make.Recipes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A chain of three certificates with RSA keys, whose root is one of 100 trust anchors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class ChainBenchmark {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final int ANCHORS = 100;

  private byte[] chain = {};
  private byte[] bundle = {};
  private TrustAnchors anchors = TrustAnchors.NONE;

  @Setup
  public void make() {
    Map<String, Object> recipes = new LinkedHashMap<>();
    recipes.put("~root.pem", authority("Example Root", "rsa-2048"));
    recipes.put(
        "~issuer.pem",
        certificate(
            Map.of("for", "Example CA", "ca", true, "key", "rsa-2048", "issuer", "~root.pem")));
    recipes.put(
        "~leaf.pem", certificate(Map.of("for", "mail.example.org", "issuer", "~issuer.pem")));
    recipes.put("chain.pem", List.of("~leaf.pem", "~issuer.pem"));
    List<String> all = new ArrayList<>(List.of("~root.pem"));
    for (int i = 1; i < ANCHORS; i++) {
      recipes.put("~other" + i + ".pem", authority("Other Root " + i, "ec-p256"));
      all.add("~other" + i + ".pem");
    }
    recipes.put("bundle.pem", all);
    Map<String, byte[]> files = Recipes.build(recipes, NOW);
    chain = files.get("chain.pem");
    bundle = files.get("bundle.pem");
    anchors = TrustAnchors.of(List.of(PemFile.parse("bundle.pem", bundle)));
  }

  private static Map<String, Object> authority(String name, String key) {
    return certificate(Map.of("for", name, "ca", true, "key", key));
  }

  private static Map<String, Object> certificate(Map<String, Object> recipe) {
    return Map.of("certificate", recipe);
  }

  /** From the bytes of the chain to the verdict, two signatures checked; the anchors are known. */
  @Benchmark
  public Path buildChain() {
    return find(anchors);
  }

  /** The same with the anchors read. */
  @Benchmark
  public Path buildChainAndReadAnchors() {
    return find(TrustAnchors.of(List.of(PemFile.parse("bundle.pem", bundle))));
  }

  private Path find(TrustAnchors trusted) {
    List<Certificate> certificates = new ArrayList<>();
    for (PemBlock block : PemFile.parse("chain.pem", chain).certificateBlocks()) {
      certificates.add(block.certificate());
    }
    Path path =
        PathFinder.find(
            certificates.get(0), certificates.subList(1, 2), trusted, NOW, Purpose.SERVER);
    if (path.end() != Path.End.TRUST_ANCHOR) {
      throw new IllegalStateException("the chain leads to no trust anchor");
    }
    return path;
  }
}
