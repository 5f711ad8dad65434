package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.posttlslint.testkit.PostconfDefaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds names and defaults against the output of {@code postconf -d}, release by release. */
class ParameterDefaultsTest {

  /** Taken from the host or from the version itself. */
  private static final Set<String> FROM_HOST =
      Set.of(
          "mail_release_date",
          "mail_version",
          "mydomain",
          "myhostname",
          "mynetworks",
          "process_id",
          "process_name");

  /** Directories and files that the one who builds Postfix chooses; Debian chooses otherwise. */
  private static final Set<String> FROM_BUILD =
      Set.of(
          // with or without NIS
          "alias_maps",
          "command_directory",
          "config_directory",
          "daemon_directory",
          "data_directory",
          "default_database_type",
          "html_directory",
          "mailq_path",
          "manpage_directory",
          "meta_directory",
          "newaliases_path",
          "openssl_path",
          "queue_directory",
          "readme_directory",
          "sample_directory",
          "sendmail_path",
          "shlib_directory",
          // listings were made with -DDEF_SERVER_SASL_TYPE=\"dovecot\"
          "smtpd_sasl_type");

  private final Parameters parameters = Parameters.load();

  static List<PostfixVersion> releases() {
    return PostfixVersion.releases();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyReleaseHasTheNamesAndDefaultsThatItsPostconfLists(PostfixVersion release) {
    Map<String, String> expected = PostconfDefaults.of(release);

    assertThat(parameters.namesOf(release)).containsExactlyElementsOf(expected.keySet());
    assertThat(differences(release, expected)).isEmpty();
  }

  @Test
  void theInstalledPostfixHasTheDefaultsOfItsPatchLevel(@TempDir Path directory) throws Exception {
    PostfixVersion version = RealPostfix.version(directory);
    Map<String, String> real = RealPostfix.defaults(directory, "");

    assertThat(parameters.namesOf(version)).containsExactlyElementsOf(real.keySet());
    assertThat(differences(version, real)).isEmpty();
  }

  @Test
  void namesAreSortedSoThatTheyCanBeFound() {
    List<String> names = parameters.all();

    assertThat(names).isSorted().doesNotHaveDuplicates();
    assertThat(names).allSatisfy(name -> assertThat(parameters.find(name)).isNotNull());
  }

  @Test
  void everyLineOfTheReferenceDataIsReadable() {
    for (String name : parameters.all()) {
      Parameter p = parameters.find(name);
      assertThatCode(
              () -> {
                p.values();
                p.deprecation();
                p.min();
                p.max();
                for (PostfixVersion v : PostfixVersion.releases()) {
                  p.type(v);
                  p.minLength(v);
                  assertThat(p.defaultIn(v) != null).isEqualTo(p.existsIn(v));
                }
              })
          .as(name)
          .doesNotThrowAnyException();
    }
  }

  private List<String> differences(PostfixVersion version, Map<String, String> expected) {
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, String> setting : expected.entrySet()) {
      String name = setting.getKey();
      if (FROM_HOST.contains(name) || FROM_BUILD.contains(name)) {
        continue;
      }
      Parameter parameter = parameters.find(name);
      String actual = parameter == null ? null : parameter.defaultIn(version);
      if (!setting.getValue().equals(actual)) {
        different.add(name + ": postconf says " + setting.getValue() + ", we say " + actual);
      }
    }
    return different;
  }
}
