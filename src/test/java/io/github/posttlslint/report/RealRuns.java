package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Runs of the program on all samples, and on a site with more than a thousand findings. */
final class RealRuns {
  static final String NOW = "2026-06-01T12:00:00Z";

  /** The names of all policy profiles: the folders of their rules. */
  static List<String> profiles() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("rules/profiles"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /** Directories of samples, each with one setup. */
  static final List<String> SAMPLES = samples();

  /** The book's setup, with some 50 findings, is copied to as many hosts. */
  private static final int HOSTS = 10;

  /** Lines of a table and settings of a main.cf that are wrong. */
  private static final int WRONG_LINES = 91;

  /** What was written by runs, which always write the same. */
  private static final Map<String, Map<ReportFormat, String>> RUNS = new ConcurrentHashMap<>();

  private RealRuns() {}

  private static List<String> samples() {
    try (Stream<Path> setups = Files.find(Path.of("samples"), 6, (path, a) -> isMainCf(path))) {
      return setups
          .map(path -> path.getParent().getParent().getParent().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isMainCf(Path path) {
    return path.endsWith("etc/postfix/main.cf");
  }

  /** What a run on one sample writes, in every format; the program is run once for all tests. */
  static Map<ReportFormat, String> sample(String sample) {
    return RUNS.computeIfAbsent(
        sample, name -> inScratch(scratch -> run(Path.of(""), scratch, name)));
  }

  /** What a run on one sample prints in a format. */
  static String run(String format, String sample) {
    return Cli.run("check", "--now", NOW, "-f", format, sample).out();
  }

  /** Writes the site, {@code hosts}, into a directory. */
  static void writeHosts(Path directory) throws IOException {
    Path book = Path.of("samples/book-chapter");
    for (int i = 1; i <= HOSTS; i++) {
      Folders.copy(book, directory.resolve("hosts/mx" + (i < 10 ? "0" : "") + i));
    }
    writeWrong(Files.createDirectories(directory.resolve("hosts/odd/etc/postfix")));
    writeWrong(Files.createDirectories(directory.resolve("hosts/other/etc/postfix")));
  }

  private static void writeWrong(Path odd) throws IOException {
    StringBuilder main = new StringBuilder("compatibility_level = 3.6\n");
    main.append("relay_clientcerts = texthash:/etc/postfix/clientcerts\n");
    main.append("smtpd_tls_security_level = may\nsmtpd_tls_fingerprint_digest = sha256\n");
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < WRONG_LINES; i++) {
      main.append("smtpd_tls_logleve").append(i).append(" = <b>\"郵便\"&amp;</b>\n");
      table.append("no fingerprint ").append(i).append('\n');
    }
    Files.writeString(odd.resolve("main.cf"), main);
    Files.writeString(odd.resolve("clientcerts"), table);
    Files.writeString(
        odd.resolve("master.cf"),
        """
        smtp       inet n - n - - smtpd
        submission inet n - n - - smtpd
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_tls_security_level=$smtp_tls_security_level
        relay      unix - - n - - smtp
          -o smtp_tls_security_level=none
        """);
  }

  /**
   * What a run on a site with more than a thousand findings writes, in every format; the program is
   * run once for all tests.
   */
  static Map<ReportFormat, String> hosts() {
    return RUNS.computeIfAbsent(
        "hosts",
        name ->
            inScratch(
                scratch -> {
                  writeHosts(scratch);
                  return run(scratch, scratch, name);
                }));
  }

  /** Does something with a directory that exists meanwhile. */
  private interface Work {
    Map<ReportFormat, String> in(Path scratch) throws IOException;
  }

  private static Map<ReportFormat, String> inScratch(Work work) {
    try {
      Path scratch = Files.createTempDirectory("reports");
      try {
        return work.in(scratch);
      } finally {
        try (Stream<Path> files = Files.walk(scratch)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<ReportFormat, String> run(Path directory, Path scratch, String path)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("check", "--now", NOW, path));
    for (ReportFormat format : ReportFormat.values()) {
      arguments.add("-o");
      arguments.add(format.label() + "=" + file(scratch, format));
    }
    Cli.Run run = Cli.runIn(directory, arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    Map<ReportFormat, String> reports = new EnumMap<>(ReportFormat.class);
    for (ReportFormat format : ReportFormat.values()) {
      reports.put(format, Files.readString(file(scratch, format)));
    }
    return reports;
  }

  private static Path file(Path scratch, ReportFormat format) {
    return scratch.toAbsolutePath().resolve("report." + format.label());
  }
}
