package io.github.posttlslint.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RandomCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cipher strings mean what the installed OpenSSL 3 makes of them. */
class CipherStringAgainstOpenSslTest {

  private static final long SEED = 20260601;
  private static final int CASES = 4000;

  @TempDir Path directory;
  private Path openssl = Path.of("openssl");

  @BeforeEach
  void findOpenSsl() throws Exception {
    openssl = Program.require("openssl");
    Assumptions.assumeTrue(
        run(List.of(openssl.toString(), "version"), "").startsWith("OpenSSL 3."),
        "the tables are compared with OpenSSL 3");
  }

  @Test
  void tableIsThatOfOpenSsl() throws Exception {
    List<String> expected = new ArrayList<>();
    String all = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";
    for (String line : ciphers("-V", "-stdname", all).lines().toList()) {
      List<String> words = Arrays.asList(line.strip().split(" +"));
      String code = words.get(0).replace("0x", "").replace(",", "");
      expected.add(String.join(" ", code, words.get(2), words.get(4), words.get(5)));
    }
    List<String> ours = new ArrayList<>();
    for (CipherSuite suite : CipherString.resolve(all, CipherSuite.Build.OPENSSL_3_0).suites()) {
      String code = String.format("%04X", suite.code());
      ours.add(String.join(" ", code, suite.ianaName(), suite.name(), suite.lowest()));
    }
    assertThat(new TreeSet<>(ours)).isEqualTo(new TreeSet<>(expected));
  }

  @Test
  void everyWordSelectsWhatItSelectsInOpenSsl() throws Exception {
    List<String> strings = new ArrayList<>();
    for (String word : CipherTable.of(CipherSuite.Build.OPENSSL_3_0).words().keySet()) {
      strings.add(word);
      strings.add("ALL:COMPLEMENTOFALL:!" + word);
      strings.add("ALL:COMPLEMENTOFALL:+" + word);
    }
    List<String> answers = library(strings);
    for (int i = 0; i < strings.size(); i++) {
      assertThat(ours(strings.get(i))).as(strings.get(i)).isEqualTo(answers.get(i));
    }
  }

  @Test
  void randomStringsResolveAsInOpenSsl() throws Exception {
    List<String> strings = new ArrayList<>();
    for (List<String> fragments : RandomCases.make(SEED, CASES, 9, fragments())) {
      strings.add(text(fragments));
    }
    List<String> answers = library(strings);
    int refused = 0;
    for (int i = 0; i < strings.size(); i++) {
      assertThat(ours(strings.get(i)))
          .as("seed " + SEED + ", string " + i + ": " + strings.get(i))
          .isEqualTo(answers.get(i));
      refused += answers.get(i).startsWith("error") ? 1 : 0;
    }
    System.out.println("cipher strings: " + CASES + ", of which OpenSSL refuses " + refused);
    assertThat(refused).isBetween(CASES / 50, CASES / 2);
  }

  /** The program itself, with a process for each string, and what Postfix hands to the library. */
  @Test
  void commandPrintsTheSame() throws Exception {
    List<String> strings =
        List.of(
            "aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH",
            "aNULL:-aNULL:HIGH:@STRENGTH:!aNULL:!MD5",
            "eNULL:!aNULL",
            "aNULL:-aNULL:HIGH:!SEED:!IDEA:!3DES:!RC2:!RC4:!RC5:!kDH:!kECDH:!aDSS:!MD5:@STRENGTH",
            "DEFAULT:!kRSA",
            "ECDHE+AESGCM:DHE+AESGCM:@SECLEVEL=2",
            "HIGH:!aNULL@SECLEVEL=3");
    for (String string : strings) {
      String level = string.contains("SECLEVEL") ? string : string + ":@SECLEVEL=0";
      CipherString ours = CipherString.resolve(level, CipherSuite.Build.OPENSSL_3_0);
      assertThat(names(ciphers("-v", level))).as(string).isEqualTo(joined(ours.suites()));
      assertThat(names(ciphers("-s", "-v", level))).as(string).isEqualTo(joined(ours.usable()));
    }
  }

