package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RuleExamples;
import io.github.posttlslint.testkit.RuleExamples.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class ProofsTest {

  @TempDir Path rules;

  @Test
  void countsProvedArguedAndUnprovedErrors() throws IOException {
    copy("syntax/bad-boolean.yaml", "\nnothing");
    copy("certkey/cert-expired.yaml", "\nnothing");
    copy("ca/cafile-contains-private-key.yaml", "\nnothing");
    copy("syntax/bad-integer.yaml", "\nevidence:");
    copy("auth/auth-on-port-25.yaml", "\nnothing");

    Proofs proofs = Proofs.read(rules, ProofRecord.parse(""));

    assertThat(proofs.totals())
        .isEqualTo("5 rules; errors: 1 proved by Postfix, 1 by OpenSSL, 1 argued, 1 unproved");
    assertThat(proofs.unproved()).containsExactly("bad-integer");
    assertThat(proofs.leftOut("no Postfix")).isEqualTo("proofs of 2 rules left out: no Postfix");
  }

  @Test
  void everyRuleWasRunAsItIsNow() throws IOException {
    List<String> unrun = Proofs.read().unrun();
    if (!unrun.isEmpty() && !Program.inCi()) {
      throw new TestAbortedException("not run since they were changed: " + unrun);
    }
    assertThat(unrun).as("to be run with mvn test -Drule=ID,ID -Drefresh.proofs").isEmpty();
  }

  @Test
  void aRuleIsProvedWithTheReleasesThatDoWhatItSays() throws IOException {
    copy("syntax/bad-boolean.yaml", "\nnothing");
    String fingerprint = Evidence.readAll(rules).get("bad-boolean").fingerprint();
    String heading = "rule\texamples\t3.5.25\t3.7.11\t3.11.7\n";
    ProofRecord record =
        ProofRecord.parse(heading + "bad-boolean\t" + fingerprint + "\t++-\t+!-\t---\n");
    ProofRecord gap =
        ProofRecord.parse(heading + "bad-boolean\t" + fingerprint + "\t++-\t+!-\t...\n");

    assertThat(Proofs.read(rules, record).table())
        .contains("| bad-boolean | error | all | Postfix | 3.5 |");
    assertThat(Proofs.read(rules, record).unrun()).isEmpty();
    assertThat(Proofs.read(rules, gap).unrun()).containsExactly("bad-boolean");

    ProofRecord old = ProofRecord.parse(heading + "bad-boolean\t00000000\t++-\t++-\t++-\n");
    assertThat(Proofs.read(rules, old).table())
        .contains("| bad-boolean | error | all | Postfix | not run since it was changed |");
    assertThat(Proofs.read(rules, old).unrun()).containsExactly("bad-boolean");
  }

  @Test
  void whatIsRunAnewTakesThePlaceOfWhatWasSeenAndNothingElse() throws IOException {
    Named example = RuleExamples.read().of("bad-boolean").get(0);
    Evidence evidence = Evidence.readAll(Path.of("rules")).get("bad-boolean");
    Release release = new Release("here", PostfixVersion.of(3, 7, 12), "3.0.22", null);
    Map<Trial, ProofRecord.Mark> seen =
        Map.of(new Trial(example, evidence, release), ProofRecord.Mark.SEEN);
    String ours = "bad-boolean\t" + evidence.fingerprint();
    ProofRecord record =
        ProofRecord.parse(
            "rule\texamples\t3.5.25\t3.7.11\nanother\tabcd\t+\t+\n" + ours + "\t-\t-\n");

    assertThat(record.with(seen, false).toString())
        .endsWith("\t3.5.25\t3.7.11\nanother\tabcd\t+\t+\n" + ours + "\t-\t+\n");
    assertThat(record.with(seen, true).toString())
        .endsWith("\t3.5.25\t3.7.12\n" + ours + "\t-\t+\n");
  }

  @Test
  void theRecordIsWrittenAsItWasRead() throws IOException {
    assertThat(ProofRecord.read()).hasToString(Files.readString(ProofRecord.FILE));
  }

  @Test
  void tableHasEveryRule() throws IOException {
    String table = Proofs.read().table();
    assertThat(RuleFiles.builtIn(Path.of("rules")).keySet())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(table).contains("| " + id + " | "));
  }

  /** Copies a rule file up to a text. */
  /** Copies a rule, without the others that it yields to. */
  private void copy(String file, String end) throws IOException {
    String text = Files.readString(Path.of("rules", file));
    text = text.replaceAll("(?m)^yields-to:.*\\n(  - .*\\n)*", "");
    int at = text.indexOf(end);
    Path target = Files.createDirectories(rules.resolve(file).getParent());
    Files.writeString(
        target.resolve(Path.of(file).getFileName()), at < 0 ? text : text.substring(0, at + 1));
  }
}
