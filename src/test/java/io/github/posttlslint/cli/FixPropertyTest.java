package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.listen.Auth;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Routes;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What `--fix` promises, held against good and bad set-ups with several damages each, of the kinds
 * that have safe fixes. {@code -Dfixes=2000} tries more, {@code -Dfixes.first=400} others; a number
 * is a seed.
 */
@Slow
class FixPropertyTest {

  private static final int COUNT = Integer.getInteger("fixes", 40);
  private static final int FIRST = Integer.getInteger("fixes.first", 0);
  private static final Parameters PARAMETERS = Parameters.load();
  private static final PostfixVersion RELEASE = PostfixVersion.of(3, 7);

  /** From weak to strong; two at one place cannot be compared and do not replace each other. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("none"),
          Set.of("may"),
          Set.of("dane", "half-dane"),
          Set.of("encrypt"),
          Set.of("verify", "fingerprint", "dane-only"),
          Set.of("secure"));

  private static final List<String> SWITCHES =
      List.of("auth_only", "req_ccert", "ask_ccert", "wrappermode");

  private static final List<String> TRUST =
      List.of(
          "CAfile",
          "CApath",
          "policy_maps",
          "fingerprint_cert_match",
          "verify_cert_match",
          "secure_cert_match",
          "fingerprint_digest",
          "trust_anchor_file");

  /** Lines that say something else than others do, dead or alive. */
  private static final List<String> LINES =
      List.of(
          "smtp_enforce_tls = yes",
          "smtp_use_tls = yes",
          "smtpd_enforce_tls = yes",
          "smtpd_use_tls = yes",
          "smtp_tls_enforce_peername = no",
          "SMTP_TLS_SECURITY_LEVEL = may",
          "smtp_tls_security-level = none",
          "smtpd-tls-security-level = may",
          "Smtpd_tls_auth_only = no",
          "smtpd_tls_auth_only = \"no\"",
          "smtp_tls_enforce-peername = no",
          "smtp_tls_verify-cert-match = nexthop",
          "smtpd_tls_exclude_ciphers = aNULL # RC4",
          "smtpd_tls_mandatory_protocols = >= TLSv1",
          "smtp_tls_mandatory_protocols = >= TLSv1.2",
          "smtp_tls_mandatory_ciphers = \"medium\"",
          "smtp_tls_cafile = /etc/other.pem",
          "smtpd_tls_CAfile = \"/etc/other.pem\"",
          "smtpd_relay_restrictions = permit_mynetworks,\npermit_sasl_authenticated",
          "mynetworks = 127.0.0.0/8,\n10.0.0.0/8",
          "smtpd_sasl_auth_enable = yes # everywhere",
          "disable_dns_lookups = no",
          "smtpd_discard_ehlo_keywords = \"starttls\"",
          "smtp_discard_ehlo_keywords = 'silent-discard, starttls'",
          "postscreen_discard_ehlo_keywords = \"starttls\"",
          "smtp_host_lookup = \"native\"",
          "smtp_enforce_tls = \"yes\"",
          "smtpd_enforce_tls = \"yes\"",
          "compatibility_level = \"3.6\"",
          // words of lists, and what goes with its lines
          "smtpd_tls_protocols = SSLv2, !SSLv3",
          "smtpd_tls_protocols = SSLv3, TLSv1.2,\n  TLSv1.3",
          "smtp_tls_protocols = >=SSLv3",
          "smtpd_tls_mandatory_protocols = !SSLv2:!SSLv3:>=",
          "smtp_tls_mandatory_protocols = >=0305",
          "smtp_tls_mandatory_protocols = >=TLSv1_2",
          "smtpd_tls_exclude_ciphers = !aNULL, !MD5",
          "smtpd_discard_ehlo_keywords = starttls, chunking",
          "smtp_dns_resolver_options = res_defnames,\n  res_dnsrch",
          "tls_eecdh_auto_curves = X25519, prime256v1, P-256",
          "tls_eecdh_auto_curves = X25519 prime256vl prime256v1",
          "tls_ssl_options = NO_RENEGOTIATE, NO_COMPRESSION",
          "smtpd_sasl_security_options = NOANONYMOUS",
          "smtpd_tls_session_cache_timeout = 101d",
          "smtpd_tls_loglevel = 4",
          "smtp_tls_security_level = encypt");

