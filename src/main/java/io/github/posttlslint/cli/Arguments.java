package io.github.posttlslint.cli;

import io.github.posttlslint.run.DidYouMean;
import io.github.posttlslint.run.GivenOptions;
import io.github.posttlslint.run.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.jspecify.annotations.Nullable;

/**
 * The words of one command, with options told from paths.
 *
 * @param options the arguments of each option that is there, by its long name
 */
record Arguments(Map<String, List<String>> options, List<String> paths) implements GivenOptions {

  /** Options that change no finding, or that the report tells otherwise. */
  private static final List<String> OF_OUTPUT =
      List.of(
          "format",
          "output",
          "color",
          "verbose",
          "quiet",
          "now",
          "fix",
          "diff",
          "unsafe-fixes",
          "write-baseline",
          "stdin-filename",
          "postfix-version",
          "openssl-version",
          "root");

  /**
   * Parses.
   *
   * @throws UsageException if an option is unknown, lacks its argument or stands twice
   */
  static Arguments parse(String command, List<String> words) throws UsageException {
    try {
      DefaultParser parser = DefaultParser.builder().setAllowPartialMatching(false).get();
      CommandLine line = parser.parse(OptionTable.of(command), words.toArray(new String[0]));
      Arguments arguments = new Arguments(given(line), line.getArgList());
      arguments.refuseRepeated();
      return arguments;
    } catch (UnrecognizedOptionException e) {
      throw new UsageException(unknown(command, e.getOption()));
    } catch (MissingArgumentException e) {
      throw new UsageException("option --" + e.getOption().getLongOpt() + " needs an argument");
    } catch (ParseException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String unknown(String command, String option) {
    List<String> known = new ArrayList<>();
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      if (OptionTable.takes(entry, command)) {
        known.add("--" + entry.name());
      }
    }
    int equals = option.indexOf('=');
    return "unknown option '"
        + option
        + "' of "
        + command
        + DidYouMean.among(equals < 0 ? option : option.substring(0, equals), known)
        + "; --help lists the options";
  }

  /** What was asked for and changes the findings, in the order of help, without directories. */
  List<String> ofJudging() {
    List<String> words = new ArrayList<>();
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      List<String> given = options.get(entry.name());
      if (given == null || OF_OUTPUT.contains(entry.name())) {
        continue;
      }
      String name = "--" + entry.name();
      if (entry.argument() == null) {
        words.add(name);
      }
      for (String value : given) {
        String path = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        words.add(name + " " + path.substring(path.lastIndexOf('/') + 1));
      }
    }
    return words;
  }

  /** The options by name; Commons CLI would search for each anew, with a stream. */
  private static Map<String, List<String>> given(CommandLine line) {
    Map<String, List<String>> options = new HashMap<>();
    for (Option option : line.getOptions()) {
      List<String> values = options.get(option.getLongOpt());
      if (values == null) {
        values = new ArrayList<>();
        options.put(option.getLongOpt(), values);
      }
      values.addAll(option.getValuesList());
    }
    return options;
  }

  /**
   * Whether a command that has text and JSON is to write JSON.
   *
   * @throws UsageException if another format is asked for
   */
  boolean wantsJson(String command) throws UsageException {
    String format = value("format");
    if (format != null && !format.equals("text") && !format.equals("json")) {
      throw new UsageException("--format " + format + ": " + command + " has text and json");
    }
    return "json".equals(format);
  }

  /** The same words but for an option. */
  Arguments without(String option) {
    Map<String, List<String>> others = new HashMap<>(options);
    others.remove(option);
    return new Arguments(others, paths);
  }

  private void refuseRepeated() throws UsageException {
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      if (!entry.repeatable() && values(entry.name()).size() > 1) {
        throw new UsageException("option --" + entry.name() + " stands more than once");
      }
    }
  }

  @Override
  public boolean has(String option) {
    return options.containsKey(option);
  }

  @Override
  public @Nullable String value(String option) {
    List<String> values = values(option);
    return values.isEmpty() ? null : values.get(0);
  }

  @Override
  public List<String> values(String option) {
    List<String> values = options.get(option);
    return values == null ? List.of() : values;
  }
}
