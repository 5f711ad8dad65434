package io.github.posttlslint.cli;

import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a shell can offer where, made of the tables of commands and options. */
final class CompletionWords {

  /** Columns of a description in a list that a shell shows. */
  private static final int SHORT = 50;

  private final List<String> ids = new ArrayList<>();
  private final Set<String> groups = new TreeSet<>();
  private final Set<String> profiles = new TreeSet<>();

  /** What an argument is. */
  enum Kind {
    /** There is none. */
    ABSENT,
    /** Something that nobody can list. */
    FREE,
    FILE,
    /** One of some words. */
    WORD,
    /** A rule or a group of them. */
    RULES,
    /** The same, an equals sign, and one of some words. */
    RULES_AND_WORD,
    /** One of some words, an equals sign, and a file. */
    WORD_AND_FILE
  }

  /**
   * An argument.
   *
   * @param words those that its kind speaks of
   */
  record Argument(Kind kind, List<String> words) {

    private Argument(Kind kind) {
      this(kind, List.of());
    }
  }

  CompletionWords() {
    for (Rule rule : BuiltInRules.load().rules()) {
      String profile = rule.profile();
      ids.add(rule.id());
      groups.add(rule.group());
      if (profile != null) {
        profiles.add(profile);
      }
    }
  }

  /** The rules that options can name: by id and by group. */
  List<String> rules() {
    List<String> rules = new ArrayList<>(ids);
    rules.addAll(groups);
    return rules;
  }

  /** The options that a command takes. */
  static List<OptionTable.Entry> options(String command) {
    List<OptionTable.Entry> options = new ArrayList<>();
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      if (OptionTable.takes(entry, command)) {
        options.add(entry);
      }
    }
    return options;
  }

  /** The argument of an option. */
  Argument of(OptionTable.Entry entry, String command) {
    String argument = entry.argument();
    if (argument == null) {
      return new Argument(Kind.ABSENT);
    }
    return switch (argument) {
      case "FILE", "PATH", "DIR", "[NAME=]FILE", "[DOMAIN=]FILE" -> new Argument(Kind.FILE);
      case "ID" -> new Argument(Kind.RULES);
      case "ID=LEVEL" -> new Argument(Kind.RULES_AND_WORD, Severity.labels());
      case "FORMAT=FILE" -> new Argument(Kind.WORD_AND_FILE, ReportFormat.labels());
      case "FORMAT" -> words(formats(command));
      case "LEVEL" -> words(levels(entry.name().equals("fail-on")));
      default -> other(entry.name(), argument);
    };
  }

  private Argument other(String option, String argument) {
    return switch (option) {
      case "profile" -> words(List.copyOf(profiles));
      case "digest" -> words(List.of("md5", "sha1", "sha384", "sha512"));
      default ->
          argument.indexOf('|') > 0
              ? words(List.of(argument.split("\\|")))
              : new Argument(Kind.FREE);
    };
  }

  private static Argument words(List<String> words) {
    return new Argument(Kind.WORD, words);
  }

  private static List<String> formats(String command) {
    if (command.equals("rules") || command.equals("clients")) {
      return List.of("text", "json", "markdown");
    }
    return command.equals("check") ? ReportFormat.labels() : List.of("text", "json");
  }

  private static List<String> levels(boolean never) {
    List<String> levels = new ArrayList<>(Severity.labels());
    if (never) {
      levels.add("never");
    }
    return levels;
  }

  /** What a command takes besides options. */
  Argument operands(String command) {
    return switch (command) {
      case "explain" -> {
        List<String> words = rules();
        words.addAll(Kinds.names());
        words.addAll(Parameters.load().all());
        yield words(words);
      }
      case "completion" -> words(List.of("bash", "zsh", "fish"));
      case "rules", "man" -> new Argument(Kind.ABSENT);
      default -> new Argument(Kind.FILE);
    };
  }

  /** The beginning of a help text, as far as it is a sentence of its own and fits into a list. */
  static String brief(String help) {
    int end = help.length();
    for (String mark : List.of(" (", "; ", ": ", ", such as")) {
      int at = help.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    if (end > SHORT) {
      return help.substring(0, help.lastIndexOf(' ', SHORT - 1)) + "…";
    }
    return help.substring(0, end);
  }
}
