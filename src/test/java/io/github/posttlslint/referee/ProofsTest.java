package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.rule.CompileRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {

  @TempDir Path rules;

  @Test
  void countsProvedArguedAndUnprovedErrors() throws IOException {
    copy("syntax/bad-boolean.yaml", "\nnothing");
    copy("certkey/cert-expired.yaml", "\nnothing");
    copy("ca/cafile-contains-private-key.yaml", "\nnothing");
    copy("syntax/bad-integer.yaml", "\nevidence:");
    copy("auth/auth-on-port-25.yaml", "\nnothing");

    Proofs proofs = Proofs.read(rules);

    assertThat(proofs.totals())
        .isEqualTo("5 rules; errors: 1 proved by Postfix, 1 by OpenSSL, 1 argued, 1 unproved");
    assertThat(proofs.unproved()).containsExactly("bad-integer");
    assertThat(proofs.leftOut("no Postfix")).isEqualTo("proofs of 2 rules left out: no Postfix");
  }

  @Test
  void tableHasEveryRule() throws IOException {
    String table = Proofs.read().table();
    assertThat(CompileRules.readAll(Path.of("rules")).keySet())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(table).contains("| " + id + " | "));
  }

  /** Copies a rule file up to a text. */
  private void copy(String file, String end) throws IOException {
    String text = Files.readString(Path.of("rules", file));
    int at = text.indexOf(end);
    Path target = Files.createDirectories(rules.resolve(file).getParent());
    Files.writeString(
        target.resolve(Path.of(file).getFileName()), at < 0 ? text : text.substring(0, at + 1));
  }
}
