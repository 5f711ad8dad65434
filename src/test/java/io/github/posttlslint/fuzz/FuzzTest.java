package io.github.posttlslint.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.posttlslint.testkit.RandomCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each target is given its first inputs, and always the same damages of them. */
class FuzzTest {

  /** What part of the inputs of a long run is tried here. */
  private static final int SHARE = 250;

  static List<byte[]> seeds(FuzzTarget target) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(target.seeds())) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  @ParameterizedTest
  @EnumSource
  void firstInputsAndTheirDamagesEndNormally(FuzzTarget target) throws IOException {
    List<byte[]> seeds = seeds(target);
    assertThat(seeds).hasSizeGreaterThanOrEqualTo(1);
    Mutator mutator = new Mutator(11, seeds);
    seeds.forEach(seed -> feed(target, seed));
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < target.runs() / SHARE; i++) {
            feed(target, mutator.next());
          }
        });
  }

  private static void feed(FuzzTarget target, byte[] data) {
    try {
      target.feed(data);
    } catch (RuntimeException | Error e) {
      String text = new String(data, StandardCharsets.ISO_8859_1);
      throw new AssertionError(target + " fails with " + RandomCases.quoted(text), e);
    }
  }
}
