package io.github.posttlslint.cli;

import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** All options of all commands: the one source of parsing, help and completion. */
public final class OptionTable {

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
  public record Entry(
      @Nullable String letter,
      String name,
      @Nullable String argument,
      boolean repeatable,
      String help,
      List<String> commands) {}

  private static final List<String> CHECK = List.of("check");

  /** The commands that judge by rules. */
  private static final List<String> JUDGES = List.of("check", "lsp");

  /** The commands that read set-ups. */
  static final List<String> READS = List.of("check", "show", "clients", "upgrade");

  private static final List<String> JUDGES_ONE = List.of("check", "show", "clients");
  private static final List<String> READS_ONE = List.of("check", "show", "clients", "lsp");
  private static final List<String> COLOURS = List.of("check", "show");
  private static final List<String> CONFIGURED =
      List.of("check", "show", "clients", "upgrade", "rules", "explain", "selftest", "lsp");
  private static final List<String> SHOW = List.of("show");
  private static final List<String> CLIENTS = List.of("clients");
  private static final List<String> UPGRADE = List.of("upgrade");
  private static final List<String> JUDGES_FILES = List.of("check", "inspect", "lsp");
  private static final List<String> INSPECT = List.of("inspect");
  private static final List<String> PICKS = List.of("check", "rules", "explain", "selftest", "lsp");

