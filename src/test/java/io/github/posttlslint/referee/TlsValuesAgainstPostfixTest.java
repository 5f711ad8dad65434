package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.table.FingerprintList;
import io.github.posttlslint.pki.Digest;
import io.github.posttlslint.pki.GroupList;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.FreePorts;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds what values about TLS mean against Postfix's own library and OpenSSL: {@code
 * src/test/c/read_tls_values.c}. The client of other releases is asked for some.
 */
@Slow
class TlsValuesAgainstPostfixTest {

  /** Raise it for a longer search: -Dtls.values=100000. */
  private static final int VALUES = Integer.getInteger("tls.values", 2000);

  /** Lists for which the client of a release is started. */
  private static final int STARTED = Integer.getInteger("tls.values.started", 13);

  private static final long SEED = 20261130;
  private static final Pattern SETTING =
      Pattern.compile("\\w*_tls_(?:mandatory_)?protocols *= *([^$\\n#]*)");
  private static final Pattern ESTABLISHED =
      Pattern.compile("established to .*: (TLSv[0-9.]+) with");

  @TempDir Path directory;
  private Path certificate = Path.of("certificate");
  private @Nullable Release release;

  private final List<String> differences = new ArrayList<>();

  @BeforeEach
  void makeCertificate() throws Exception {
    release = Release.installed();
    certificate = directory.resolve("certificate.pem");
    String openssl = Program.require("openssl").toString();
    String file = certificate.toString();
    run(
        "",
        List.of(
            (openssl
                    + " req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
                    + " -subj /CN=peer.test -days 2 -keyout "
                    + file
                    + " -out "
                    + file
                    + ".crt")
                .split(" ")));
    Files.writeString(
        certificate,
        Files.readString(Path.of(file + ".crt")),
        UTF_8,
        java.nio.file.StandardOpenOption.APPEND);
  }

  @Test
  void protocolListsLeaveWhatTheyLeave() throws Exception {
    List<String> lists = new ArrayList<>(writtenLists());
    assertThat(lists).hasSizeGreaterThan(20);
    for (List<String> made : RandomCases.make(SEED, VALUES, 7, protocolFragments())) {
      lists.add(String.join("", made));
    }
    int refused = 0;
    List<Answer> answers = ask("P", lists);
    for (int i = 0; i < lists.size(); i++) {
      ProtocolList ours = ProtocolList.parse(lists.get(i), version());
      String expected =
          ours == null
              ? "refused"
              : "allowed server" + codes(ours.allowed()) + " client" + codes(ours.offered());
      refused += ours == null ? 1 : 0;
      compare(lists.get(i), expected, answers.get(i).text());
    }
    assertThat(differences).isEmpty();
    assertThat(refused).isBetween(VALUES / 20, VALUES * 19 / 20);
  }

  @Test
  void fingerprintsAreReadAsTheyAre() throws Exception {
    List<String> lists = new ArrayList<>();
    for (List<String> made : RandomCases.make(SEED + 1, VALUES / 4, 9, FINGERPRINTS)) {
      lists.add(String.join("", made));
    }
    List<Answer> ofParameters = ask("B", lists);
    List<Answer> ofPolicies = ask("O", lists);
    int deadly = 0;
    for (int i = 0; i < lists.size(); i++) {
      String expected = shown(FingerprintList.ofParameter(lists.get(i)));
      deadly += expected.equals("panic") ? 1 : 0;
      compare("main.cf: " + lists.get(i), expected, ofParameters.get(i).text());
      compare(
          "policy: " + lists.get(i),
          shown(FingerprintList.ofPolicy(lists.get(i))),
          ofPolicies.get(i).text());
    }
    assertThat(differences).isEmpty();
    assertThat(deadly).isBetween(lists.size() / 50, lists.size() / 2);
  }

  private static String shown(FingerprintList list) {
    StringBuilder shown = new StringBuilder("ok");
    for (String text : list.texts()) {
      if (FingerprintList.isDeadly(text)) {
        return "panic";
      }
      String digits = FingerprintList.digits(text);
      shown.append(digits.isEmpty() ? "" : " " + digits);
    }
    return shown.toString();
  }

