package io.github.posttlslint.lsp;

import java.util.List;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.Endpoint;

/** What the server tells the client of itself, and asks for. */
final class Remote {

  private final Endpoint endpoint;

  Remote(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  void publish(PublishDiagnosticsParams diagnostics) {
    endpoint.notify("textDocument/publishDiagnostics", diagnostics);
  }

  /** A line for the client's log. */
  void log(String message) {
    endpoint.notify("window/logMessage", new MessageParams(MessageType.Info, message));
  }

  /** A line for the user. */
  void show(String message) {
    endpoint.notify("window/showMessage", new MessageParams(MessageType.Info, message));
  }

  /** Wants to be told of something; whether the client does so makes no difference. */
  void register(Registration registration) {
    ask("client/registerCapability", new RegistrationParams(List.of(registration)));
  }

  /** Has text changed; the client tells the user what it did. */
  void apply(WorkspaceEdit edit) {
    ask("workspace/applyEdit", new ApplyWorkspaceEditParams(edit));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the answers change nothing
  private void ask(String method, Object params) {
    endpoint.request(method, params);
  }
}
