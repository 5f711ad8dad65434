package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Comment;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalLine;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Programs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a master.cf that was seen.
 *
 * @param earlier the line before it with the same endpoint; null if there is none, or a template
 *     decides which is there
 * @param mayBeRepeated whether a template can make a line before it have the same endpoint
 * @param next the line after it; null for the last one
 */
public record MasterLine(
    Service service, @Nullable Service earlier, boolean mayBeRepeated, @Nullable Service next)
    implements ServicePart {

  private static final FileTree.Entry NO_DIRECTORY =
      new FileTree.Unseen("the directory of the programs is not known");

  /** All of a setup, in the order of the file. */
  public static List<MasterLine> all(Setup setup) {
    if (setup.master() == null) {
      return List.of();
    }
    List<MasterLine> all = new ArrayList<>();
    Map<String, Service> seen = new HashMap<>();
    Set<String> unsure = new HashSet<>();
    List<Service> services = setup.services();
    for (int i = 0; i < services.size(); i++) {
      Service service = services.get(i);
      String endpoint = endpoint(service);
      boolean isOpaque = LogicalText.isOpaque(service.name());
      boolean isSure = !service.entry().conditional() && !isOpaque;
      Service earlier = isSure ? seen.put(endpoint, service) : null;
      boolean mayBe =
          unsure.contains(isOpaque ? service.type() : endpoint)
              || unsure.contains(service.type() + "?")
              || (!isSure && seen.containsKey(endpoint));
      Service next = i + 1 < services.size() ? services.get(i + 1) : null;
      all.add(new MasterLine(service, earlier, mayBe, next));
      if (!isSure) {
        unsure.add(isOpaque ? service.type() + "?" : endpoint);
      }
      unsure.add(service.type());
    }
    return all;
  }

  /** What master(8) tells services apart by: address and port, or the name of a socket. */
  private static String endpoint(Service service) {
    Endpoint endpoint = service.endpoint();
    if (endpoint == null) {
      String privacy = service.entry().field(MasterField.PRIVATE).text();
      return service.id() + (privacy.equals("n") ? "/public" : "/private");
    }
    Integer port = Programs.port(endpoint.service());
    String host = endpoint.host().toLowerCase(Locale.ROOT);
    return "inet " + host + " " + (port == null ? endpoint.service() : port.toString());
  }

  /** Whether an earlier line has the same endpoint. */
  public Truth isRepeated() {
    return earlier == null && mayBeRepeated
        ? Truth.unknown(Doubt.of("a template decides which services there are, and where"))
        : Truth.of(earlier != null);
  }

  /** All its lines, where they say what the earlier ones do; else null. */
  public @Nullable Span again() {
    LogicalLine line = service.entry().line();
    boolean same =
        earlier != null
            && line.comments().isEmpty()
            && words(line).equals(words(earlier.entry().line()));
    if (!same) {
      return null;
    }
    SourceText source = line.text().source();
    int first = line.parts().get(0).span().startLine();
    int last = line.parts().get(line.parts().size() - 1).span().endLine();
    int end = last < source.lineCount() ? source.startOfLine(last + 1) : source.text().length();
    return source.span(source.startOfLine(first), end);
  }

  private static List<String> words(LogicalLine line) {
    return ListText.words(line.text().text(), " \t\r\n");
  }

  // --- the port --------------------------------------------------------------------------------

  /** The port, if it is not a number; null otherwise. */
  public @Nullable String portName() {
    Endpoint endpoint = service.endpoint();
    if (endpoint == null || LogicalText.isOpaque(service.name())) {
      return null;
    }
    char first = endpoint.service().charAt(0);
    return first >= '0' && first <= '9' ? null : endpoint.service();
  }

  /** Whether the host or Postfix knows the name of the port; unset where it has none. */
  public Known<Boolean> isPortListed() {
    String port = portName();
    if (port == null) {
      return Known.unset();
    }
    return Endpoint.isListed(setup(), port);
  }

  // --- the program -----------------------------------------------------------------------------

  /**
   * Whether it is a program of the release, or there is such a file; unset for a column that begins
   * with a hyphen.
   */
  public Known<Boolean> hasProgram() {
    String command = service.entry().command();
    if (command.startsWith("-")) {
      return Known.unset();
    }
    if (LogicalText.isOpaque(command)) {
      return Known.unknown(Doubt.of("the command comes from a template"));
    }
    return Programs.load().exists(command, setup().version())
        ? Known.of(true)
        : isFile(command, look(command));
  }

  /** The one program of the release with nearly the name; null if none or several have. */
  public @Nullable String nearestProgram() {
    return Nearest.only(service.entry().command(), Programs.load().names(setup().version()));
  }

  private FileTree.Entry look(String command) {
    FileTree tree = setup().tree();
    return command.startsWith("/")
        ? tree.look(command)
        : service
            .value("daemon_directory")
            .known()
            .or(directory -> tree.look(Paths.join(directory, command)), NO_DIRECTORY, NO_DIRECTORY);
  }

  /** Programs beside Postfix's own are told from typing errors only by a path. */
  private static Known<Boolean> isFile(String command, FileTree.Entry entry) {
    return entry instanceof FileTree.Unseen unseen && command.indexOf('/') >= 0
        ? Known.unknown(new Doubt(unseen.reason(), "daemon_directory"))
        : Known.of(entry instanceof FileTree.Found);
  }

  // --- comments --------------------------------------------------------------------------------

  /** The {@code name=value} of {@code -o} lines below it that are commented out. */
  public List<String> commentedOptions() {
    MasterCf master = setup().master();
    List<String> options = new ArrayList<>();
    int from = service.span().startLine();
    int to = next == null ? Integer.MAX_VALUE : next.span().startLine();
    for (Comment comment : master == null ? List.<Comment>of() : master.comments()) {
      int line = comment.span().startLine();
      if (line > from && line < to) {
        if (CommentedService.name(comment) != null) {
          break;
        }
        List<String> words = ListText.words(comment.content(), CommentedService.BLANKS);
        if (words.size() >= 2 && words.get(0).equals("-o")) {
          options.add(words.get(1));
        }
      }
    }
    return options;
  }

  // --- the service -----------------------------------------------------------------------------

  /** Where a field stands. */
  public Span span(MasterField field) {
    return service.entry().span(field);
  }
}
