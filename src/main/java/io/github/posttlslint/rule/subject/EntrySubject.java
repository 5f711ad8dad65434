package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.Comment;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.KindSubject;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.Subjects;
import io.github.posttlslint.setup.Endpoint;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code entry}: a line of master.cf that was seen.
 *
 * <p>Facts: those of {@link ServiceKind}, and {@code repeated} (an earlier line has the same
 * endpoint, and no template decides which of them is there), {@code port.name} (a port that is not
 * a number; absent otherwise), {@code port.listed} (the name is in /etc/services; unknown where
 * that cannot be seen), {@code program.exists} (it is a program of the release, or there is such a
 * file; unknown for other absolute paths, absent for a column that begins with a hyphen), {@code
 * commented-options} (the {@code name=value} of {@code -o} lines below it that are commented out).
 * Anchors: {@code service}, {@code name}, {@code command}, {@code earlier} (the earlier line).
 */
final class EntrySubject implements Subject {

  private final Service service;
  private final KindSubject<Service> ofService;
  private final Programs programs;
  private final @Nullable Service earlier;
  private final @Nullable Service next;

  private EntrySubject(
      KindSubject<Service> ofService,
      Programs programs,
      @Nullable Service earlier,
      @Nullable Service next) {
    this.service = ofService.thing();
    this.ofService = ofService;
    this.programs = programs;
    this.earlier = earlier;
    this.next = next;
  }

  static List<EntrySubject> all(Setup setup, Subjects subjects) {
    if (setup.master() == null) {
      return List.of();
    }
    Programs programs = Programs.load();
    List<EntrySubject> all = new ArrayList<>();
    Map<String, Service> seen = new HashMap<>();
    List<Service> services = setup.services();
    for (int i = 0; i < services.size(); i++) {
      Service service = services.get(i);
      Service earlier = service.entry().conditional() ? null : seen.put(endpoint(service), service);
      Service next = i + 1 < services.size() ? services.get(i + 1) : null;
      all.add(new EntrySubject(subjects.of(ServiceKind.KIND, service), programs, earlier, next));
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

  @Override
  public Setup setup() {
    return service.setup();
  }

  @Override
  public List<Service> services() {
    return List.of(service);
  }

  @Override
  public Value value(String parameter) {
    return service.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "repeated" -> Fact.of(earlier != null && !LogicalText.isOpaque(service.name()));
      case "port.name" -> {
        String port = portName();
        yield port == null ? Fact.absent() : Fact.of(port);
      }
      case "port.listed" -> portListed();
      case "program.exists" -> programExists();
      case "commented-options" -> Fact.of(commentedOptions());
      default -> ofService.fact(name);
    };
  }

  private @Nullable String portName() {
    Endpoint endpoint = service.endpoint();
    if (endpoint == null || LogicalText.isOpaque(service.name())) {
      return null;
    }
    char first = endpoint.service().charAt(0);
    return first >= '0' && first <= '9' ? null : endpoint.service();
  }

  private Fact portListed() {
    String port = portName();
    if (port == null) {
      return Fact.absent();
    }
    FileTree tree = setup().tree();
    if (!(tree.look("/etc/services") instanceof FileTree.Found)) {
      return new Fact.Unknown("/etc/services is not here", "");
    }
    try {
      String text = new String(tree.read("/etc/services"), StandardCharsets.UTF_8);
      return Fact.of(isListed(text, port));
    } catch (IOException e) {
      return new Fact.Unknown("/etc/services cannot be read", "");
    }
  }

  /** Lines are {@code name port/protocol alias...} with comments after {@code #} (services(5)). */
  private static boolean isListed(String text, String port) {
    for (String line : text.split("\n", -1)) {
      int comment = line.indexOf('#');
      List<String> words = CommentedService.words(comment < 0 ? line : line.substring(0, comment));
      if (words.size() >= 2 && words.get(1).endsWith("/tcp")) {
        if (words.get(0).equals(port) || words.subList(2, words.size()).contains(port)) {
          return true;
        }
      }
    }
    return false;
  }

  private Fact programExists() {
    String command = service.entry().command();
    if (command.startsWith("-")) {
      return Fact.absent();
    }
    if (LogicalText.isOpaque(command)) {
      return new Fact.Unknown("the command comes from a template", "");
    }
    if (programs.exists(command, setup().version())) {
      return Fact.of(true);
    }
    Value directory = service.value("daemon_directory");
    String path = command.startsWith("/") ? command : Paths.join(directory.text(), command);
    FileTree.Entry entry =
        directory.isUnknown() && !command.startsWith("/")
            ? new FileTree.Unseen("the directory of the programs is not known")
            : setup().tree().look(path);
    if (entry instanceof FileTree.Unseen unseen && command.indexOf('/') >= 0) {
      return new Fact.Unknown(unseen.reason(), "daemon_directory");
    }
    return Fact.of(entry instanceof FileTree.Found);
  }

  private List<String> commentedOptions() {
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
        List<String> words = CommentedService.words(comment.content());
        if (words.size() >= 2 && words.get(0).equals("-o")) {
          options.add(words.get(1));
        }
      }
    }
    return options;
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "service" -> service.span();
      case "name" -> service.entry().span(MasterField.SERVICE);
      case "command" -> service.entry().span(MasterField.COMMAND);
      case "earlier" -> earlier == null ? null : earlier.span();
      default -> null;
    };
  }

  @Override
  public Span place() {
    return service.span();
  }

  @Override
  public @Nullable String parameter() {
    return null;
  }
}
