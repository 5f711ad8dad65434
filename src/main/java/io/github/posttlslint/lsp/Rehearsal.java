package io.github.posttlslint.lsp;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.run.EditedSetups;
import io.github.posttlslint.run.EditedSetups.Loaded;
import io.github.posttlslint.run.GivenOptions;
import io.github.posttlslint.run.UsageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;

/**
 * Judges a set-up that lies beside the program, and tells nobody, while client and server greet
 * each other: Java needs longer for all that it does the first time.
 */
final class Rehearsal {

  /** System property: the directory {@code data} beside the jar of the program. */
  private static final String DATA = "posttlslint.data";

  static final String SETUP = "training/submission/bad/etc/postfix";

  private static final String OPENING =
      "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
          + "{\"uri\":\"\",\"languageId\":\"\",\"version\":1,\"text\":\"\"}}}";

  private final GivenOptions options;
  private final Shared shared;
  private final Supplier<Instant> clock;
  private final MessageJsonHandler json;

  Rehearsal(GivenOptions options, Shared shared, Supplier<Instant> clock, MessageJsonHandler json) {
    this.options = options;
    this.clock = clock;
    this.shared = shared;
    this.json = json;
  }

  /** Does it; an interrupt ends it. */
  void run() {
    json.parseMessage(OPENING);
    String data = System.getProperty(DATA);
    if (data == null) {
      return; // the program does not run from its installation
    }
    Path folder = Path.of(data).resolveSibling(SETUP);
    OpenTexts none = new OpenTexts();
    Gate gate = Gate.ofEditor(folder, none.contents());
    Desk desk = new Desk(folder, gate, Map.of(), clock, said -> {});
    EditedSetups setups = desk.setups(options, shared);
    Location location = setups.ofDirectory(folder);
    if (location == null) {
      return;
    }
    EditedSetup edited = new EditedSetup(desk, setups, location);
    try {
      Loaded loaded = edited.load();
      Diagnostics.of(edited, loaded, edited.judge(), none).forEach(this::write);
    } catch (UsageException e) {
      // said when a file of the user's is judged
    }
  }

  private void write(Path file, List<Diagnostic> found) {
    NotificationMessage message = new NotificationMessage();
    message.setMethod("textDocument/publishDiagnostics");
    message.setParams(new PublishDiagnosticsParams(file.toString(), found, 1));
    json.serialize(message);
  }
}
