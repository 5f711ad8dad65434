package io.github.posttlslint.cli;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.run.DidYouMean;
import io.github.posttlslint.run.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The program: finds the command and runs it. */
public final class Main {

  private static final List<String> COMMANDS = CommandTable.names();

  /** System property: what the launcher wants added to the exit status, to tell it from Java's. */
  private static final String STARTED = "posttlslint.status";

  private Main() {}

  /** Runs the program and ends the process with its exit status. */
  public static void main(String[] args) throws IOException {
    boolean isTraining = System.getProperty(Training.ASKED) != null;
    int status = isTraining ? Training.run(Main::terminal) : run(List.of(args), terminal());
    System.exit(status + Integer.getInteger(STARTED, 0));
  }

  private static Terminal terminal() {
    return Terminal.of(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Path.of(""),
        System.getenv());
  }

  /**
   * Runs the program in this process.
   *
   * @return the exit status, see {@link ExitStatus}
   */
  public static int run(List<String> args, Terminal terminal) {
    int status;
    try {
      status = dispatch(args, terminal);
      terminal.out().flush();
      return status;
    } catch (UsageException e) {
      e.lines().forEach(terminal::say);
      status = ExitStatus.USAGE;
    } catch (IOException e) {
      if (!isClosedPipe(e)) {
        terminal.say("cannot write: " + e.getMessage());
      }
      return ExitStatus.INCOMPLETE;
    } catch (RuntimeException | StackOverflowError e) {
      // a defect of this program: named, so that it can be reported, but no trace of the stack
      terminal.say("internal error: " + e + at(e));
      status = ExitStatus.INCOMPLETE;
    } catch (OutOfMemoryError e) {
      terminal.say("out of memory; JAVA_OPTS=-Xmx1g gives it more than " + heap());
      status = ExitStatus.INCOMPLETE;
    }
    try {
      terminal.out().flush();
    } catch (IOException e) {
      return ExitStatus.INCOMPLETE; // there was something worse to say
    }
    return status;
  }

  /** Whether who read the output wants no more of it, as head(1) does. */
  private static boolean isClosedPipe(IOException e) {
    // Java passes the system's words on, and nothing else that tells it
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }

  private static String heap() {
    return Limits.shown(Runtime.getRuntime().maxMemory());
  }

  private static String at(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private static int dispatch(List<String> args, Terminal terminal)
      throws UsageException, IOException {
    String first = args.isEmpty() ? "" : args.get(0);
    if (first.equals("help")) {
      return Help.print(null, terminal);
    }
    if (isMisspelt(first, terminal)) {
      throw new UsageException(
          "no command or path '"
              + first
              + "'"
              + DidYouMean.among(first, COMMANDS)
              + "; commands are "
              + String.join(", ", COMMANDS));
    }
    String command = COMMANDS.contains(first) ? first : "check";
    List<String> words = COMMANDS.contains(first) ? args.subList(1, args.size()) : args;
    int end = words.indexOf("--");
    List<String> options = end < 0 ? words : words.subList(0, end);
    refuseFilesLikeOptions(options, terminal);
    if (options.contains("--version") || options.contains("-V")) {
      terminal.out().write("posttls-lint " + version() + "\n");
      return ExitStatus.CLEAN;
    }
    if (options.contains("--help") || options.contains("-h")) {
      return Help.print(COMMANDS.contains(first) ? command : null, terminal);
    }
    Arguments arguments = Arguments.parse(command, words);
    int status = run(command, arguments, terminal);
    if (OptionTable.READS.contains(command) && arguments.paths().isEmpty()) {
      Hints.tell(command, arguments, terminal);
    }
    return status;
  }

  /**
   * Where a shell or a hook fills in names of files, somebody may have made one that is an option.
   *
   * @throws UsageException if a word could be either
   */
  private static void refuseFilesLikeOptions(List<String> options, Terminal terminal)
      throws UsageException {
    for (String word : options) {
      if (word.length() > 1 && word.startsWith("-") && isThere(word, terminal)) {
        throw new UsageException(
            "'" + word + "' is an option, and a file as well; put -- in front of names of files");
      }
    }
  }

  private static boolean isThere(String name, Terminal terminal) {
    try {
      return terminal.gate().exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether a first word is neither a command nor a path, but nearly a command. */
  private static boolean isMisspelt(String first, Terminal terminal) {
    return !first.isEmpty()
        && !first.startsWith("-")
        && !COMMANDS.contains(first)
        && first.indexOf('/') < 0
        && first.indexOf('.') < 0
        && !isThere(first, terminal)
        && !DidYouMean.among(first, COMMANDS).isEmpty();
  }

  private static int run(String command, Arguments arguments, Terminal terminal)
      throws UsageException, IOException {
    return switch (command) {
      case "show" -> ShowCommand.run(arguments, terminal);
      case "clients" -> new ClientsCommand(arguments, terminal).run();
      case "inspect" -> new InspectCommand(arguments, terminal).run();
      case "upgrade" -> UpgradeCommand.run(arguments, terminal);
      case "rules" -> RulesCommand.run(arguments, terminal);
      case "selftest" -> SelftestCommand.run(arguments, terminal);
      case "completion" -> CompletionCommand.run(arguments, terminal);
      case "lsp" -> LspCommand.run(arguments, terminal);
      case "man" -> ManualPage.print(terminal);
      case "explain" -> ExplainCommand.run(arguments, terminal);
      default -> new CheckCommand(arguments, terminal).run();
    };
  }

  /** The tool's version, as the build wrote it down. */
  public static String version() throws IOException {
    byte[] text = PackedFile.read(Main.class, "version.txt");
    return new String(text, StandardCharsets.UTF_8).strip();
  }
}