  @Test
  void digestsAreThere() throws Exception {
    Assumptions.assumeTrue(release().openssl().startsWith("3."), "the names of OpenSSL 3");
    Parameter parameter =
        Parameters.load().find("smtp_tls_fingerprint_digest", PostfixVersion.of(3, 7));
    AcceptedValues accepted = Objects.requireNonNull(Objects.requireNonNull(parameter).values());
    List<String> names = new ArrayList<>(List.of("md2", "sha", "sha265", "sha-265", "none", ""));
    accepted.words(version()).forEach(name -> names.add(name.toUpperCase()));
    names.addAll(accepted.words(version()));
    List<Answer> answers = ask("D", names);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean known = accepted.find(name, version()) != null;
      boolean ours = known && !OpenSslRelease.V3_0.lacksDigest(name);
      compare(name, ours ? "" + Digest.bytes(name) : "none", answers.get(i).text());
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void curvesAreThoseThatAreOffered() throws Exception {
    List<String> lists = new ArrayList<>();
    for (List<String> made : RandomCases.make(SEED + 2, VALUES / 4, 9, CURVES)) {
      lists.add(String.join("", made));
    }
    compareCurves("", version(), Release.installed().library(), lists, ask("C", lists));
    for (Release staged : Release.staged().releases()) {
      if (staged.version().isAtLeast(3, 10)) {
        List<String> some = lists.subList(0, lists.size() / 2);
        compareCurves(
            staged + ": ", staged.version(), staged.library(), some, ask(staged, "C", some));
      }
    }
    assertThat(differences).isEmpty();
  }

  private void compareCurves(
      String who,
      PostfixVersion version,
      OpenSslRelease library,
      List<String> lists,
      List<Answer> answers) {
    for (int i = 0; i < lists.size(); i++) {
      GroupList ours = GroupList.parse(lists.get(i), version, library);
      List<String> groups = ours.groups();
      Answer answer = answers.get(i);
      List<String> unknown = new ArrayList<>();
      for (GroupList.Word word : ours.words()) {
        if (word.isLeftOut() && !version.isAtLeast(3, 10)) {
          unknown.add("ignoring unknown ECDHE curve \"" + word.text() + "\"");
        }
      }
      boolean fails =
          !version.isAtLeast(3, 10) && ours.words().stream().anyMatch(GroupList.Word::isRepeated);
      if (fails) {
        unknown.add("failed to configure ECDHE curves");
      }
      compare(who + lists.get(i), String.join("; ", unknown), warnings(answer, version));
      if (groups != null && groups.stream().allMatch(name -> CODES.contains(name))) {
        String names = groups.stream().map(TlsValuesAgainstPostfixTest::usual).toList().toString();
        compare(
            who + lists.get(i),
            names,
            List.of(answer.text().substring(2).strip().split(" ")).toString());
      }
    }
  }

  /** Only those of single words: what OpenSSL thinks of a whole list is another matter. */
  private static String warnings(Answer answer, PostfixVersion version) {
    return version.isAtLeast(3, 10)
        ? ""
        : String.join(
            "; ",
            answer.log().stream()
                .filter(line -> line.startsWith("ignoring") || line.startsWith("failed"))
                .toList());
  }

  private static final List<String> CODES =
      List.of("X25519", "X448", "P-256", "P-384", "P-521", "ffdhe2048", "X25519MLKEM768");

  /** As OpenSSL prints it. */
  private static String usual(String group) {
    return switch (group) {
      case "P-256" -> "secp256r1";
      case "P-384" -> "secp384r1";
      case "P-521" -> "secp521r1";
      case "X25519", "X448" -> group.toLowerCase();
      default -> group;
    };
  }

  /** The client of each release comes to the newest version that it offers. */
  @Test
  void clientsComeToTheNewestVersionThatIsOffered() throws Exception {
    int port = FreePorts.take();
    String server =
        Program.require("openssl")
            + " s_server -quiet -cipher ALL:@SECLEVEL=0 -accept 127.0.0.1:"
            + port
            + " -cert "
            + certificate;
    Process process =
        new ProcessBuilder(server.split(" "))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(directory.resolve("server").toFile())
            .start();
    try {
      await(port);
      List<Release> releases = new ArrayList<>(List.of(release()));
      if ("root".equals(System.getProperty("user.name"))) {
        releases.addAll(Release.staged().releases());
      }
      for (Release one : releases) {
        List<List<String>> made = RandomCases.make(SEED + 3, STARTED, 5, protocolFragments());
        for (List<String> fragments : made) {
          compareClient(one, String.join("", fragments), port);
        }
        compareClient(one, "TLSv1 TLSv1.2", port);
        compareClient(one, "!SSLv3:!TLSv1.2", port);
      }
    } finally {
      process.destroy();
      process.waitFor(5, TimeUnit.SECONDS);
    }
    assertThat(differences).isEmpty();
  }

  private void compareClient(Release one, String list, int port) throws Exception {
    List<String> command = new ArrayList<>();
    if (one.root() != null) {
      command.addAll(List.of(Program.require("chroot").toString(), one.root().toString()));
    }
    String peer = "[127.0.0.1]:" + port;
    command.addAll(List.of("/usr/sbin/posttls-finger", "-w", "-c", "-t5", "-T5", "-l", "encrypt"));
    command.addAll(List.of("-p", list, peer));
    String said = run("", command);
    Matcher established = ESTABLISHED.matcher(said);
    String theirs =
        said.contains("Invalid TLS protocol list")
            ? "refused"
            : established.find() ? established.group(1) : "nothing";
    ProtocolList read = ProtocolList.parse(list, one.version());
    List<String> offered = read == null ? List.of() : read.offered();
    String ours =
        read == null ? "refused" : offered.isEmpty() ? "nothing" : offered.get(offered.size() - 1);
    compare(one + ": " + list, ours, theirs);
  }

  private static void await(int port) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
  }

