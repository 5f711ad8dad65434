package io.github.posttlslint.cli;

import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.Comparison;
import io.github.posttlslint.report.ClientsJsonWriter;
import io.github.posttlslint.report.ClientsWriter;
import io.github.posttlslint.report.ComparisonWriter;
import io.github.posttlslint.report.JudgedClients;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.SetupReader;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code clients}: what TLS clients get of each listener. */
final class ClientsCommand {

  private static final List<String> FORMATS = List.of("text", "json", "markdown");

  private final Arguments arguments;
  private final Terminal terminal;
  private final String format;
  private final List<Client> clients = Clients.all();

  ClientsCommand(Arguments arguments, Terminal terminal) throws UsageException {
    this.arguments = arguments;
    this.terminal = terminal;
    String given = arguments.value("format");
    this.format = given == null ? "text" : given;
    if (!FORMATS.contains(format)) {
      throw new UsageException("--format " + given + ": clients has text, json and markdown");
    }
  }

  int run() throws UsageException, IOException {
    String name = arguments.value("client");
    if (arguments.has("compare")) {
      if (name != null) {
        throw new UsageException("--client and --compare do not go together");
      }
      if (arguments.paths().size() != 2) {
        throw new UsageException("--compare needs two PATHs: the old and the new set-up");
      }
      return compare();
    }
    return name == null ? table() : explain(ClientName.find(name, clients));
  }

  private int table() throws UsageException, IOException {
    SetupReader reader = reader();
    List<JudgedClients> judged = judged(reader, clients);
    if (format.equals("json")) {
      new ClientsJsonWriter(null).write(judged, terminal.out());
    } else {
      writer().write(judged, clients.size(), terminal.out());
    }
    return status(reader);
  }

  private int explain(Client client) throws UsageException, IOException {
    SetupReader reader = reader();
    List<JudgedClients> judged = judged(reader, List.of(client));
    if (format.equals("json")) {
      new ClientsJsonWriter(client).write(judged, terminal.out());
    } else {
      writer().explain(client, judged, terminal.out());
    }
    return status(reader);
  }

  private ClientsWriter writer() {
    return new ClientsWriter(format.equals("markdown"));
  }

  private SetupReader reader() throws UsageException {
    return new SetupReader(arguments, new Configurations(arguments, terminal), terminal);
  }

  private List<JudgedClients> judged(SetupReader reader, List<Client> some)
      throws UsageException, IOException {
    List<JudgedClients> judged = new ArrayList<>();
    for (Setup setup : reader.read(arguments.paths())) {
      judged.add(JudgedClients.of(setup, some));
    }
    return judged;
  }

  private int status(SetupReader reader) {
    reader.problems().forEach(problem -> terminal.say(SetupReader.text(problem)));
    return reader.problems().isEmpty() ? ExitStatus.CLEAN : ExitStatus.INCOMPLETE;
  }

  // --- two states ------------------------------------------------------------------------------

  private int compare() throws UsageException, IOException {
    SetupReader oldReader = reader();
    SetupReader newReader = reader();
    Map<String, Setup> old = setups(oldReader, arguments.paths().get(0));
    Map<String, Setup> now = setups(newReader, arguments.paths().get(1));
    int status = Math.max(status(oldReader), status(newReader));
    List<ComparisonWriter.Pair> pairs = new ArrayList<>();
    if (old.size() == 1 && now.size() == 1) {
      pairs.add(pair(old.values().iterator().next(), now.values().iterator().next()));
    } else {
      old.forEach(
          (place, setup) -> {
            Setup other = now.get(place);
            if (other != null) {
              pairs.add(pair(setup, other));
            }
          });
      status = Math.max(status, tellAlone(old, now, 0));
      status = Math.max(status, tellAlone(now, old, 1));
    }
    ComparisonWriter writer = new ComparisonWriter(pairs, clients.size());
    switch (format) {
      case "json" -> writer.writeJson(terminal.out());
      case "markdown" -> writer.writeMarkdown(terminal.out());
      default -> writer.writeText(terminal.out());
    }
    return status;
  }

  private int tellAlone(Map<String, Setup> here, Map<String, Setup> there, int path) {
    int status = ExitStatus.CLEAN;
    for (Map.Entry<String, Setup> entry : here.entrySet()) {
      if (!there.containsKey(entry.getKey())) {
        String other = arguments.paths().get(1 - path);
        terminal.say(entry.getValue().directory() + ": has no counterpart in " + other);
        status = ExitStatus.INCOMPLETE;
      }
    }
    return status;
  }

  private ComparisonWriter.Pair pair(Setup before, Setup after) {
    return new ComparisonWriter.Pair(
        before,
        after,
        Comparison.between(Audience.of(before, clients), Audience.of(after, clients)));
  }

  /** The setups of a path by their place below it. */
  private static Map<String, Setup> setups(SetupReader reader, String path)
      throws UsageException, IOException {
    String top = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Map<String, Setup> setups = new LinkedHashMap<>();
    for (Setup setup : reader.read(List.of(path))) {
      String directory = setup.directory();
      String place = directory.startsWith(top) ? directory.substring(top.length()) : directory;
      setups.put(place, setup);
    }
    return setups;
  }
}
