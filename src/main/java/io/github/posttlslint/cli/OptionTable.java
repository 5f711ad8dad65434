package io.github.posttlslint.cli;

import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** All options of all commands: the one source of parsing, help and completion. */
final class OptionTable {

  /**
   * An option.
   *
   * @param letter short form; null if there is none
   * @param name long form without dashes
   * @param argument name of its argument; null if it takes none
   * @param repeatable whether it may stand more than once
   * @param help what it does
   * @param commands the commands that take it
   */
  record Entry(
      @Nullable String letter,
      String name,
      @Nullable String argument,
      boolean repeatable,
      String help,
      List<String> commands) {}

  private static final List<String> CHECK = List.of("check");
  private static final List<String> READS = List.of("check", "show", "upgrade");
  private static final List<String> JUDGES_ONE = List.of("check", "show");
  private static final List<String> CONFIGURED =
      List.of("check", "show", "upgrade", "rules", "explain", "selftest");
  private static final List<String> UPGRADE = List.of("upgrade");
  private static final List<String> JUDGES_FILES = List.of("check", "inspect");
  private static final List<String> INSPECT = List.of("inspect");
  private static final List<String> PICKS = List.of("check", "rules", "explain", "selftest");

  static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              "f",
              "format",
              "FORMAT",
              false,
              "text, json, sarif, html, markdown, junit, checkstyle, gitlab, github or gcc on"
                  + " standard output (default: text)",
              CHECK),
          new Entry(
              "f",
              "format",
              "FORMAT",
              false,
              "text, json or markdown on standard output (default: text)",
              List.of("rules")),
          new Entry(
              "f",
              "format",
              "FORMAT",
              false,
              "text or json on standard output (default: text)",
              List.of("show", "upgrade", "inspect")),
          new Entry(
              "o",
              "output",
              "FORMAT=FILE",
              true,
              "also write this format to FILE, whole or not at all",
              CHECK),
          new Entry(
              null,
              "fail-on",
              "LEVEL",
              false,
              "exit 1 for findings at or above error, warning or note; never (default: error)",
              CHECK),
          new Entry(
              null,
              "min-severity",
              "LEVEL",
              false,
              "show only findings at or above LEVEL (default: note)",
              CHECK),
          new Entry(
              null,
              "postfix-version",
              "X.Y",
              false,
              "release to judge by (default: found in the tree, else newest known)",
              JUDGES_ONE),
          new Entry(
              null,
              "openssl-version",
              "X.Y",
              false,
              "OpenSSL to judge by (default: newest known)",
              READS),
          new Entry(
              null,
              "root",
              "DIR",
              false,
              "absolute paths in the configuration are below DIR; without a PATH, DIR/etc/postfix is judged",
              READS),
          new Entry(
              null,
              "files",
              "complete|partial",
              false,
              "are files that cannot be found missing, or just not here? (default: complete for"
                  + " /etc/postfix and --root, else partial)",
              READS),
          new Entry(
              null,
              "config",
              "FILE",
              false,
              "configuration file (default: the nearest .posttls-lint.yaml upwards)",
              CONFIGURED),
          new Entry(
              null,
              "profile",
              "NAME",
              true,
              "judge by a policy profile, too: mozilla-intermediate, mozilla-modern, bsi-tr-02102,"
                  + " ncsc-nl, nist-800-52r2 or rfc9325",
              CHECK),
          new Entry(null, "rules", "PATH", true, "more rule files: a file or a folder", PICKS),
          new Entry(null, "enable", "ID", true, "judge by this rule", CHECK),
          new Entry(null, "disable", "ID", true, "do not judge by this rule", CHECK),
          new Entry(null, "severity", "ID=LEVEL", true, "change a rule's severity", CHECK),
          new Entry(
              null,
              "changed-since",
              "REV",
              false,
              "report only what concerns files that git says have changed since REV",
              CHECK),
          new Entry(
              null, "baseline", "FILE", false, "leave out the findings that FILE lists", CHECK),
          new Entry(
              null,
              "write-baseline",
              "FILE",
              false,
              "list all findings in FILE; with --baseline, those of them that are still there",
              CHECK),
          new Entry(
              null,
              "now",
              "INSTANT",
              false,
              "the moment certificates are judged at, such as 2026-01-31T00:00:00Z"
                  + " (default: the clock)",
              JUDGES_FILES),
          new Entry(
              null,
              "expiry-days",
              "N",
              false,
              "days before its end that a certificate is said to expire soon (default: 21)",
              JUDGES_FILES),
          new Entry(
              null,
              "name",
              "HOST",
              true,
              "a name that the server certificates must cover too",
              JUDGES_FILES),
          new Entry(
              null,
              "digest",
              "NAME",
              false,
              "also print fingerprints with md5, sha1, sha384 or sha512 (default: sha256 alone)",
              INSPECT),
          new Entry(
              null,
              "password-file",
              "FILE",
              false,
              "the first line is the password of a PKCS#12 file or of an encrypted key",
              INSPECT),
          new Entry(
              null,
              "stdin-filename",
              "NAME",
              false,
              "the name that reports give to standard input (default: main.cf)",
              READS),
          new Entry(
              null,
              "color",
              "auto|always|never",
              false,
              "colours in text (default: auto; NO_COLOR and FORCE_COLOR are honoured)",
              JUDGES_ONE),
          new Entry(null, "from", "X.Y", false, "the release that is left", UPGRADE),
          new Entry(null, "to", "X.Y", false, "the release that is come to", UPGRADE),
          new Entry(null, "all", null, false, "every parameter", List.of("show", "upgrade")),
          new Entry(
              null, "fix", null, false, "apply the safe fixes to main.cf and master.cf", CHECK),
          new Entry(
              null,
              "diff",
              null,
              false,
              "show the safe fixes as a unified diff in place of a report; change nothing",
              CHECK),
          new Entry(
              null,
              "unsafe-fixes",
              null,
              false,
              "with --fix or --diff: also the fixes that a person should look at",
              CHECK),
          new Entry(
              null,
              "suppressed",
              null,
              false,
              "list suppressed findings in SARIF too, marked as such (default: they are left out)",
              CHECK),
          new Entry("q", "quiet", null, false, "one line per finding", CHECK),
          new Entry("v", "verbose", null, false, "also what could not be judged", CHECK),
          new Entry("h", "help", null, false, "this text", List.of()),
          new Entry("V", "version", null, false, "the version", List.of()));

  private OptionTable() {}

  /** Whether a command takes an option; an empty list of commands means all. */
  static boolean takes(Entry entry, String command) {
    return entry.commands().isEmpty() || entry.commands().contains(command);
  }

  /** The table in the form of Commons CLI. */
  static Options of(String command) {
    Options options = new Options();
    for (Entry entry : ENTRIES) {
      if (takes(entry, command)) {
        options.addOption(
            Option.builder(entry.letter())
                .longOpt(entry.name())
                .hasArg(entry.argument() != null)
                .argName(entry.argument())
                .desc(entry.help())
                .get());
      }
    }
    return options;
  }
}
