package io.github.posttlslint.model.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.PostfixRoot;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@link UnusedNames} against the warnings of real {@code postconf}. */
@Slow
class PostconfUnusedTest {

  private static final Parameters PARAMETERS = Parameters.load();

  @TempDir Path temporary;

  private Path temp = Path.of("temp");

  static List<PostfixRoot> roots() throws IOException {
    return PostfixRoot.all();
  }

  @AfterEach
  void deleteDirectory() throws IOException {
    PostfixRoot.delete(temp);
  }

  private record Case(String name, byte[] main, byte[] master) {}

  @ParameterizedTest
  @MethodSource("roots")
  void callsTheSameNamesOfRealConfigurationsUnused(PostfixRoot root) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Corpus.Item item : Corpus.items()) {
      if (item.isPlain()) {
        byte[] master = item.has("master.cf") ? item.read("master.cf") : new byte[0];
        cases.add(new Case(item.id(), item.read("main.cf"), master));
      }
    }
    compare(root, cases);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void callsTheSameNamesOfRandomConfigurationsUnused(PostfixRoot root) throws IOException {
    Random random = new Random(20260601);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      cases.add(
          new Case(
              "random " + i,
              RandomText.main(random).getBytes(StandardCharsets.US_ASCII),
              RandomText.master(random).getBytes(StandardCharsets.US_ASCII)));
    }
    compare(root, cases);
  }

  private void compare(PostfixRoot root, List<Case> cases) throws IOException {
    temp = root.directory(temporary);
    List<Path> directories = new ArrayList<>();
    for (Case one : cases) {
      directories.add(
          Postconf.configuration(
              temp.resolve(String.valueOf(directories.size())), one.main(), one.master()));
    }
    PostfixVersion version = root.version(temporary);
    List<Postconf.Run> runs = Postconf.runAll(directories, "-n");
    int compared = 0;
    int names = 0;
    for (int i = 0; i < cases.size(); i++) {
      Postconf.Run run = runs.get(i);
      if (run.status() == 0) {
        SortedSet<String> expected = new TreeSet<>();
        unused(run, directories.get(i), "main.cf", expected);
        unused(run, directories.get(i), "master.cf", expected);
        assertThat(unused(cases.get(i), version))
            .as(
                "%s\n%s\n%s",
                cases.get(i).name(),
                new String(cases.get(i).main(), StandardCharsets.ISO_8859_1),
                new String(cases.get(i).master(), StandardCharsets.ISO_8859_1))
            .containsExactlyElementsOf(expected);
        compared++;
        names += expected.size();
      }
    }
    assertThat(compared).isGreaterThan(cases.size() / 2);
    System.out.println(
        "unused parameters of " + root + ": " + compared + " setups, " + names + " names");
  }

  private static void unused(
      Postconf.Run run, Path directory, String file, SortedSet<String> unused) {
    String place = PostfixRoot.of(directory).inside(directory.resolve(file)) + ": ";
    for (String name : run.unused(directory.resolve(file)).keySet()) {
      unused.add(file + " " + name);
    }
    // 3.9 and later say it in other words of names that they once had
    for (String warning : run.warnings()) {
      String removed = "support for parameter ";
      if (warning.startsWith(place + removed) && warning.contains(" has been removed;")) {
        String rest = warning.substring((place + removed).length());
        unused.add(file + " " + rest.substring(0, rest.indexOf(' ')).replace("\"", ""));
      }
    }
  }

  private static SortedSet<String> unused(Case one, PostfixVersion version) {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", false),
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", one.main())),
            MasterCf.parse(SourceText.of("master.cf", one.master())));
    Setup setup = new Setup(files, PARAMETERS, version);
    UnusedNames names = UnusedNames.of(setup);
    SortedSet<String> unused = new TreeSet<>();
    for (MainCfEntry entry : setup.main().entries()) {
      if (names.isUnused(entry.name())) {
        unused.add("main.cf " + bytes(setup.main().source(), entry.name()));
      }
    }
    for (Service service : setup.services()) {
      for (ParameterOverride override : service.entry().overrides()) {
        if (names.isUnused(service, override.name())) {
          unused.add("master.cf " + bytes(setup.master().source(), override.name()));
        }
      }
    }
    return unused;
  }

  private static String bytes(SourceText source, String text) {
    return Postconf.printable(
        new String(text.getBytes(source.charset()), StandardCharsets.ISO_8859_1));
  }

  /** Makes texts of few names, so that they often meet. */
  private static final class RandomText {
    private static final List<String> NAMES =
        List.of(
            "a",
            "b",
            "c",
            "d",
            "people",
            "stress",
            "process_name",
            "smtp_tls_cafile",
            "slow_destination_rate_delay",
            "slow_time_limit",
            "policy_time_limit",
            "people_server_host",
            "people_hosts",
            "b_server_host",
            "smtpd_banner",
            "smtpd_restriction_classes",
            "virtual_alias_maps",
            "relayhost",
            "luser_relay",
            "smtpd_client_restrictions");
    private static final List<String> PIECES =
        List.of(
            "$a",
            "${b}",
            "$(c)",
            "${a?{$b}:{$c}}",
            "${d:$people}",
            "${{$a} == {x} ? {$c}}",
            "$$d",
            "ldap:people",
            "proxy:mysql:people",
            "{ldap:b}",
            "pgsql:$people",
            "ldap:/x",
            "unionmap:{ldap:b}",
            "inline:{a=$b}",
            "a",
            "b",
            "people",
            "reject",
            ",",
            " ");

    static String main(Random random) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(pick(NAMES, random)).append(" = ").append(value(random, " ")).append('\n');
      }
      return text.toString();
    }

    static String master(Random random) {
      StringBuilder text = new StringBuilder();
      for (String line :
          List.of(
              "smtp inet n - n - - smtpd",
              "25 inet n - n - - smtpd",
              "slow unix - - n - - " + pick(List.of("smtp", "pipe", "smtpd"), random),
              "policy unix - n n - 0 " + pick(List.of("spawn", "local"), random))) {
        text.append(line).append('\n');
        for (int n = random.nextInt(4); n > 0; n--) {
          text.append(" -o ").append(pick(NAMES, random)).append('=');
          text.append(value(random, "").replace(" ", "")).append('\n');
        }
      }
      return text.toString();
    }

    private static String value(Random random, String separator) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(4); n > 0; n--) {
        text.append(pick(PIECES, random)).append(random.nextBoolean() ? separator : "");
      }
      return text.toString();
    }

    private static String pick(List<String> from, Random random) {
      return from.get(random.nextInt(from.size()));
    }
  }
}