  private static final List<String> OPTIONS =
      List.of(
          "-o smtpd_tls_security_level = may",
          "-o smtp_tls_security_level = encrypt",
          "\u2013o smtpd_tls_security_level=none",
          "\u2013o smtp_tls_security_level=may",
          "-o smtpd_tls_auth_only = no",
          "-o smtpd_use_tls=yes",
          "-o smtp_enforce_tls=yes",
          "-o smtp_use_tls=no",
          "-o \"smtpd_tls_security_level=may\"",
          "-o smtpd_tls_security_level=\"may\"",
          "-o smtpd_tls_mandatory_protocols=>=TLSv1,",
          "-o smtpd_tls_loglevel = 1",
          "\u2013o smtpd_discard_ehlo_keywords=starttls",
          "\u2013o smtp_host_lookup=native",
          "-o smtp_discard_ehlo_keywords=\"starttls\"",
          "-o { smtpd_discard_ehlo_keywords = \"starttls\" }",
          "-o { smtp_enforce_tls = \"yes\" }",
          "-o smtp_tls_wrappermode = yes",
          "-o smtpd_tls_security_level=",
          "-o smtpd_tls_protocols=SSLv2,!SSLv3",
          "-o smtpd_discard_ehlo_keywords=chunking,starttls",
          "-o smtpd_tls_loglevel=3");

  @TempDir Path temporary;

  /** A setup's text. */
  private record Texts(String main, String master) {}

  @Test
  void batchesOfSafeFixesLowerNothingAndDoWhatTheDiffSays() throws IOException {
    List<Texts> bases = bases();
    List<Path> before = new ArrayList<>();
    List<Path> after = new ArrayList<>();
    int changed = 0;
    for (int i = FIRST; i < FIRST + COUNT; i++) {
      Texts damaged = damage(bases.get(i % bases.size()), new Random(i));
      Path directory = Files.createDirectories(temporary.resolve("fixed" + i));
      write(directory, damaged);
      String diff = run(directory, "--diff").out();
      assertThat(read(directory)).isEqualTo(damaged);
      run(directory, "--fix");
      Texts fixed = read(directory);
      String what = i + ":\n" + damaged + "\n->\n" + fixed;
      if (!diff.contains("[REDACTED]")) { // what is hidden cannot be found by a patch
        assertThat(patched(damaged, diff)).as(what).isEqualTo(fixed);
      }
      run(directory, "--fix");
      assertThat(read(directory)).as(what).isEqualTo(fixed);
      assertNothingLower(damaged, fixed, what);
      assertNoWayLower(setup(damaged), setup(fixed), what);
      assertNoListenerLower(setup(damaged), setup(fixed), what);
      if (!fixed.equals(damaged)) {
        changed++;
        before.add(configuration("old" + i, damaged));
        after.add(configuration("new" + i, fixed));
      }
    }
    assertThat(changed).isGreaterThan(COUNT / 3);
    if (Program.find("postconf").isPresent() || Program.inCi()) {
      assertPostconfDiffersAsAnnounced(before, after);
    }
    System.out.println("random fixes: " + changed + " of " + COUNT + " set-ups changed");
  }

  /** What a person has looked at comes to an end, too, and the diff says the same of it. */
  @Test
  void unsafeFixesAreMadeOnce() throws IOException {
    List<Texts> bases = bases();
    for (int i = FIRST; i < FIRST + COUNT; i++) {
      Texts damaged = damage(bases.get(i % bases.size()), new Random(i));
      assertFixedOnce("unsafe" + i, damaged);
    }
  }