  private static List<String> fragments() {
    CipherTable table = CipherTable.of(CipherSuite.Build.WEAK);
    List<String> fragments = new ArrayList<>(new TreeSet<>(table.words().keySet()));
    // the words that people use come up as often as the names of suites
    for (int i = 0; i < 6; i++) {
      fragments.addAll(
          List.of("HIGH", "MEDIUM", "ALL", "DEFAULT", "ECDHE", "AESGCM", "aNULL", "RSA", "kRSA"));
      fragments.addAll(
          List.of("!", "!", "-", "-", "+", "+", "!aNULL", "@STRENGTH", "+RSA", "+AES"));
    }
    for (int level = 0; level <= 6; level++) {
      fragments.add("@SECLEVEL=" + level);
    }
    fragments.addAll(
        List.of("nosuch", "TLS_AES_128_GCM_SHA256", "@BOGUS", "", ";", "RC2", "kGOST"));
    fragments.addAll(List.of("SUITEB128", "SUITEB192", "EXPORT", "DES", "kDHr", "RC5", "a.b=c"));
    return fragments;
  }

  /** Fragments that are operators stay with what follows; some others are joined by a plus. */
  private static String text(List<String> fragments) {
    StringBuilder text = new StringBuilder();
    for (String fragment : fragments) {
      boolean joins = text.isEmpty() || "!-+".indexOf(text.charAt(text.length() - 1)) >= 0;
      boolean plus =
          fragment.startsWith("+") && fragment.length() > 1 && fragment.hashCode() % 3 == 0;
      text.append(joins || plus ? "" : fragment.length() % 5 == 4 ? " " : ":").append(fragment);
    }
    return text.toString();
  }

  private static String ours(String string) {
    CipherString ours = CipherString.resolve(string, CipherSuite.Build.OPENSSL_3_0);
    CipherString.Problem problem = ours.problem();
    if (problem != null) {
      return switch (problem) {
        case UNREADABLE -> "error invalid command";
        case EMPTY -> "error no cipher match";
      };
    }
    return ("all " + joined(ours.suites())).strip()
        + "\n"
        + ("usable " + joined(ours.usable())).strip();
  }

  private static String joined(List<CipherSuite> suites) {
    return String.join(" ", suites.stream().map(CipherSuite::name).toList());
  }

  private static String names(String listing) {
    return String.join(" ", listing.lines().map(line -> line.split(" ")[0]).toList());
  }

  /** What the library answers to each string. */
  private List<String> library(List<String> strings) throws Exception {
    Path program = directory.resolve("resolve_ciphers");
    run(
        List.of(
            Program.require("cc").toString(),
            "-o",
            program.toString(),
            "src/test/c/resolve_ciphers.c",
            "-l:libssl.so.3",
            "-l:libcrypto.so.3"),
        "");
    List<String> lines =
        run(List.of(program.toString()), String.join("\n", strings) + "\n").lines().toList();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean error = lines.get(i).startsWith("error");
      answers.add(error ? lines.get(i) : lines.get(i) + "\n" + lines.get(++i));
    }
    assertThat(answers).hasSameSizeAs(strings);
    return answers;
  }

  private String ciphers(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(openssl.toString(), "ciphers"));
    command.addAll(List.of("-ciphersuites", ""));
    command.addAll(List.of(options));
    return run(command, "");
  }

  private String run(List<String> command, String input) throws IOException, InterruptedException {
    Path in = Files.writeString(directory.resolve("in"), input, US_ASCII);
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile());
    builder.environment().put("OPENSSL_CONF", "/dev/null");
    Process process = builder.redirectError(directory.resolve("err").toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("err"))).isZero();
    return out;
  }
}