  private void compare(String value, String ours, String theirs) {
    if (!ours.equals(theirs) && differences.size() < 20) {
      differences.add(RandomCases.quoted(value) + ": ours " + ours + ", Postfix " + theirs);
    }
  }

  /** What samples and cases have. */
  private static TreeSet<String> writtenLists() throws IOException {
    TreeSet<String> lists = new TreeSet<>();
    for (String root : List.of("samples", "src/test/resources/cases", "rules/proto")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher found =
              SETTING.matcher(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
          while (found.find()) {
            lists.add(found.group(1).strip());
          }
        }
      }
    }
    return lists;
  }

  private static String codes(List<String> versions) {
    StringBuilder codes = new StringBuilder();
    for (String version : versions) {
      codes.append(' ').append(Integer.toHexString(0x2ff + ProtocolList.NAMES.indexOf(version)));
    }
    return codes.toString();
  }

  private static List<String> protocolFragments() {
    List<String> fragments = new ArrayList<>();
    for (String name : ProtocolList.NAMES) {
      for (String mark : List.of("", "!", "!", ">=", "<=")) {
        fragments.add(mark + name + ", ");
        fragments.add(mark + name.toLowerCase() + ":");
      }
    }
    for (String number :
        "0 0x0303 0304 303 0X302 +301 0x300 771 305 None none x 0x -1".split(" ")) {
      fragments.add(">=" + number + " ");
      fragments.add("<=" + number + ",");
    }
    fragments.addAll(List.of(">= ", "<= ", "!", "! ", "-SSLv3 ", "all ", "TLSv1.4 ", "TLSv1_2:"));
    fragments.addAll(List.of(" ", ",", ":", "\t", "{TLSv1.2}", "!!SSLv3 ", "SSLv2 ", "TLS1.2 "));
    return fragments;
  }

  private static final List<String> FINGERPRINTS =
      List.of(
          "AA",
          "AA:BB",
          "aa:bb:cc",
          "AABBCC",
          "0f",
          "0F:0g",
          ":",
          "::",
          "|",
          " | ",
          "|",
          "||",
          ", ",
          ",",
          " ",
          "\t",
          "\n",
          "A",
          "-",
          "SHA256:",
          "AA:B",
          "AA:".repeat(31) + "AA",
          "AA:".repeat(64),
          "AA".repeat(64),
          "x");

  private static final List<String> CURVES =
      List.of(
          "X25519 ",
          "X448,",
          "prime256v1 ",
          "P-256 ",
          "secp256r1 ",
          "secp384r1 ",
          "P-384, ",
          "P-521 ",
          "secp521r1\t",
          "x25519 ",
          "X25519:",
          "P-256:",
          "nosuch ",
          "nosuch:",
          "ffdhe2048 ",
          "?nosuch ",
          "?X25519 ",
          "*P-256/",
          "*X448 ",
          "-P-256:",
          "/",
          " / ",
          "?",
          "*",
          "-",
          ": ",
          "prime256vl ",
          "secp256R1 ",
          "p-256 ",
          "?X25519MLKEM768:",
          "??X448 ",
          "X25519/P-256 ");

  /** What the library says to one value. */
  private record Answer(List<String> log, String text) {}

  private List<Answer> ask(String what, List<String> values) throws Exception {
    return ask(release(), what, values);
  }

  private List<Answer> ask(Release one, String what, List<String> values) throws Exception {
    boolean installed = one.root() == null;
    String root = installed ? "" : "" + one.root();
    String postfix =
        root
            + (installed
                ? run("", List.of("postconf", "-hx", "shlib_directory")).strip()
                : "/usr/lib/postfix");
    List<String> options = new ArrayList<>(List.of("-L" + postfix, "-Wl,--allow-shlib-undefined"));
    if (one.version().isAtLeast(3, 10)) {
      options.add("-DGROUPS");
    }
    List<String> paths = new ArrayList<>(List.of(postfix));
    if (!installed) {
      paths.addAll(List.of(root + "/usr/lib/x86_64-linux-gnu", root + "/lib/x86_64-linux-gnu"));
      options.add("-L" + paths.get(1));
    } else {
      options.add("-Wl,-rpath," + postfix);
    }
    for (String library : List.of("tls", "global", "util", "dns")) {
      options.add("-l:libpostfix-" + library + ".so");
    }
    options.addAll(List.of("-l:libssl.so.3", "-l:libcrypto.so.3"));
    Path program =
        CProgram.compile(
            "read_tls_values",
            Files.createDirectories(directory.resolve(one.branch())),
            options.toArray(String[]::new));
    List<String> command = new ArrayList<>();
    if (!installed) {
      String loader = root + "/lib64/ld-linux-x86-64.so.2";
      command.addAll(List.of(loader, "--library-path", String.join(":", paths)));
    }
    command.addAll(List.of(program.toString(), certificate.toString()));
    StringBuilder input = new StringBuilder();
    for (String value : values) {
      String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
      input.append(what).append(' ').append(escaped).append('\n');
    }
    List<Answer> answers = new ArrayList<>();
    List<String> log = new ArrayList<>();
    for (String line : run(input.toString(), command).lines().toList()) {
      if (line.startsWith("log ")) {
        log.add(line.substring(4));
      } else {
        answers.add(new Answer(List.copyOf(log), line));
        log.clear();
      }
    }
    assertThat(answers).hasSameSizeAs(values);
    return answers;
  }

  private Release release() {
    return Objects.requireNonNull(release);
  }

  private PostfixVersion version() {
    return release().version();
  }

  private String run(String input, List<String> command) throws Exception {
    Path in = Files.writeString(Files.createTempFile(directory, "in", ""), input, UTF_8);
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile());
    builder.environment().put("OPENSSL_CONF", "/dev/null");
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out;
  }
}
