package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.testkit.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code postconf -d} of each release says is what {@code show --all} says. */
class DefaultsAgainstPostfixTest {

  /** What the host, the moment or the builder of the package decides. */
  static final Set<String> OF_THE_HOST =
      Set.of(
          "alias_maps",
          "config_directory",
          "daemon_directory",
          "html_directory",
          "mail_release_date",
          "mail_version",
          "manpage_directory",
          "meta_directory",
          "mydomain",
          "myhostname",
          "mynetworks",
          "process_id",
          "process_name",
          "readme_directory",
          "shlib_directory");

  @TempDir Path directory;

  static List<Release> releases() throws Exception {
    List<Release> all = new ArrayList<>(List.of(Release.installed()));
    all.addAll(Release.staged().releases());
    return all;
  }

  @Test
  void everyDefaultIsThatOfPostconf() throws Exception {
    Files.writeString(directory.resolve("main.cf"), "# nothing is set\n");
    int values = 0;
    for (Release release : releases()) {
      Map<String, String> expected = release.defaults();
      Map<String, String> shown = shown(release);
      assertThat(shown.keySet()).as("%s", release).isEqualTo(expected.keySet());
      OF_THE_HOST.forEach(expected::remove);
      OF_THE_HOST.forEach(shown::remove);
      ofTheDistribution(release).forEach(shown::put);
      assertThat(shown).as("%s", release).isEqualTo(expected);
      values += shown.size();
    }
    System.out.println(
        "postconf -d: " + values + " defaults of " + releases().size() + " releases");
  }

  /** The types of tables that Debian builds in from 3.11 on. */
  private static Map<String, String> ofTheDistribution(Release release) {
    return release.version().isAtLeast(3, 11)
        ? Map.of("default_database_type", "cdb", "default_cache_db_type", "lmdb")
        : Map.of();
  }

  private Map<String, String> shown(Release release) throws Exception {
    Cli.Run run =
        Cli.run(
            "show",
            "--all",
            "--format",
            "json",
            "--postfix-version",
            release.version().toString(),
            "--openssl-version",
            release.openssl(),
            directory.toString());
    Map<String, String> shown = new TreeMap<>();
    for (JsonNode one : new JsonMapper().readTree(run.out()).path("main")) {
      shown.put(one.path("name").asText(), one.path("raw").asText());
    }
    return shown;
  }

  @Test
  void everyParameterIsKnown() throws Exception {
    Parameters parameters = Parameters.load();
    for (Release release : releases()) {
      assertThat(release.defaults().keySet())
          .as("%s", release)
          .allSatisfy(name -> assertThat(parameters.find(name, release.version())).isNotNull());
    }
  }
}
