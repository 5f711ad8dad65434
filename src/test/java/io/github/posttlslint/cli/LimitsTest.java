package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit is met, and said. Those of archives are in ArchiveTest. */
@Slow
class LimitsTest {

  private static final String PEM =
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

  @TempDir Path directory;

  @BeforeEach
  void smallSetup() throws IOException {
    write("main.cf", "compatibility_level = 3.7\n");
    write("master.cf", "smtp inet n - n - - smtpd\n");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(directory.resolve(name).getParent());
    Files.writeString(directory.resolve(name), text);
  }

  private void writeLarge(String name, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
      file.setLength(size);
    }
  }

  private Run check(String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "check";
    words[1] = "-v";
    System.arraycopy(options, 0, words, 2, options.length);
    words[words.length - 1] = ".";
    return assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> Cli.runIn(directory, words), "it ends soon");
  }

  private void assertRefused(String... messages) {
    Run run = check();
    assertThat(run.err()).contains(messages).doesNotContain("internal error");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void aFileOfCertificatesHasItsSize() throws IOException {
    write("main.cf", "smtpd_use_tls = yes\nsmtpd_tls_cert_file = /etc/postfix/large.pem\n");
    writeLarge("large.pem", Limits.FILE_SIZE + 1L);
    assertThat(check().out()).contains("larger than 16 MiB");
    Run inspect = Cli.runIn(directory, "inspect", "large.pem");
    assertThat(inspect.err()).contains("large.pem: larger than 16 MiB");
    assertThat(inspect.status()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.cf", "master.cf"})
  void aConfigurationHasItsSize(String name) throws IOException {
    write(name, "#".repeat(100).concat("\n").repeat(Limits.CONFIGURATION_SIZE / 100));
    assertRefused(name + ": ", "bytes; at most 1 MiB are read");
  }

  @Test
  void aLineHasItsLength() throws IOException {
    write("main.cf", "a = b\nmynetworks = " + "x".repeat(Limits.LINE_LENGTH) + "\n");
    assertRefused("main.cf:2: more than 65536 characters in a line; the file is not judged");
  }

  @Test
  void aLineOfATableHasItsLength() throws IOException {
    write("main.cf", "transport_maps = hash:/etc/postfix/table\n");
    write("table", "a b\n" + "x ".repeat(Limits.LINE_LENGTH) + "\nno-value\n");
    assertThat(check().out())
        .contains("table:2: more than 65536 characters in a line")
        .doesNotContain("table-line-no-value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hash", "texthash", "pcre"})
  void aTableHasItsSize(String type) throws IOException {
    write("main.cf", "transport_maps = " + type + ":/etc/postfix/table\n");
    writeLarge("table", Limits.FILE_SIZE + 1L);
    assertThat(check().out()).contains("table: larger than 16 MiB");
  }

  @Test
  void mainCfHasItsSettings() throws IOException {
    write("main.cf", "a = b\n".repeat(Limits.SETTINGS + 1));
    assertRefused("main.cf: more than 5000 settings; the file is not judged");
  }

  @Test
  void masterCfHasItsServices() throws IOException {
    write("master.cf", "smtp inet n - n - - smtpd\n".repeat(Limits.SERVICES + 1));
    assertRefused("master.cf: more than 1000 services; the file is not judged");
  }

  @Test
  void masterCfHasItsOptions() throws IOException {
    write("master.cf", "smtp inet n - n - - smtpd\n" + " -o a=b\n".repeat(Limits.OPTIONS + 1));
    assertRefused("master.cf: more than 20000 options -o; the file is not judged");
  }

  private static String classes(int many, String definition) {
    StringBuilder main = new StringBuilder("smtpd_restriction_classes = ");
    for (int i = 0; i <= many; i++) {
      main.append("c" + i + "\n ");
    }
    for (int i = 0; i < many; i++) {
      main.append("\nc" + i + " = " + definition.replace("NEXT", "c" + (i + 1)));
    }
    return main + "\nc" + many + " = permit_tls_clientcerts\nsmtpd_relay_restrictions = c0\n";
  }

  @Test
  void aRestrictionClassIsPutInPlaceOnce() throws IOException {
    write("main.cf", classes(80, "NEXT, NEXT"));
    Run run = check();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("[clientcerts-no-table]");
  }

  @Test
  void restrictionClassesHaveTheirDepth() throws IOException {
    write("main.cf", classes(Limits.CLASS_DEPTH + 1, "NEXT"));
    assertThat(check().out()).contains("more than 100 restriction classes inside each other");
  }

  @Test
  void aListHasItsRestrictions() throws IOException {
    write("main.cf", "smtpd_relay_restrictions = " + "reject_x\n ".repeat(Limits.RESTRICTIONS + 1));
    assertThat(check().out()).contains("more than 5000 restrictions in a list");
  }

  @Test
  void allTablesOfASetupHaveTheirLines() throws IOException {
    String[] maps = {
      "transport_maps",
      "virtual_alias_maps",
      "canonical_maps",
      "relocated_maps",
      "sender_canonical_maps",
      "recipient_canonical_maps",
      "virtual_mailbox_maps"
    };
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < maps.length; i++) {
      main.append(maps[i] + " = texthash:/etc/postfix/table" + i + "\n");
      write("table" + i, "a b\n".repeat(Limits.TABLE_LINES - 1));
    }
    write("main.cf", main.toString());
    assertThat(check().out()).contains("only the first 300000 lines of all tables are judged");
  }

  @Test
  void aListOfChainFilesHasItsFiles() throws IOException {
    write(
        "main.cf",
        "smtpd_tls_security_level = may\nsmtpd_tls_chain_files ="
            + " /etc/postfix/a.pem".repeat(Limits.CHAIN_FILES + 1)
            + "\n");
    assertThat(check().out()).contains("more than 100 files in a list");
  }

  @Test
  void aChainHasItsCertificates() throws IOException {
    Path sample = Path.of("samples/mx/good/etc/postfix");
    String own = Files.readString(sample.resolve("mail.example.com.pem"));
    String certificate = own.substring(own.indexOf("-----BEGIN CERTIFICATE-----"));
    write("mail.pem", own + certificate.repeat(Limits.CHAIN_LENGTH));
    write(
        "main.cf",
        "smtpd_tls_security_level = may\nsmtpd_tls_chain_files = /etc/postfix/mail.pem\n");
    assertThat(check().out()).contains("only the first 100 certificates of a chain are judged");
  }

  @Test
  void aPathHasItsLength() throws IOException {
    write(
        "main.cf",
        "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = "
            + "/a".repeat(Limits.PATH_DEPTH + 1)
            + "\n");
    assertThat(check("--files", "complete").out()).contains("its path is too long");
  }

  @Test
  void aBaselineHasItsLines() throws IOException {
    write("base", "# posttls-lint baseline 1\n" + "#\n".repeat(Limits.BASELINE_LINES));
    Run run = check("--baseline", "base");
    assertThat(run.err()).contains("more than 200000 lines");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void patternsOfPathsHaveTheirLength() throws IOException {
    write(
        ".posttls-lint.yaml",
        "overrides:\n  - paths: ['" + "a".repeat(Limits.PATTERN_LENGTH + 1) + "']\n");
    Run run = check();
    assertThat(run.err()).contains("more than 32768 characters in all 'paths' of the file");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void wrongLinesOfModesAreToldUpToAHundred() throws IOException {
    write("posttls-lint.modes", "x\n".repeat(250));
    assertThat(check().err()).contains("and 150 more lines like these").hasLineCount(101);
  }

  @Test
  void aTableIsJudgedUpToALine() throws IOException {
    write("main.cf", "transport_maps = hash:/etc/postfix/table\n");
    StringBuilder table = new StringBuilder("early\n");
    for (int i = 0; i < Limits.TABLE_LINES; i++) {
      table.append("host" + i + ".example smtp:relay.example\n");
    }
    write("table", table + "late\n");
    Run run = check();
    assertThat(run.out())
        .contains("only the first 50000 lines of a table are judged", "table:1:1: ")
        .doesNotContain("late");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aPatternOfATableLooksAtSoManyCharacters() throws IOException {
    write("main.cf", "relay_clientcerts = pcre:/etc/postfix/table\n");
    write("table", "/(.*)(.*)(.*)(.*)x$/ yes\n");
    assertThat(check().out()).contains("a pattern of table may match '3C:", "' or not");
  }

  @Test
  void findingsOfARuleAreCountedAfterAThousand() throws IOException {
    write("main.cf", "transport_maps = hash:/etc/postfix/table\n");
    write("table", "no-value\n".repeat(1500));
    Run run = check("-q");
    assertThat(run.err())
        .contains("500 more findings of table-line-no-value are left out: at most 1000 of a rule");
    assertThat(run.out()).contains("table:1000:1: ").doesNotContain("table:1001:1: ");
    assertThat(run.status()).isEqualTo(3);
    assertThat(check("-f", "json").out()).contains("500 more findings of table-line-no-value");
  }

  @Test
  void aFileHasItsPemObjects() throws IOException {
    write("main.cf", "smtpd_tls_CAfile = /etc/postfix/ca.pem\nsmtpd_tls_security_level = may\n");
    write("ca.pem", PEM.repeat(Limits.PEM_OBJECTS + 1));
    assertThat(check().out()).contains("more than 5000 PEM objects");
    assertThat(Cli.runIn(directory, "inspect", "ca.pem").err())
        .contains("ca.pem: it holds more than 5000 PEM objects");
  }

  @Test
  void aSetupHasItsSizeOfAllFiles() throws IOException {
    StringBuilder main = new StringBuilder("smtpd_tls_security_level = may\n");
    String[] names = {"cert_file", "key_file", "dcert_file", "dkey_file", "eccert_file", "CAfile"};
    for (String name : names) {
      main.append("smtpd_tls_" + name + " = /etc/postfix/" + name + "\n");
      writeLarge(name, Limits.FILE_SIZE);
    }
    write("main.cf", main.toString());
    assertThat(check().out()).contains("the set-up names more than 10000 files or 64 MiB");
  }

  @Test
  void aDirectoryHasItsNames() throws IOException {
    write("main.cf", "smtpd_tls_CApath = /etc/postfix/certs\nsmtpd_tls_security_level = may\n");
    for (int i = 0; i < Limits.DIRECTORY_NAMES; i++) {
      write("certs/" + i, "");
    }
    assertThat(check().out()).contains("certs: only 10000 of its names are looked at");
  }

  @Test
  void linksEndSomewhere() throws IOException {
    write("main.cf", "smtpd_tls_cert_file = /etc/postfix/a\nsmtpd_tls_security_level = may\n");
    Files.createSymbolicLink(directory.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));
    assertThat(check("--files", "complete").out()).contains("[cert-file-missing]");
  }

  @Test
  void searchEndsInTheDeep() throws IOException {
    String deep = "d/".repeat(Limits.SEARCH_DEPTH + 1);
    write("from/" + deep + "main.cf", "a = b\n");
    Run run = Cli.runIn(directory, "check", "from");
    assertThat(run.err())
        .contains(
            "d/d: the search ends 40 directories deep; name the directories of the set-ups",
            "from: no main.cf found here or below");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void aCipherListHasItsLength() throws IOException {
    write(
        "main.cf",
        "smtpd_tls_security_level = may\ntls_medium_cipherlist = "
            + "ALL:@STRENGTH:".repeat(Limits.CIPHER_STRING / 14 + 1)
            + "\n");
    assertThat(check().out())
        .contains("tls_medium_cipherlist: a cipher list of more than 8192 characters");
  }

  @Test
  void manyLongCipherListsTakeLittleTime() throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\nlong = " + "ALL:-ALL:".repeat(900) + "\n");
    StringBuilder master = new StringBuilder();
    for (int i = 0; i < Limits.SERVICES; i++) {
      master.append(
          (1000 + i) + " inet n - n - - smtpd -o tls_medium_cipherlist=$long:A" + i + "\n");
    }
    write("master.cf", master.toString());
    assertThat(check("-q").err()).doesNotContain("internal error");
  }

  private void assertTooMuchToExpand(String settings) throws IOException {
    write("main.cf", settings + "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = $x0\n");
    assertThat(check().out()).contains("too much to expand").doesNotContain("cannot expand");
  }

  @Test
  void anExpansionHasItsLength() throws IOException {
    String most = "y = " + "y".repeat(Limits.LINE_LENGTH - 10) + "\n";
    assertTooMuchToExpand(
        most + "x0 = " + "$y".repeat(Limits.EXPANSION_LENGTH / Limits.LINE_LENGTH + 3) + "\n");
  }

  @Test
  void anExpansionHasItsSteps() throws IOException {
    StringBuilder settings = new StringBuilder("x21 =\n");
    for (int i = 0; i <= 20; i++) {
      settings.append("x" + i + " = $x" + (i + 1) + "$x" + (i + 1) + "\n");
    }
    assertTooMuchToExpand(settings.toString());
  }

  /** Postfix counts the levels of each operand apart. */
  @Test
  void anExpansionHasItsDepth() throws IOException {
    StringBuilder settings = new StringBuilder();
    for (int i = 0; i <= Limits.EXPANSION_DEPTH / 2; i++) {
      settings.append("x" + i + " = ${{$x" + (i + 1) + "} == {a} ? {b} : {c}}\n");
    }
    assertTooMuchToExpand(settings.toString());
  }

  @Test
  void expansionsAreBoundedAlsoTogether() throws IOException {
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      main.append("x" + i + " = $x" + (i + 1) + "$x" + (i + 1) + "\n");
    }
    main.append("x40 = y\n");
    for (int i = 0; i < 2000; i++) {
      main.append("smtpd_tls_key_file = $x0 " + i + "\nz" + i + " = $x0\n");
    }
    for (String name : new String[] {"cert_file", "CAfile", "CApath", "ciphers", "protocols"}) {
      main.append("smtpd_tls_" + name + " = $x0\nsmtp_tls_" + name + " = $x0\n");
    }
    write("main.cf", main.toString());
    Run run = check();
    assertThat(run.out()).contains("too much to expand");
  }

  @Test
  void valuesAreBoundedAlsoTogether() throws IOException {
    int length = Limits.LINE_LENGTH - 100;
    StringBuilder master = new StringBuilder();
    for (int i = 0; i <= Limits.SETUP_VALUES / length; i++) {
      master.append((1000 + i) + " inet n - n - - smtpd -o x=" + i + "\n");
    }
    write("main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = $x\n");
    write("master.cf", master.toString());
    assertThat(check("-v").out()).doesNotContain("too much to expand");
    String values = "smtpd_tls_cert_file = " + "y".repeat(length) + "$x\n";
    write("main.cf", "smtpd_tls_security_level = may\n" + values);
    assertThat(check("-v").out()).contains("too much to expand");
  }

  @Test
  void aListOfModesHasItsFiles() throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\n");
    StringBuilder modes = new StringBuilder("complete /etc\n");
    for (int i = 2; i <= Limits.MODES; i++) {
      modes.append("0600 a:b x" + i + "\n");
    }
    write("posttls-lint.modes", modes.toString().trim());
    assertThat(check().err()).doesNotContain("are known of");
    write("posttls-lint.modes", modes + "0600 a:b x\n");
    assertThat(check().err()).contains("only the first " + Limits.MODES + " files are known of");
  }

  @Test
  void aLineOfModesHasItsWords() throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\n");
    write("posttls-lint.modes", "0600 a:b " + "/x".repeat(1 << 20) + "\n" + "0 ".repeat(1 << 20));
    assertThat(check().err()).contains("line 1: expected", "line 2: expected");
  }

  private void writeRule(String when) throws IOException {
    write(
        "rules/site/site-rule.yaml",
        "id: site-rule\nseverity: note\ntitle: t\njudges: setup\nwhen: \""
            + when
            + "\"\nmessage: m\nwhy: w\nmend: m\n");
  }

  private void assertRuleRefused(String message) {
    Run run = check("--rules", "rules");
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not "})
  void aConditionHasItsDepth(String opening) throws IOException {
    writeRule(opening.repeat(2_000) + "true");
    assertRuleRefused("more than 100 conditions inside each other");
  }

  @Test
  void aRuleFileHasItsSize() throws IOException {
    writeRule("true or ".repeat(Limits.CONFIGURATION_SIZE / 8) + "true");
    assertRuleRefused("site-rule.yaml: larger than 1 MiB");
  }

  @Test
  void aConditionHasItsLength() throws IOException {
    writeRule("release < 3.0 or ".repeat(Limits.CONDITION / 18) + "false");
    assertThat(check("--rules", "rules").err())
        .contains("rule site-rule has no examples")
        .hasLineCount(1);
    writeRule("release < 3.0 or ".repeat(Limits.CONDITION / 17) + "false");
    assertRuleRefused("site-rule.yaml:5:7: 'when': longer than 10000 characters");
  }

  /** Each name of a condition is looked up, and each key, until enough is told. */
  @Test
  void aRuleFileThatIsFullOfFaultsIsRefusedSoon() throws IOException {
    StringBuilder keys = new StringBuilder("id: site-rule\n");
    for (int i = 0; i < 50_000; i++) {
      keys.append("severitx").append(i).append(": x\n");
    }
    write("rules/site/site-rule.yaml", keys.toString());
    assertThat(check("--rules", "rules").err()).hasLineCount(Limits.RULE_FAULTS + 1);
    writeRule("$smtpd_tls_securty_level or prot or ".repeat(250) + "false");
    assertThat(check("--rules", "rules").err()).hasLineCount(Limits.RULE_FAULTS + 1);
  }

  /** A message of half a megabyte made a report of half a gigabyte. */
  @ParameterizedTest
  @CsvSource({
    "title,longer than 1000 characters",
    "message,longer than 1000 characters",
    "why,longer than 10000 characters",
    "mend,longer than 10000 characters",
    "related,more than 20 entries",
    "references,more than 20 entries",
    "placeholders,more than 20 placeholders"
  })
  void whatFindingsRepeatIsShort(String key, String message) throws IOException {
    String longText = "x".repeat(10_001);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String one : List.of("title", "message", "why", "mend")) {
      texts.put(one, one + ": " + (one.equals(key) ? longText : "x"));
    }
    texts.put("related", "related:" + "\n  - {at: setting, message: x}".repeat(21));
    texts.put("references", "references:" + "\n  - x".repeat(key.equals("references") ? 21 : 1));
    texts.put("placeholders", "message: " + "'" + "{name}".repeat(21) + "'");
    if (!key.equals("related")) {
      texts.remove("related");
    }
    texts.remove(key.equals("placeholders") ? "message" : "placeholders");
    write(
        "rules/site/site-rule.yaml",
        "id: site-rule\nseverity: note\njudges: setting\nwhen: true\n"
            + String.join("\n", texts.values())
            + "\nexamples: {bad: [{main.cf: a = b}], good: [{main.cf: c = d}]}\n");
    assertRuleRefused(message);
  }

  @Test
  void onlySoManyWaysOfMailAreFollowed() throws IOException {
    StringBuilder table = new StringBuilder();
    for (int i = 0; i <= Limits.SETUP_ROUTES; i++) {
      table.append("a").append(i).append(".test smtp:[b").append(i).append(".test]\n");
    }
    write("transport", table.toString());
    write("main.cf", "transport_maps = texthash:${config_directory}/transport\n");
    Run run = check("-q", "--files", "complete");
    assertThat(run.err()).contains("only the first 10000 ways of mail are followed");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void rulesOfStrangersDoNotFloodAReport() throws IOException {
    for (int i = 0; i < 30; i++) {
      write(
          "rules/site/site-" + i + ".yaml",
          "id: site-%d\nseverity: note\ntitle: t\njudges: setting\nwhen: true\n".formatted(i)
              + "message: m\nwhy: w\nmend: m\nreferences: [r]\n"
              + "examples: {bad: [{main.cf: a = b}], good: [{main.cf: c = d}]}\n");
    }
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      main.append("own").append(i).append(" = x\n");
    }
    write("main.cf", main.toString());
    Run run = check("-q", "--rules", "rules");
    assertThat(run.out().lines().count()).isEqualTo(20_000);
    assertThat(run.err()).contains("of a rule are told, and 20000 of all");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void aFolderOfRulesHasItsFiles() throws IOException {
    Files.createDirectory(directory.resolve("rules"));
    for (int i = 0; i <= Limits.RULE_FILES; i++) {
      Files.createFile(directory.resolve("rules/" + i + ".yaml"));
    }
    assertRuleRefused("rules: more than 10000 files");
  }

  @ParameterizedTest
  @CsvSource({
    "'a: &x [1]\nb: *x\n',aliases (*name) and types (!name) are not allowed here",
    "'a: !!java.net.URL [x]\n',aliases (*name) and types (!name) are not allowed here",
    "'a: !!javax.script.ScriptEngineManager [x]\n',are not allowed here"
  })
  void yamlOfRulesMakesNoObjects(String yaml, String message) throws IOException {
    write("rules/site/site-rule.yaml", yaml);
    assertRuleRefused(message);
  }

  @Test
  void yamlHasItsDepth() throws IOException {
    write("rules/site/site-rule.yaml", "a: " + "[".repeat(50_000));
    assertRuleRefused("site-rule.yaml:1:1: not YAML: ");
    write(".posttls-lint.yaml", "names: " + "[".repeat(50_000));
    Run run = check();
    assertThat(run.err()).contains(".posttls-lint.yaml:1: ").hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'names: &x [a]\nnot-here: *x\n',.posttls-lint.yaml:2: aliases",
    "'names: !!java.net.URL [x]\n',.posttls-lint.yaml:1: types"
  })
  void yamlOfConfigurationMakesNoObjects(String yaml, String message) throws IOException {
    write(".posttls-lint.yaml", yaml);
    Run run = check();
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void aConfigurationFileHasItsSize() throws IOException {
    write(".posttls-lint.yaml", "# x\n".repeat(Limits.CONFIGURATION_SIZE / 4 + 1));
    assertThat(check().err()).contains(".posttls-lint.yaml: larger than 1 MiB");
  }

  @Test
  void patternsOfPathsTakeLittleTime() throws IOException {
    String name = "a".repeat(200);
    write(name + "/" + name + "/main.cf", "a = b\n");
    write(
        ".posttls-lint.yaml",
        "overrides:\n  - paths: [\"" + "**a*".repeat(100) + "b\"]\n    files: partial\n");
    assertThat(check().err()).isEmpty();
  }

  @Test
  void commentsThatSilenceAreReadUpToANumber() throws IOException {
    write(
        "main.cf",
        "# posttls-lint: ignore-file[no-rule]\n".repeat(Limits.SUPPRESSIONS)
            + "# posttls-lint: ignore-file[maincf-missing-equals]\npermit_mynetworks\n");
    Run run = check("-q");
    assertThat(run.out()).contains("[maincf-missing-equals]");
    assertThat(run.err())
        .contains(
            "main.cf:1001: from here on comments that silence rules do not count: found 1001,"
                + " expected at most 1000 in a file");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void manyCommentsThatSilenceTakeLittleTime() throws IOException {
    write("main.cf", "transport_maps = hash:/etc/postfix/table\n");
    write("table", "# posttls-lint: ignore[x] -- y\n".repeat(Limits.TABLE_LINES));
    assertThat(check("-q").err()).doesNotContain("internal error");
  }

  @Test
  void indexOfGitIsReadUpToASize() throws IOException {
    Path sample = Path.of("samples/mx/good/etc/postfix");
    for (String name : new String[] {"main.cf", "master.cf", "mail.example.com.pem"}) {
      write(name, Files.readString(sample.resolve(name)));
    }
    write(".git/HEAD", "");
    writeLarge(".git/index", Limits.GIT_INDEX_SIZE + 1L);
    assertThat(check().out())
        .contains("whether git has the file cannot be told [key-in-repository]");
  }
}
