package io.github.posttlslint.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.rewrite.AddressResolver;
import io.github.posttlslint.model.rewrite.Outcome;
import io.github.posttlslint.model.rewrite.Refusal;
import io.github.posttlslint.model.rewrite.Resolution;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.routes.RandomMails.Mail;
import io.github.posttlslint.routes.RandomRoutes.Made;
import io.github.posttlslint.routes.RewriteService.Reply;
import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds where mail goes against the answers of a running trivial-rewrite(8). */
@Slow
class AddressResolverAgainstPostfixTest {

  /** Raise it for a longer search: -Droutes=3000. */
  private static final int SETUPS = Integer.getInteger("routes", 60);

  private static final int FIRST = Integer.getInteger("routes.first", 0);
  private static final int MAILS = 40;

  /** Answers of a hundred that may be "cannot tell". */
  private static final int MOST_UNKNOWN = 10;

  /**
   * The addresses of this machine, and patterns that are read more narrowly than by the C library.
   */
  private static final Pattern REASONS =
      Pattern.compile("inet_interfaces: the addresses .*|[a-z_]+: a pattern of .* or not");

  private static final Parameters PARAMETERS = Parameters.load();

  @TempDir Path directory;

  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> unknown = new TreeMap<>();
  private int asked;
  private @Nullable PostfixVersion version;

  /** How many there were of each class, and of those that Postfix refused. */
  private final Map<String, Integer> kinds = new TreeMap<>();

  @Test
  void everyKnownAnswerIsThatOfPostfix() throws Exception {
    Path launcher = CProgram.compile("serve_rewrite", directory);
    boolean hasPcre = ask("postconf", "-m").lines().anyMatch("pcre"::equals);
    for (int number = FIRST; number < FIRST + SETUPS; number++) {
      Path own = Files.createDirectory(directory.resolve("s" + number));
      Made made = RandomRoutes.make(number, own.toString(), hasPcre);
      compare("" + number, launcher, own, made, RandomMails.make(number, MAILS));
    }
    int hidden = unknown.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(differences).isEmpty();
    assertThat(hidden)
        .as("what cannot be told: %s", unknown)
        .isLessThan(asked * MOST_UNKNOWN / 100);
    assertThat(unknown.keySet()).allMatch(reason -> REASONS.matcher(reason).matches());
    assertThat(kinds.keySet()).as("%d asked: %s", asked, kinds).hasSize(7);
    assertThat(kinds.values()).allMatch(count -> count > asked / 50);
  }

  @Test
  void chosenAnswersAreThoseOfPostfix() throws Exception {
    Path launcher = CProgram.compile("serve_rewrite", directory);
    for (Made made : ChosenRoutes.all(directory.toString())) {
      Path own = Files.createTempDirectory(directory, "chosen");
      compare(made.main(), launcher, own, made, ChosenRoutes.mails());
    }
    assertThat(differences).isEmpty();
    assertThat(unknown).isEmpty();
  }

  private void compare(String name, Path launcher, Path own, Made made, List<Mail> mails)
      throws Exception {
    String main = made.main() + "queue_directory = " + own + "\n";
    StringBuilder master = new StringBuilder("rewrite unix - - n - - trivial-rewrite\n");
    List<String> options = new ArrayList<>();
    for (String option : made.options()) {
      options.addAll(List.of("-o", option));
      master.append("  -o { ").append(option).append(" }\n");
    }
    write(own.resolve("main.cf"), main);
    write(own.resolve("master.cf"), master.toString());
    MemoryTree tree = new MemoryTree("/etc/postfix", true);
    for (Map.Entry<String, String> file : made.files().entrySet()) {
      write(Path.of(file.getKey()), file.getValue());
      tree.file(file.getKey(), file.getValue().getBytes(UTF_8), Metadata.UNKNOWN);
    }
    for (String path : made.compiled()) {
      tree.file(path + ".db", new byte[0], Metadata.UNKNOWN);
    }
    compileTables(own, made.compiled());
    SetupFiles files =
        new SetupFiles(
            tree,
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", main)),
            MasterCf.parse(SourceText.of("master.cf", master.toString())));
    Setup setup = new Setup(files, PARAMETERS, version());
    AddressResolver resolver = new AddressResolver(setup, Tables.of(setup));
    try (RewriteService service = RewriteService.start(launcher, own, options)) {
      for (Mail mail : mails) {
        Reply theirs = service.resolve(mail.sender(), mail.recipient());
        compare(name, mail, resolver.outcome(mail.sender(), mail.recipient()), theirs);
      }
    } catch (IOException e) {
      differences.add(name + ": " + e + "\n" + Files.readString(own.resolve("log")));
    }
  }

  private void compare(String name, Mail mail, Known<Outcome> ours, Reply reply) {
    asked++;
    String theirs = shown(reply);
    kinds.merge(theirs.replaceAll(" [^ ]*:.*", ""), 1, Integer::sum);
    if (ours.doubt() != null) {
      unknown.merge(
          ours.doubt().parameter() + ": " + group(ours.doubt().reason()), 1, Integer::sum);
      return;
    }
    String told = ours.or(AddressResolverAgainstPostfixTest::shown, "nothing", "");
    if (!told.equals(theirs)) {
      differences.add(
          String.format(
              "%s: %s -> %s%n  we:      %s%n  Postfix: %s%n",
              name,
              RandomCases.quoted(mail.sender()),
              RandomCases.quoted(mail.recipient()),
              told,
              theirs));
    }
  }

  private static String group(String reason) {
    return reason.replaceAll("'[^']*'|/\\S*", "...");
  }

  private static String shown(Outcome outcome) {
    if (outcome instanceof Refusal refusal) {
      return "refused " + (refusal.temporary() ? "for now" : "for good");
    }
    Resolution resolution = (Resolution) outcome;
    return resolution.addressClass().ordinal()
        + " "
        + resolution.transport()
        + ":"
        + resolution.nextHop();
  }

  private static String shown(Reply reply) {
    if ((reply.flags() & RewriteService.FAIL) != 0) {
      return "refused for now";
    } else if ((reply.flags() & RewriteService.ERROR) != 0) {
      return "refused for good";
    }
    int ordinal = Integer.numberOfTrailingZeros(reply.flags() / RewriteService.LOCAL);
    return ordinal + " " + reply.transport() + ":" + reply.nextHop();
  }

  private static void compileTables(Path own, List<String> tables)
      throws IOException, InterruptedException {
    if (tables.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(Program.require("postmap").toString()));
    tables.forEach(table -> command.add("hash:" + table));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MAIL_CONFIG", own.toString());
    Process postmap =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    postmap.waitFor();
  }

  private PostfixVersion version() throws IOException {
    PostfixVersion known = version;
    if (known == null) {
      known = PostfixVersion.parse(ask("postconf", "-dh", "mail_version").strip());
      assertThat(known).isNotNull();
      version = known;
    }
    return known;
  }

  private static String ask(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Program.require(program).toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Writes a file of old: Postfix waits for one that has just changed to settle. */
  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100_000)));
  }
}
