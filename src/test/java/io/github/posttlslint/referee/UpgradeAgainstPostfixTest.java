package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.posttlslint.testkit.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code upgrade --all} says of defaults, new and removed parameters is what differs between
 * the {@code postconf -d} of the two releases, for each pair of those that are there. The one that
 * is left is found in a package database.
 */
class UpgradeAgainstPostfixTest {

  /** Types of tables that the builder of the package chooses. */
  private static final Set<String> OF_THE_BUILD =
      Set.of("default_cache_db_type", "default_database_type");

  @TempDir Path root;

  @Test
  void changesOfEachPairAreThoseOfPostconf() throws Exception {
    List<Release> releases = DefaultsAgainstPostfixTest.releases();
    int told = 0;
    for (Release from : releases) {
      Map<String, String> before = from.defaults();
      for (Release to : releases) {
        Map<String, String> after = to.defaults();
        JsonNode said = upgrade(from, to);
        String pair = from + " to " + to;
        assertThat(said.path("from").asText()).as(pair).isEqualTo(from.version().toString());
        assertThat(names(said.path("newParameters"))).as(pair).isEqualTo(without(after, before));
        assertThat(names(said.path("goneParameters"))).as(pair).isEqualTo(without(before, after));
        Map<String, String> defaults = defaults(said);
        assertThat(defaults).as(pair).isEqualTo(different(before, after));
        told += defaults.size();
      }
    }
    System.out.println(
        "upgrade: " + told + " changed defaults of pairs of " + releases.size() + " releases");
  }

  private JsonNode upgrade(Release from, Release to) throws Exception {
    Path directory = Files.createDirectories(root.resolve("etc/postfix"));
    Files.writeString(directory.resolve("main.cf"), "# nothing is set\n");
    Path database = Files.createDirectories(root.resolve("var/lib/dpkg"));
    Files.writeString(
        database.resolve("status"),
        installed("postfix", from.version().toString()) + installed("libssl3", from.openssl()));
    Cli.Run run =
        Cli.run(
            "upgrade",
            "--all",
            "--format",
            "json",
            "--root",
            root.toString(),
            "--to",
            to.version().toString(),
            "--openssl-version",
            to.openssl());
    return new JsonMapper().readTree(run.out());
  }

  private static String installed(String name, String version) {
    return "Package: " + name + "\nStatus: install ok installed\nVersion: " + version + "-1\n\n";
  }

  private static Set<String> names(JsonNode array) {
    Set<String> names = new TreeSet<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static Set<String> without(Map<String, String> some, Map<String, String> others) {
    Set<String> names = new HashSet<>(some.keySet());
    names.removeAll(others.keySet());
    return names;
  }

  private static Map<String, String> defaults(JsonNode said) {
    Map<String, String> defaults = new TreeMap<>();
    for (JsonNode change : said.path("defaults")) {
      String name = change.path("parameter").asText();
      assertThat(change.has("oldDefaults") || change.has("newDefaults"))
          .as("%s depends on something that is known here", name)
          .isFalse();
      if (isCompared(name)) {
        String before = change.path("oldDefault").asText();
        defaults.put(name, before + " -> " + change.path("newDefault").asText());
      }
    }
    return defaults;
  }

  private static Map<String, String> different(
      Map<String, String> before, Map<String, String> after) {
    Map<String, String> different = new TreeMap<>();
    before.forEach(
        (name, was) -> {
          String is = after.get(name);
          if (is != null && !is.equals(was) && isCompared(name)) {
            different.put(name, was + " -> " + is);
          }
        });
    return different;
  }

  private static boolean isCompared(String name) {
    return !DefaultsAgainstPostfixTest.OF_THE_HOST.contains(name) && !OF_THE_BUILD.contains(name);
  }
}
