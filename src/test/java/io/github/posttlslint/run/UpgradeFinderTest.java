package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.DefaultVariant;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Upgrade.DefaultChange;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Loaders;
import io.github.posttlslint.testkit.PostconfDefaults;
import io.github.posttlslint.testkit.Slow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the changed defaults against the listings of {@code postconf -d} of all releases. */
@Slow
class UpgradeFinderTest {

  /** Chosen when Postfix was built for the listing. */
  private static final Set<String> OF_THE_BUILD = Set.of("smtpd_sasl_type");

  /** The OpenSSL that the listings were made with. */
  private static final OpenSslReleases OF_THE_LISTINGS =
      OpenSslReleases.between(OpenSslRelease.V3_0, OpenSslRelease.V3_0);

  private final Parameters parameters = Parameters.load();
  private final Map<PostfixVersion, Map<String, String>> defaults = new HashMap<>();
  private final Map<Path, Setup> setups = new HashMap<>();

  @Test
  void changedDefaultsOfTheCorpusAreThoseOfPostconf() {
    PostfixVersion from = PostfixVersion.of(3, 4);
    PostfixVersion to = PostfixVersion.of(3, 11);
    int changes = 0;
    for (Corpus.Item item : Corpus.items()) {
      Map<String, String> found = found(setup(item), from, to);
      assertThat(found).as(item.id()).isEqualTo(expected(from, to, namesSet(item)));
      changes += found.size();
    }
    System.out.println("upgrade 3.4 to 3.11: " + changes + " changed defaults in the corpus");
    assertThat(changes).isGreaterThan(1000);
  }

  @Test
  void changedDefaultsOfEveryPairOfReleasesAreThoseOfPostconf() {
    List<Corpus.Item> items = Corpus.items();
    int pairs = 0;
    for (PostfixVersion from : PostfixVersion.releases()) {
      for (PostfixVersion to : PostfixVersion.releases()) {
        Corpus.Item item = items.get(pairs++ % items.size());
        assertThat(found(setup(item), from, to))
            .as(item.id() + " from " + from + " to " + to)
            .isEqualTo(expected(from, to, namesSet(item)));
      }
    }
    assertThat(pairs).isEqualTo(23 * 23);
  }

  private Map<String, String> found(Setup setup, PostfixVersion from, PostfixVersion to) {
    Linter silent = new Linter(List.of(), new JudgeSettings(Instant.EPOCH, 21, List.of()));
    UpgradeFinder finder = new UpgradeFinder(parameters, to, OF_THE_LISTINGS, false, silent);
    Upgrade upgrade = finder.find(setup.on(setup.platform().named(from).with(OF_THE_LISTINGS)));
    Map<String, String> found = new TreeMap<>();
    for (DefaultChange change : upgrade.defaults()) {
      String before = newest(change.before());
      String after = newest(change.after());
      if (!before.equals(after)) {
        found.put(change.parameter(), before + " -> " + after);
      }
    }
    return found;
  }

  /** That of the newest patch level, which the listing of a release is of. */
  private static String newest(List<DefaultVariant> variants) {
    return String.valueOf(variants.get(variants.size() - 1).value());
  }

  private Map<String, String> expected(PostfixVersion from, PostfixVersion to, Set<String> set) {
    Map<String, String> before = defaults.computeIfAbsent(from, PostconfDefaults::of);
    Map<String, String> after = defaults.computeIfAbsent(to, PostconfDefaults::of);
    Map<String, String> expected = new TreeMap<>();
    for (Map.Entry<String, String> one : before.entrySet()) {
      String name = one.getKey();
      String now = after.get(name);
      Parameter parameter = parameters.find(name);
      if (now != null
          && !now.equals(one.getValue())
          && !set.contains(name)
          && !OF_THE_BUILD.contains(name)
          && parameter != null
          && parameter.isTls()) {
        expected.put(name, one.getValue() + " -> " + now);
      }
    }
    return expected;
  }

  /** What the lines of a main.cf set, told without the linter's own parser. */
  private static Set<String> namesSet(Corpus.Item item) {
    Set<String> names = new HashSet<>();
    for (String line : new String(item.read("main.cf"), StandardCharsets.ISO_8859_1).split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        names.add(line.substring(0, equals).stripTrailing());
      }
    }
    return names;
  }

  private Setup setup(Corpus.Item item) {
    return setups.computeIfAbsent(item.directory(), this::load);
  }

  private Setup load(Path directory) {
    Setup setup = Loaders.loader(directory, false, null, parameters).load(Loaders.find(directory));
    assertThat(setup).isNotNull();
    return setup;
  }
}
