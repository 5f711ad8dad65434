package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.GitRepository;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One cause, one finding: whatever becomes of the finding that tells a cause, the one that yields
 * to it comes back only where it was never looked for.
 */
class YieldingTest {

  private static final String MAIN =
      """
      compatibility_level = 3.7
      myhostname = mx.example.org
      smtpd_tls_loglevel = 0
      smtpd_tls_ciphers = medium
      """;

  private static final String MASTER =
      """
      smtp inet n - n - - smtpd
        -o smtpd_tls_loglevel=1
      2525 inet n - n - - smtpd
      """;

  private static final String WINNER = "site-winner";
  private static final String YIELDER = "site-yielder";

  /** What two findings have in common, and two rules that find nothing else in common. */
  enum Same {
    PLACE("setup", "true", "$smtpd_tls_loglevel", "$smtpd_tls_loglevel.value"),
    PARAMETER(
        "setting",
        "file = 'master' and parameter = 'smtpd_tls_loglevel'",
        "setting",
        "$smtpd_tls_loglevel"),
    SIDE("setup", "true", "$smtpd_tls_loglevel", "$smtpd_tls_ciphers"),
    FILE("setup", "true", "$myhostname", "$smtpd_tls_loglevel"),
    SETUP("service", "program = 'smtpd'", "service", "$smtpd_tls_loglevel");

    final String judges;
    final String when;
    final String winnerAt;
    final String yielderAt;

