package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.make.Recipes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFinderTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Map<String, byte[]> FILES = files();

  private static Map<String, byte[]> files() {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("root", cert(Map.of("for", "Root", "ca", true)));
    recipe.put("int1", cert(Map.of("for", "CA 1", "ca", true, "issuer", "root")));
    recipe.put("int2", cert(Map.of("for", "CA 2", "ca", true, "issuer", "int1")));
    recipe.put("leaf", cert(Map.of("for", "mx.test", "issuer", "int2")));
    recipe.put("self", cert(Map.of("for", "mx.test")));
    recipe.put("otherroot", cert(Map.of("for", "Other", "ca", true)));
    recipe.put(
        "cross", cert(Map.of("for", "Root", "ca", true, "key", "root", "issuer", "otherroot")));
    recipe.put("second", cert(Map.of("for", "mx2.test", "issuer", "int2")));
    return Recipes.build(recipe, NOW);
  }

  private static Map<String, Object> cert(Map<String, Object> spec) {
    return Map.of("certificate", spec);
  }

  private static PemFile file(String name) {
    return PemFile.parse(name, FILES.get(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
      leaf int2 int1           | root      | TRUST_ANCHOR     | 0 1 2 -1  | -                  | -
      leaf int2 int1 root      | root      | TRUST_ANCHOR     | 0 1 2 3   | 3 ROOT_SENT        | -
      leaf int1 int2           | root      | TRUST_ANCHOR     | 0 2 1 -1  | 1 OUT_OF_ORDER     | -
      leaf root int1 int2      | root      | TRUST_ANCHOR     | 0 3 2 1   | 1 ROOT_SENT, 1 OUT_OF_ORDER, 2 OUT_OF_ORDER | -
      leaf                     | root      | ISSUER_NOT_FOUND | 0         | -                  | CN=CA 2
      leaf int2                | root      | ISSUER_NOT_FOUND | 0 1       | -                  | CN=CA 1
      leaf int2 int1           | -         | ISSUER_NOT_FOUND | 0 1 2     | -                  | CN=Root
      leaf int2 int1 root      | -         | UNTRUSTED_ROOT   | 0 1 2 3   | 3 ROOT_SENT        | -
      leaf int2 int1 otherroot | root      | TRUST_ANCHOR     | 0 1 2 -1  | 3 UNRELATED        | -
      leaf int2 second int1    | root      | TRUST_ANCHOR     | 0 1 3 -1  | 2 UNRELATED        | -
      leaf int2 int2 int1      | root      | TRUST_ANCHOR     | 0 1 3 -1  | 2 REPEATED         | -
      leaf int2 int1 cross     | root      | TRUST_ANCHOR     | 0 1 2 -1  | -                  | -
      leaf int2 int1 cross     | otherroot | TRUST_ANCHOR     | 0 1 2 3 -1 | -                 | -
      self                     | root      | SELF_SIGNED_LEAF | 0         | -                  | -
      self                     | self      | TRUST_ANCHOR     | 0         | -                  | -
      leaf int1                | root      | ISSUER_NOT_FOUND | 0         | 1 UNRELATED        | CN=CA 2
      """)
  void findsThePathAndWhatLiesBesideIt(
      String sent, String trusted, Path.End end, String steps, String problems, String missing) {
    List<Certificate> certificates = new ArrayList<>();
    for (String name : sent.split(" ")) {
      certificates.add(file(name).blocks().get(0).certificate());
    }
    TrustAnchors anchors =
        trusted == null ? TrustAnchors.NONE : TrustAnchors.of(List.of(file(trusted)));
    List<Certificate> issuers = certificates.subList(1, certificates.size());
    Path path = PathFinder.find(certificates.get(0), issuers, anchors, NOW, Purpose.SERVER);
    assertThat(path.end()).isEqualTo(end);
    List<String> indexes = path.steps().stream().map(step -> "" + step.index()).toList();
    assertThat(String.join(" ", indexes)).isEqualTo(steps);
    List<String> found =
        path.problems().stream().map(one -> one.index() + " " + one.kind()).toList();
    assertThat(String.join(", ", found)).isEqualTo(problems == null ? "" : problems);
    assertThat(path.missingIssuer() == null ? null : path.missingIssuer().toString())
        .isEqualTo(missing);
  }
}