  /** All of them, in the order of help. */
  public static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              "f",
              "format",
              "FORMAT",
              false,
              "text, json, sarif, html, markdown, junit, checkstyle, gitlab, github, gcc or"
                  + " openmetrics on standard output (default: text)",
              CHECK),
          new Entry(
              "f",
              "format",
              "FORMAT",
              false,
              "text, json or markdown on standard output (default: text)",
              List.of("rules", "clients")),
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
          option(
              "fail-on",
              "LEVEL",
              "exit 1 for findings at or above error, warning or note; never (default: error)",
              CHECK),
          option(
              "min-severity",
              "LEVEL",
              "show only findings at or above LEVEL (default: note)",
              JUDGES),
          option(
              "postfix-version",
              "X.Y",
              "release to judge by (default: found in the tree, else newest known)",
              READS_ONE),
          option(
              "openssl-version",
              "X.Y",
              "OpenSSL to judge by (default: found in the tree, else any)",
              READS_ONE),
          option(
              "openssl-version",
              "X.Y",
              "the OpenSSL that is come to (default: that of now, or a newer one)",
              UPGRADE),
          option(
              "root",
              "DIR",
              "absolute paths in the configuration are below DIR; without a PATH, DIR/etc/postfix is judged",
              READS),
          option(
              "files",
              "complete|partial",
              "are files that cannot be found missing, or just not here? (default: complete for"
                  + " /etc/postfix and --root, else partial)",
              READS),
          option(
              "config",
              "FILE",
              "configuration file (default: the nearest .posttls-lint.yaml or .yml upwards)",
              CONFIGURED),
          list(
              "profile",
              "NAME",
              "judge by a policy profile, too: mozilla-intermediate, mozilla-modern, bsi-tr-02102,"
                  + " ncsc-nl, nist-800-52r2, rfc9325, or clients: whom a listener shuts out",
              JUDGES),
          list("rules", "PATH", "more rule files: a file or a folder", PICKS),
          list(
              "select",
              "ID",
              "judge by this rule alone; here and below, ID can be a group of rules, a pattern such"
                  + " as cert-*, or several with commas",
              JUDGES),
          list("enable", "ID", "judge by this rule", JUDGES),
          list("disable", "ID", "do not judge by this rule", JUDGES),
          list("severity", "ID=LEVEL", "change a rule's severity", JUDGES),
          list(
              "exclude",
              "GLOB",
              "leave out directories that GLOB matches, where a directory is searched for set-ups",
              CHECK),
          flag("gitignore", "leave out there what git is told to ignore, too", CHECK),
          option(
              "changed-since",
              "REV",
              "report only what concerns files that git says have changed since REV",
              CHECK),
          flag(
              "changed-files",
              "the PATHs are changed files, of any kind: judge the set-ups below the current"
                  + " directory that they belong to",
              CHECK),
          option("baseline", "FILE", "leave out the findings that FILE lists", CHECK),
          option(
              "write-baseline",
              "FILE",
              "list all findings in FILE; with --baseline, those of them that are still there",
              CHECK),
          option(
              "now",
              "INSTANT",
              "the moment certificates are judged at, such as 2026-01-31T00:00:00Z, or a day"
                  + " (default: the clock)",
              JUDGES_FILES),
          option(
              "expiry-days",
              "N",
              "days before its end that a certificate is said to expire soon (default: 21)",
              JUDGES_FILES),
          list("name", "HOST", "a name that the server certificates must cover too", JUDGES_FILES),
          list(
              "zone",
              "[NAME=]FILE",
              "hold the set-up against what a zone file of the DNS promises of it: TLSA, MX, MTA-STS",
              JUDGES_ONE),
          list(
              "sts-policy",
              "[DOMAIN=]FILE",
              "with --zone: a policy of MTA-STS (default: mta-sts/.well-known/mta-sts.txt beside the"
                  + " zone)",
              JUDGES_ONE),
          flag(
              "tlsa",
              "print the TLSA records to publish; before the FILEs can stand USAGE SELECTOR MATCHING"
                  + " (default: 3 1 1), with --name for which hosts",
              INSPECT),
          list("port", "N", "with --tlsa: the port of the records (default: 25)", INSPECT),
          option(
              "digest",
              "NAME",
              "also print fingerprints with md5, sha1, sha384 or sha512 (default: sha256 alone)",
              INSPECT),
          option(
              "password-file",
              "FILE",
              "the first line is the password of a PKCS#12 file or of an encrypted key",
              INSPECT),
          option(
              "stdin-filename",
              "NAME",
              "the name that reports give to standard input (default: main.cf)",
              READS),
          option(
              "color",
              "auto|always|never",
              "colours in text (default: auto; NO_COLOR and FORCE_COLOR are honoured)",
              COLOURS),
          option(
              "route",
              "ADDRESS",
              "tell by which service, and to which next hop, mail for ADDRESS goes",
              SHOW),
          option(
              "from",
              "SENDER",
              "with --route: the sender, '' for none (default: one that no table lists)",
              SHOW),
          option(
              "client",
              "NAME",
              "explain one client, such as 'OpenSSL 3.5': what it offers, and each step of its"
                  + " handshakes",
              CLIENTS),
          flag(
              "compare",
              "the two PATHs are an old and a new state: tell for which clients something changes",
              CLIENTS),
          option(
              "from",
              "X.Y",
              "the release that is left, or X.Y.Z with its patch level (default: found in the tree)",
              UPGRADE),
          option(
              "to", "X.Y", "the release that is come to, or X.Y.Z with its patch level", UPGRADE),
          flag("all", "every parameter", List.of("show", "upgrade")),
          flag("fix", "apply the safe fixes to main.cf and master.cf", CHECK),
          flag(
              "diff",
              "show the safe fixes as a unified diff in place of a report; change nothing",
              CHECK),
          flag(
              "unsafe-fixes",
              "with --fix or --diff: also the fixes that a person should look at",
              CHECK),
          flag(
              "suppressed",
              "list suppressed findings in SARIF too, marked as such (default: they are left out)",
              CHECK),
          flag(
              "statistics",
              "count findings by rule, severity and set-up: in place of the findings in text, beside"
                  + " them in json",
              CHECK),
          flag(
              "stdio",
              "standard input and output are used, as they are without it: some editors say so",
              List.of("lsp")),
          new Entry("q", "quiet", null, false, "one line per finding", CHECK),
          new Entry(
              "v",
              "verbose",
              null,
              false,
              "also why findings matter, and what could not be judged",
              CHECK),
          new Entry("h", "help", null, false, "this text", List.of()),
          new Entry("V", "version", null, false, "the version", List.of()));

  private OptionTable() {}

  private static Entry option(String name, String argument, String help, List<String> commands) {
    return new Entry(null, name, argument, false, help, commands);
  }

  /** One that may stand more than once. */
  private static Entry list(String name, String argument, String help, List<String> commands) {
    return new Entry(null, name, argument, true, help, commands);
  }

  /** One without an argument. */
  private static Entry flag(String name, String help, List<String> commands) {
    return new Entry(null, name, null, false, help, commands);
  }

  /** Whether a command takes an option; an empty list of commands means all. */
  public static boolean takes(Entry entry, String command) {
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