    Same(String judges, String when, String winnerAt, String yielderAt) {
      this.judges = judges;
      this.when = when;
      this.winnerAt = winnerAt;
      this.yielderAt = yielderAt;
    }

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeSetup() throws IOException {
    write("main.cf", MAIN);
    write("master.cf", MASTER);
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void writeRule(String id, String judges, String when, String at, String more)
      throws IOException {
    write(
        "site/" + id + ".yaml",
        """
        id: %s
        severity: warning
        title: It is found
        judges: %s
        when: %s
        message: "It is found by %s."
        at: [%s]
        why: It is.
        mend: Mend it.
        %s
        examples:
          bad: [{main.cf: "myhostname = mx.example.org"}]
          good: [{main.cf: "myhostname = mx.example.org"}]
        """
            .formatted(id, judges, when, id, at, more));
  }

  private void writeRules(Same same) throws IOException {
    writeRule(WINNER, same.judges, same.when, same.winnerAt, "");
    String yields = "yields-to: {rule: %s, same: %s}".formatted(WINNER, same);
    writeRule(YIELDER, "setup", "true", same.yielderAt, yields);
  }

  private Run check(String... options) {
    List<String> words = new ArrayList<>(List.of("check", "--rules", "site"));
    words.addAll(List.of(options));
    words.add(".");
    return Cli.runIn(directory, words.toArray(new String[0]));
  }

  private static void assertTold(Run run, String... rules) {
    assertThat(
            run.out()
                .lines()
                .filter(line -> line.matches("\\S+: (error|warning|note): .*\\[site-.*]"))
                .map(line -> line.substring(line.lastIndexOf('[') + 1, line.length() - 1))
                .distinct())
        .containsExactlyInAnyOrder(rules);
  }

  @ParameterizedTest
  @EnumSource
  void oneFindingTellsACause(Same same) throws IOException {
    writeRules(same);
    assertTold(check(), WINNER);
  }

  @ParameterizedTest
  @EnumSource
  void disabledRuleTellsNothingSoThatTheOtherSpeaks(Same same) throws IOException {
    writeRules(same);
    assertTold(check("--disable", WINNER), YIELDER);
  }

  @ParameterizedTest
  @EnumSource
  void ruleForOtherReleasesTellsNothingSoThatTheOtherSpeaks(Same same) throws IOException {
    writeRules(same);
    writeRule(WINNER, same.judges, same.when, same.winnerAt, "until: \"3.4\"");
    assertTold(check("--postfix-version", "3.7"), YIELDER);
  }

  @ParameterizedTest
  @EnumSource
  void commentForTheWinnerSilencesTheCause(Same same) throws IOException {
    writeRules(same);
    String comment = "# posttls-lint: ignore-file[" + WINNER + "]\n";
    write("main.cf", comment + MAIN);
    write("master.cf", comment + MASTER);
    assertTold(check("--fail-on", "warning"));
  }

  @ParameterizedTest
  @EnumSource
  void baselineWithTheWinnerKnowsTheCause(Same same) throws IOException {
    writeRules(same);
    check("--write-baseline", "baseline");
    assertThat(directory.resolve("baseline")).content().contains(WINNER).doesNotContain(YIELDER);
    assertTold(check("--baseline", "baseline"));
  }

  @ParameterizedTest
  @EnumSource
  void findingsThatMatterTooLittleHaveYieldedBefore(Same same) throws IOException {
    writeRules(same);
    Run run = check("--min-severity", "error", "--severity", YIELDER + "=note");
    assertTold(run);
  }

  @ParameterizedTest
  @EnumSource
  void findingYieldsToNoneThatMattersLess(Same same) throws IOException {
    writeRules(same);
    Run run = check("--severity", YIELDER + "=error");
    assertTold(run, WINNER, YIELDER);
    assertThat(run.status()).isEqualTo(1);
    assertTold(check("--severity", YIELDER + "=error", "--severity", WINNER + "=error"), WINNER);
  }

  @ParameterizedTest
  @EnumSource
  void milderFindingTellsNothingThatMattersMore(Same same) throws IOException {
    writeRules(same);
    String milder = "milder: {severity: note, when: \"true\"}";
    writeRule(WINNER, same.judges, same.when, same.winnerAt, milder);
    assertTold(check(), WINNER, YIELDER);
  }

  @Test
  void exitStatusIsOfWhatIsLeft() throws IOException {
    writeRules(Same.PLACE);
    write("main.cf", "# posttls-lint: ignore-file[" + WINNER + "]\n" + MAIN);
    String[] errors = {"--severity", WINNER + "=error", "--severity", YIELDER + "=error"};
    assertThat(check(errors).status()).isZero();
  }

  @Slow
  @ParameterizedTest
  @EnumSource
  void unchangedWinnerIsLeftOutWithTheCause(Same same) throws Exception {
    GitRepository repository = GitRepository.init(directory.resolve("top"));
    directory = repository.top();
    writeSetup();
    writeRules(same);
    repository.commit("first");
    assertTold(check("--changed-since", "HEAD"));
    write("main.cf", MAIN + "mydomain = example.org\n");
    boolean isInMain = same != Same.PARAMETER && same != Same.SETUP;
    assertTold(check("--changed-since", "HEAD"), isInMain ? new String[] {WINNER} : new String[0]);
  }

  @Test
  void othersAreNamedOnRequest() throws IOException {
    writeRules(Same.PLACE);
    String also = "also: " + YIELDER + " tells the same cause";
    assertThat(check().out()).doesNotContain(also);
    assertThat(check("-v").out()).contains(also);
    assertThat(check("--format", "json").out()).containsPattern("\"also\": \\[\\s*\"" + YIELDER);
  }

  @Test
  void whoYieldsToASilentRuleIsNamedWhereItsCauseIsTold() throws IOException {
    writeRules(Same.PLACE);
    writeRule("site-last", "setup", "true", "$smtpd_tls_loglevel", "yields-to: " + YIELDER);
    assertThat(check("-v").out()).contains("also: site-last, " + YIELDER + " tell the same cause");
  }

  @Test
  void findingIsLeftForTheServicesThatTheOtherDoesNotCover() throws IOException {
    writeRule(WINNER, "service", "port = 2525", "$smtpd_tls_ciphers", "");
    String yields = "yields-to: " + WINNER;
    writeRule(YIELDER, "service", "program = 'smtpd'", "$smtpd_tls_ciphers", yields);
    Run run = check();
    assertTold(run, WINNER, YIELDER);
    assertThat(run.out())
        .containsPattern(YIELDER + "](?s:.(?!\n\n))*service: smtp/inet\n")
        .containsPattern(WINNER + "](?s:.(?!\n\n))*service: 2525/inet\n");
  }

  @Test
  void sameServiceIsACauseInCommon() throws IOException {
    writeRule(WINNER, "service", "program = 'smtpd'", "service", "");
    String yields = "yields-to: [{rule: %s, same: service}]".formatted(WINNER);
    writeRule(YIELDER, "service", "program = 'smtpd'", "$smtpd_tls_ciphers", yields);
    assertTold(check(), WINNER);
    assertTold(check("--disable", WINNER), YIELDER);
  }

  @Test
  void otherPlaceIsAnotherCause() throws IOException {
    writeRule(WINNER, "setup", "true", "$smtpd_tls_ciphers", "");
    writeRule(YIELDER, "setup", "true", "$smtpd_tls_loglevel", "yields-to: " + WINNER);
    assertTold(check(), WINNER, YIELDER);
  }

  @Test
  void commentForAFindingThatYieldsIsNoSuperfluousOne() throws IOException {
    writeRules(Same.PLACE);
    write("main.cf", "# posttls-lint: ignore-file[" + YIELDER + "]\n" + MAIN);
    Run run = check();
    assertTold(run, WINNER);
    assertThat(run.out()).doesNotContain("suppression-unused");
  }

  @Test
  void rulesThatAreYieldedToExistAndDoNotYieldInTurn() throws IOException {
    String at = "$smtpd_tls_loglevel";
    writeRule(WINNER, "setup", "true", at, "yields-to: [cert-expired, " + YIELDER + "]");
    writeRule(YIELDER, "setup", "true", at, "yields-to:\n  - {rule: site-last, same: file}");
    writeRule(
        "site-last", "setup", "true", at, "yields-to: [" + WINNER + ", site-winer, site-last]");
    Run run = check();
    assertThat(run.err().lines())
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .contains("site/site-last.yaml:10:13: ")
                    .contains("'site-winner' yields to this one in turn"),
            one ->
                assertThat(one)
                    .contains("site/site-last.yaml:10:26: ")
                    .contains("no rule 'site-winer' to yield to (did you mean 'site-winner'?)"),
            one ->
                assertThat(one)
                    .contains("site/site-last.yaml:10:38: ")
                    .contains("a rule does not yield to itself"),
            one -> assertThat(one).contains("site/site-winner.yaml:10:27: ").contains(YIELDER),
            one ->
                assertThat(one).contains("site/site-yielder.yaml:11:12: ").contains("site-last"));
    assertThat(run.status()).isEqualTo(2);
  }
}