  /** An option behind a word that ends them is dead, so that adding it once more does not help. */
  @Test
  void noOptionIsAddedAgainAndAgain() throws IOException {
    List<Texts> bases = bases();
    for (int i = 0; i < bases.size(); i++) {
      assertFixedOnce("base" + i, bases.get(i));
    }
    String main = "relayhost = [smtp.example.com]:465\nsmtp_tls_security_level = encrypt\n";
    for (String dead : List.of("smtp_tls_wrappermode = yes", "smtp_tls_loglevel = 1 2", "x y")) {
      String master = "smtp unix - - n - - smtp\n  -o " + dead + "\n";
      assertFixedOnce("dead" + dead.length(), new Texts(main, master));
    }
  }

  private void assertFixedOnce(String name, Texts given) throws IOException {
    Path directory = Files.createDirectories(temporary.resolve(name));
    write(directory, given);
    String diff = runUnsafe(directory, "--diff").out();
    assertThat(read(directory)).isEqualTo(given);
    runUnsafe(directory, "--fix");
    Texts fixed = read(directory);
    String what = name + ":\n" + given + "\n->\n" + fixed;
    if (!diff.contains("[REDACTED]")) {
      assertThat(patched(given, diff)).as(what).isEqualTo(fixed);
    }
    runUnsafe(directory, "--fix");
    assertThat(read(directory)).as(what).isEqualTo(fixed);
  }

  private static Cli.Run runUnsafe(Path directory, String option) {
    return Cli.runIn(
        directory,
        "check",
        option,
        "--unsafe-fixes",
        "-q",
        "--fail-on",
        "never",
        "--postfix-version",
        "3.7",
        ".");
  }

  private static Cli.Run run(Path directory, String option) {
    return Cli.runIn(
        directory, "check", option, "-q", "--fail-on", "never", "--postfix-version", "3.7", ".");
  }

