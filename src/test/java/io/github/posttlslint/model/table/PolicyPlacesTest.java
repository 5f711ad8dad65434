package io.github.posttlslint.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy is judged alike wherever it stands: in a file, and in main.cf in each of its forms. */
class PolicyPlacesTest {

  private static final Pattern RULE =
      Pattern.compile("error: .*\\[((?:policy|protocols)-[a-z-]+)]");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dane-onl",
        "encrypt ciphers=hihg",
        "encrypt protocols=TLSv9",
        "secure mach=example.com",
        "fingerprint",
        "encrypt protocols=!TLSv1:TLSv1.1:x",
        "secure match",
        "secure match=",
        "encrypt exclude=aNULL ciphers",
        "dane tafile=/etc/none.pem"
      })
  void faultsAreTheSameInAllPlaces(String policy) throws IOException {
    Files.writeString(directory.resolve("policy"), "example.com " + policy + "\n");
    List<String> inFile = errors("texthash:" + directory.resolve("policy"));
    assertThat(inFile).isNotEmpty();
    assertThat(errors("static:{ " + policy + " }")).isEqualTo(inFile);
    assertThat(errors("inline:{ { example.com = " + policy + " } }")).isEqualTo(inFile);
  }

  private List<String> errors(String table) throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "compatibility_level = 3.6\nrelayhost = example.com\n"
            + "smtp_tls_security_level = may\nsmtp_tls_policy_maps = "
            + table
            + "\n");
    Matcher rules = RULE.matcher(Cli.run("check", directory.toString()).out());
    TreeSet<String> found = new TreeSet<>();
    while (rules.find()) {
      found.add(rules.group(1));
    }
    return List.copyOf(found);
  }
}
