package io.github.posttlslint.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.AlreadySelectedException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.jspecify.annotations.Nullable;

/** The words of one command, with options told from paths. */
final class Arguments {

  private final CommandLine line;

  private Arguments(CommandLine line) {
    this.line = line;
  }

  /**
   * Parses.
   *
   * @throws UsageException if an option is unknown, lacks its argument or stands twice
   */
  static Arguments parse(String command, List<String> words) throws UsageException {
    try {
      DefaultParser parser = DefaultParser.builder().setAllowPartialMatching(false).get();
      Arguments arguments =
          new Arguments(parser.parse(OptionTable.of(command), words.toArray(new String[0])));
      arguments.refuseRepeated();
      return arguments;
    } catch (UnrecognizedOptionException e) {
      throw new UsageException(unknown(command, e.getOption()));
    } catch (MissingArgumentException e) {
      throw new UsageException("option --" + e.getOption().getLongOpt() + " needs an argument");
    } catch (AlreadySelectedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
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

  private void refuseRepeated() throws UsageException {
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      String[] values = line.getOptionValues(entry.name());
      if (!entry.repeatable() && values != null && values.length > 1) {
        throw new UsageException("option --" + entry.name() + " stands more than once");
      }
    }
  }

  /** Whether the option stands there. */
  boolean has(String option) {
    return line.hasOption(option);
  }

  /** The option's argument; null if it does not stand there. */
  @Nullable String value(String option) {
    return line.getOptionValue(option);
  }

  /** The arguments of a repeatable option, in order. */
  List<String> values(String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? List.of() : List.of(values);
  }

  /** What is no option. */
  List<String> paths() {
    return line.getArgList();
  }
}