  private static List<Texts> bases() throws IOException {
    List<Path> roots = new ArrayList<>(List.of(Path.of("samples")));
    roots.add(Path.of("src/test/resources/cases"));
    List<Texts> bases = new ArrayList<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root, 5)) {
          for (Path main : files.filter(file -> file.endsWith("main.cf")).sorted().toList()) {
            if (Files.exists(main.resolveSibling("master.cf"))) {
              bases.add(read(main.getParent()));
            }
          }
        }
      }
    }
    return bases;
  }

  private static Texts read(Path directory) throws IOException {
    return new Texts(
        Files.readString(directory.resolve("main.cf"), StandardCharsets.UTF_8),
        Files.readString(directory.resolve("master.cf"), StandardCharsets.UTF_8));
  }

  private static void write(Path directory, Texts files) throws IOException {
    Files.writeString(directory.resolve("main.cf"), files.main());
    Files.writeString(directory.resolve("master.cf"), files.master());
  }

  private Path configuration(String name, Texts files) {
    return Postconf.configuration(
        temporary.resolve(name),
        files.main().getBytes(StandardCharsets.UTF_8),
        files.master().getBytes(StandardCharsets.UTF_8));
  }

  /** Damages of a tired hand, each of which has a fix that is safe by itself, in some setup. */
  private static Texts damage(Texts base, Random random) {
    List<String> main = new ArrayList<>(base.main().lines().toList());
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(main.size());
      if (random.nextBoolean()) {
        main.add(startOfEntry(main, at), LINES.get(random.nextInt(LINES.size())));
      } else {
        main.set(at, damaged(main.get(at), random));
      }
      int twice = random.nextInt(main.size());
      String line = main.get(twice);
      if (line.matches("[a-z]\\w+ = .*") && random.nextInt(3) == 0) {
        // the same once more, in quotation marks or out of them
        String other =
            line.indexOf('"') < 0
                ? line.replaceFirst("= (.*)", "= \"$1\"")
                : line.replace("\"", "");
        main.add(random.nextBoolean() ? startOfEntry(main, twice) : main.size(), other);
      }
    }
    List<String> master = new ArrayList<>(base.master().lines().toList());
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(master.size());
      if (master.get(at).endsWith("smtpd") || master.get(at).endsWith("smtp")) {
        master.add(at + 1, "  " + OPTIONS.get(random.nextInt(OPTIONS.size())));
      } else if (master.get(at).startsWith(" ")) {
        String line = master.get(at);
        master.set(
            at,
            switch (random.nextInt(3)) {
              case 0 -> line.replaceFirst("=", " = ");
              case 1 -> line.replaceFirst("-o", "\u2013o");
              default -> line.replaceFirst("=([^ \"]+)$", "=\"$1\"");
            });
      }
    }
    return new Texts(String.join("\n", main) + "\n", String.join("\n", master) + "\n");
  }

  private static int startOfEntry(List<String> lines, int from) {
    int at = from;
    while (at > 0 && lines.get(at).startsWith(" ")) {
      at--;
    }
    return at;
  }

  private static String damaged(String line, Random random) {
    int equals = line.indexOf(" = ");
    if (equals < 0 || line.startsWith("#") || line.startsWith(" ")) {
      return line.strip().startsWith("#") ? line : line.strip();
    }
    String name = line.substring(0, equals);
    String value = line.substring(equals + 3);
    return switch (random.nextInt(7)) {
      case 0 -> name.toUpperCase(Locale.ROOT) + " = " + value;
      case 1 -> name.replaceFirst("_(\\w+)$", "-$1") + " = " + value;
      case 2 -> name + " = \"" + value + "\"";
      case 3 -> line + " # was none";
      case 4 -> line.replace(">=", ">= ");
      case 5 -> name + " = " + value.replaceFirst(",? ", ",\n");
      default ->
          line.replace("_tls_security_level = may", "_use_tls = yes")
              .replace("_tls_security_level = encrypt", "_enforce_tls = yes");
    };
  }

  private static Texts patched(Texts files, String diff) {
    return new Texts(
        patched("main.cf", files.main(), diff), patched("master.cf", files.master(), diff));
  }

  private static String patched(String name, String text, String diff) {
    int from = diff.indexOf("--- a/" + name + "\n");
    if (from < 0) {
      return text;
    }
    int to = diff.indexOf("\n--- a/", from + 1);
    List<String> own = diff.substring(from, to < 0 ? diff.length() : to).lines().toList();
    try {
      List<String> lines =
          DiffUtils.patch(text.lines().toList(), UnifiedDiffUtils.parseUnifiedDiff(own));
      return String.join("\n", lines) + "\n";
    } catch (com.github.difflib.patch.PatchFailedException e) {
      throw new AssertionError(diff, e);
    }
  }

  private static Setup setup(Texts files) {
    return new Setup(
        new SetupFiles(
            new MemoryTree("/etc/postfix", false),
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", files.main())),
            MasterCf.parse(SourceText.of("master.cf", files.master()))),
        PARAMETERS,
        RELEASE);
  }

  /** Every way that mail took leads to the same place, at a level that is no lower. */
  private static void assertNoWayLower(Setup before, Setup after, String what) {
    Map<String, List<Integer>> ranks = new HashMap<>();
    for (Route route : Routes.of(after, Tables.of(after)).all()) {
      ranks.computeIfAbsent(way(route), first -> new ArrayList<>()).add(rank(route));
    }
    for (Route route : Routes.of(before, Tables.of(before)).all()) {
      boolean works = route.hop().is(to -> to.fault() == null).ifUnknown(false);
      if (works && route.service() != null && rank(route) >= 0) {
        assertThat(ranks.getOrDefault(way(route), List.of()))
            .as(way(route) + " in " + what)
            .isNotEmpty()
            .allMatch(rank -> rank >= rank(route));
      }
    }
  }

  private static String way(Route route) {
    return route.source() + " " + route.sender() + " " + route.transport() + route.destination();
  }

  /** The place of the level in the order; -1 where it is not known. */
  private static int rank(Route route) {
    String level = route.level().or("", "");
    for (int i = 0; i < LEVELS.size(); i++) {
      if (LEVELS.get(i).contains(level)) {
        return i;
      }
    }
    return -1;
  }

  /** No client gets less TLS than a listener that worked gave, or sends its password in clear. */
  private static void assertNoListenerLower(Setup before, Setup after, String what) {
    List<Listener> olds = Listeners.of(before);
    List<Listener> news = Listeners.of(after);
    assertThat(news).hasSameSizeAs(olds);
    for (int i = 0; i < olds.size(); i++) {
      Listener old = olds.get(i);
      Listener now = news.get(i);
      String of = now.service().id() + " in " + what;
      if (old.tls() != Tls.UNKNOWN && old.fault().isSet().not().ifUnknown(false)) {
        assertThat(now.tls().isMandatory() || !old.tls().isMandatory()).as(of).isTrue();
        assertThat(now.tls() != Tls.OFF || old.tls() == Tls.OFF).as(of).isTrue();
      }
      assertThat(
              now.auth() != Auth.IN_CLEAR
                  || old.auth() == Auth.IN_CLEAR
                  || old.auth() == Auth.UNKNOWN)
          .as(of)
          .isTrue();
    }
  }

  private static void assertNothingLower(Texts before, Texts after, String what) {
    List<Service> olds = setup(before).services();
    List<Service> news = setup(after).services();
    assertThat(news).as(what).hasSameSizeAs(olds);
    for (int i = 0; i < olds.size(); i++) {
      Service old = olds.get(i);
      Service now = news.get(i);
      String of = now.id() + " in " + what;
      switch (old.program()) {
        case "smtpd" -> assertNothingLower("smtpd_tls_", Side.server(old), old, now, of);
        case "smtp" -> assertNothingLower("smtp_tls_", Side.client(old), old, now, of);
        default -> {}
      }
    }
  }

  /** What no order of values is known of stays as it was. */
  private static final List<String> OTHERS =
      List.of(
          "smtpd_discard_ehlo_keywords",
          "smtp_discard_ehlo_keywords",
          "postscreen_discard_ehlo_keywords",
          "smtp_host_lookup",
          "smtp_sasl_auth_enable",
          "smtp_sasl_password_maps",
          "smtpd_sasl_path",
          "relayhost",
          "mydestination",
          "inet_interfaces");

  private static void assertNothingLower(
      String prefix, Side side, Service old, Service now, String what) {
    String level = side.level().shown();
    String is = (side.isServer() ? Side.server(now) : Side.client(now)).level().shown();
    int was = rank(level);
    assertThat(was >= 0 && (rank(is) < was || (rank(is) == was && !is.equals(level))))
        .as("level %s -> %s of %s", level, is, what)
        .isFalse();
    for (String ending : SWITCHES) {
      boolean lost = is(old, prefix + ending, "yes") && !is(now, prefix + ending, "yes");
      assertThat(lost).as(ending + " of " + what).isFalse();
    }
    for (String ending : List.of("protocols", "mandatory_protocols")) {
      ProtocolList had =
          ProtocolList.parse(old.value(prefix + ending).shown(), PostfixVersion.NEWEST);
      ProtocolList has =
          ProtocolList.parse(now.value(prefix + ending).shown(), PostfixVersion.NEWEST);
      if (had != null) {
        assertThat(has).as(ending + " of " + what).isNotNull();
        assertThat(lowest(has)).as(ending + " of " + what).isGreaterThanOrEqualTo(lowest(had));
      }
    }
    for (String ending : List.of("exclude_ciphers", "mandatory_exclude_ciphers")) {
      Set<String> had = new HashSet<>(ListText.words(old.value(prefix + ending).shown()));
      had.removeIf(word -> word.equals("#") || word.contains("\""));
      assertThat(ListText.words(now.value(prefix + ending).shown()))
          .as(ending + " of " + what)
          .containsAll(had);
    }
    for (String ending : TRUST) {
      if (isHidden(old.value(prefix + ending))) {
        continue; // a default that Postfix cannot expand: nothing runs
      }
      String had = old.value(prefix + ending).shown();
      String has = now.value(prefix + ending).shown();
      String bare = had.replaceFirst("\\s+#.*", "").replaceAll("^\"|\"$", "");
      assertThat(has).as(ending + " of " + what).isIn(had, bare);
    }
    for (String name : OTHERS) {
      boolean others =
          name.matches("(smtpd?|postscreen)_.*") && !name.startsWith(old.program() + "_");
      if (!others && !isHidden(old.value(name))) {
        assertThat(now.value(name).shown())
            .as(name + " of " + what)
            .isEqualTo(old.value(name).shown());
      }
    }
    if (side.isServer() && old.restrictions("smtpd_relay_restrictions").refusesRelay()) {
      assertThat(now.restrictions("smtpd_relay_restrictions").refusesRelay()).as(what).isTrue();
    }
  }

  private static int rank(String level) {
    for (int i = 0; i < LEVELS.size(); i++) {
      if (LEVELS.get(i).contains(level)) {
        return i;
      }
    }
    return -1; // a program with such a level does not run
  }

  private static boolean is(Service service, String name, String word) {
    Value value = service.value(name);
    return value.shown().equalsIgnoreCase(word);
  }

  private static int lowest(ProtocolList list) {
    return list.allowed().isEmpty() ? 9 : ProtocolList.NAMES.indexOf(list.allowed().get(0));
  }

  /** Postfix reads every setting as before but those in lines that the fixes have changed. */
  private static void assertPostconfDiffersAsAnnounced(List<Path> before, List<Path> after)
      throws IOException {
    List<Postconf.Run> olds = Postconf.runAll(before, "-n");
    List<Postconf.Run> news = Postconf.runAll(after, "-n");
    for (int i = 0; i < olds.size(); i++) {
      assertThat(news.get(i).status())
          .as(news.get(i).err())
          .isLessThanOrEqualTo(olds.get(i).status());
      Set<String> touched = touched(read(before.get(i)).main(), read(after.get(i)).main());
      Map<String, String> old = olds.get(i).settings();
      Map<String, String> now = news.get(i).settings();
      Set<String> names = new HashSet<>(old.keySet());
      names.addAll(now.keySet());
      names.remove("config_directory");
      names.removeAll(touched);
      for (String name : olds.get(i).status() == 0 ? names : Set.<String>of()) {
        assertThat(now.get(name)).as(name + " of " + before.get(i)).isEqualTo(old.get(name));
      }
    }
  }

  /** The names of settings one line of which only one of two texts has. */
  private static Set<String> touched(String old, String now) {
    Set<String> names = new HashSet<>();
    Set<String> olds = new HashSet<>(old.lines().toList());
    Set<String> news = new HashSet<>(now.lines().toList());
    addTouched(old, news, names);
    addTouched(now, olds, names);
    return names;
  }

  private static void addTouched(String text, Set<String> others, Set<String> names) {
    String name = "";
    for (String line : text.lines().toList()) {
      boolean continues = line.startsWith(" ") || line.startsWith("#");
      name = continues ? name : line.split("[ =]", 2)[0];
      if (!others.contains(line)) {
        names.add(name);
      }
    }
  }

  private static boolean isHidden(Value value) {
    return value.known().fold(text -> false, () -> false, doubt -> true);
  }
}
