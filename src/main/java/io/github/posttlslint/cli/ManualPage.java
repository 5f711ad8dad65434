package io.github.posttlslint.cli;

import java.io.IOException;
import java.io.Writer;

/** {@code man}: the manual page posttls-lint(1), in the macros of man(7). */
final class ManualPage {

  private static final String[][] STATUS = {
    {"0", "nothing at or above the level of --fail-on"},
    {"1", "findings at or above it"},
    {"2", "wrong usage, option or configuration file"},
    {"3", "not done whole: unreadable input, no configuration found"}
  };

  private static final String[][] FILES = {
    {".posttls-lint.yaml, .posttls-lint.yml", "options for the set-ups in its directory and below"},
    {"configuration.schema.json", "its form, for editors; lies where the program is installed"},
    {"posttls-lint.modes", "owners and modes of the files of a checkout"}
  };

  private static final String[][] KEYS = {
    {
      "postfix-version, openssl-version, files, fail-on, min-severity, expiry-days, baseline",
      "as the options of check"
    },
    {"profile, rules, select, enable, disable, exclude", "likewise, each a list"},
    {"names", "a list, as --name"},
    {"zones", "a list, as --zone"},
    {"sts-policies", "a list, as --sts-policy"},
    {"severity", "a mapping of rules, groups or patterns to error, warning or note"},
    {"map", "a mapping of directories of the mail host to those where their content lies"},
    {"not-here", "a list of paths of the mail host that are never reported as missing"},
    {"template-values", "a list of YAML files with what the names in templates have by default"},
    {"require-reasons", "true: comments that silence a rule must tell why"},
    {"extends", "a file of the same repository that counts where this one says nothing else"},
    {"overrides", "a list of mappings with paths, patterns of directories, and other keys"}
  };

  private static final String[][] EXAMPLES = {
    {"posttls-lint", "judges /etc/postfix."},
    {"posttls-lint check -v mail/etc/postfix", "judges a checkout, and tells why findings matter."},
    {"postconf -n | posttls-lint check -", "judges what another program prints."},
    {"posttls-lint check --select certkey --fail-on warning .", "looks at certificates alone."},
    {"posttls-lint check --diff .", "shows what --fix would change."},
    {"posttls-lint show --route user@example.com", "tells how mail for an address leaves."},
    {"posttls-lint clients", "tells which TLS clients each listener can talk to."},
    {"posttls-lint clients --compare old new", "tells whom a change shuts out or lets in."},
    {"posttls-lint upgrade --to 3.11", "tells what another release changes."}
  };

  private static final String COMMENTS =
      """
      .SH COMMENTS THAT SILENCE RULES
      A comment above a setting of main.cf, a service or one of its options in master.cf, or a line
      of a table silences the rules that it names there; with ignore\\-file, in all of the file:
      .PP
      .nf
      # posttls\\-lint: ignore[ID,ID] until=2027\\-01\\-31 \\-\\- why
      # posttls\\-lint: ignore\\-file[ID] \\-\\- why
      .fi
      .PP
      After the day of until the findings are back; until and why can be left out. A comment without
      effect is reported.
      """;

  private ManualPage() {}

  static int print(Terminal terminal) throws IOException {
    Writer out = terminal.out();
    out.write(".TH POSTTLS\\-LINT 1 \"\" \"posttls\\-lint " + text(Main.version()) + "\"\n");
    out.write(".SH NAME\nposttls\\-lint \\- finds what is wrong in the TLS set\\-up of Postfix\n");
    out.write(".SH SYNOPSIS\n");
    for (CommandTable.Command command : CommandTable.COMMANDS) {
      out.write(".br\n.B posttls\\-lint " + text(command.name()) + "\n");
      out.write(text("[OPTION]... " + command.operands()).strip() + "\n");
    }
    out.write(
        """
        .SH DESCRIPTION
        Reads main.cf, master.cf and the certificates, keys, CA files and tables that they name, and
        says what is broken, unsafe or without effect in its use of TLS: where exactly, what Postfix
        does with it, and how to mend it. It starts no Postfix and needs no network.
        .PP
        A PATH is a configuration directory, a main.cf or master.cf, also a template such as
        main.cf.j2, or a directory to search for such. Without a command, check is meant.
        .SH COMMANDS
        """);
    for (CommandTable.Command command : CommandTable.COMMANDS) {
      item("\\fB" + text(command.name()) + "\\fR " + text(command.operands()), command.help(), out);
    }
    for (CommandTable.Command command : CommandTable.COMMANDS) {
      out.write(".SH OPTIONS OF " + command.name().toUpperCase(java.util.Locale.ROOT) + "\n");
      for (OptionTable.Entry entry : OptionTable.ENTRIES) {
        if (OptionTable.takes(entry, command.name())) {
          item(head(entry), entry.help() + (entry.repeatable() ? "; repeatable" : ""), out);
        }
      }
    }
    table("EXIT STATUS", STATUS, out);
    table("FILES", FILES, out);
    table("KEYS OF THE CONFIGURATION FILE", KEYS, out);
    out.write(COMMENTS);
    table("EXAMPLES", EXAMPLES, out);
    out.write(".SH SEE ALSO\n.BR postconf (5),\n.BR master (5),\n.BR postconf (1)\n");
    return ExitStatus.CLEAN;
  }

  private static String head(OptionTable.Entry entry) {
    String letter = entry.letter() == null ? "" : "\\fB\\-" + entry.letter() + "\\fR, ";
    String argument = entry.argument() == null ? "" : " \\fI" + text(entry.argument()) + "\\fR";
    return letter + "\\fB\\-\\-" + text(entry.name()) + "\\fR" + argument;
  }

  private static void table(String title, String[][] rows, Writer out) throws IOException {
    out.write(".SH " + title + "\n");
    for (String[] row : rows) {
      item("\\fB" + text(row[0]) + "\\fR", row[1], out);
    }
  }

  private static void item(String head, String help, Writer out) throws IOException {
    out.write(".TP\n" + head.strip() + "\n" + text(help) + "\n");
  }

  /** Text without what troff takes for commands. */
  private static String text(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
