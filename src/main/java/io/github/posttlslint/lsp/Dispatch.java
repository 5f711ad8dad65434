package io.github.posttlslint.lsp;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Gives messages to the session in the order that the protocol has (Language Server Protocol 3.17,
 * Server lifecycle), and only whole ones. What the library would find out by reflection is written
 * here: with that, the library would load its classes for all that editors and servers can say.
 */
final class Dispatch implements Endpoint {

  private static final String INITIALIZE = "initialize";
  private static final String SHUTDOWN = "shutdown";
  private static final String HOVER = "textDocument/hover";
  private static final String COMPLETION = "textDocument/completion";
  private static final String DEFINITION = "textDocument/definition";
  private static final String CODE_ACTION = "textDocument/codeAction";
  private static final String EXECUTE_COMMAND = "workspace/executeCommand";
  private static final String DID_OPEN = "textDocument/didOpen";
  private static final String DID_CHANGE = "textDocument/didChange";
  private static final String DID_SAVE = "textDocument/didSave";
  private static final String DID_CLOSE = "textDocument/didClose";
  private static final String FILES = "workspace/didChangeWatchedFiles";
  private static final String FOLDERS = "workspace/didChangeWorkspaceFolders";

  private enum Stage {
    NEW,
    READY,
    SHUT_DOWN
  }

  private final Session session;
  private final Consumer<String> say;
  private Stage stage = Stage.NEW;

  /**
   * Makes it.
   *
   * @param say is told of notifications that lack something
   */
  Dispatch(Session session, Consumer<String> say) {
    this.session = session;
    this.say = say;
  }

  /** The methods with parameters, for the library's reader of messages. */
  static Map<String, JsonRpcMethod> methods() {
    Map<String, JsonRpcMethod> methods = new LinkedHashMap<>();
    request(methods, INITIALIZE, JsonObject.class);
    request(methods, HOVER, HoverParams.class);
    request(methods, COMPLETION, CompletionParams.class);
    request(methods, DEFINITION, DefinitionParams.class);
    request(methods, CODE_ACTION, CodeActionParams.class);
    request(methods, EXECUTE_COMMAND, ExecuteCommandParams.class);
    notification(methods, DID_OPEN, DidOpenTextDocumentParams.class);
    notification(methods, DID_CHANGE, DidChangeTextDocumentParams.class);
    notification(methods, DID_SAVE, DidSaveTextDocumentParams.class);
    notification(methods, DID_CLOSE, DidCloseTextDocumentParams.class);
    notification(methods, FILES, DidChangeWatchedFilesParams.class);
    notification(methods, FOLDERS, DidChangeWorkspaceFoldersParams.class);
    return methods;
  }

  private static void request(Map<String, JsonRpcMethod> to, String name, Class<?> params) {
    to.put(name, JsonRpcMethod.request(name, Object.class, params));
  }

  private static void notification(Map<String, JsonRpcMethod> to, String name, Class<?> params) {
    to.put(name, JsonRpcMethod.notification(name, params));
  }

  @Override
  public CompletableFuture<?> request(String method, @Nullable Object params) {
    boolean isFirst = method.equals(INITIALIZE);
    if (stage == Stage.NEW && !isFirst) {
      return refuse(ResponseErrorCode.ServerNotInitialized, "The first request is initialize.");
    }
    if (stage == Stage.SHUT_DOWN) {
      return refuse(ResponseErrorCode.InvalidRequest, "After shutdown there is only exit.");
    }
    if (stage == Stage.READY && isFirst) {
      return refuse(ResponseErrorCode.InvalidRequest, "The server is initialized already.");
    }
    CompletableFuture<?> answer = answer(method, params);
    if (answer != null) {
      return answer;
    }
    return methods().containsKey(method)
        ? refuse(ResponseErrorCode.InvalidParams, "The parameters lack something.")
        : refuse(ResponseErrorCode.MethodNotFound, "This server does not have that request.");
  }

  private static CompletableFuture<?> refuse(ResponseErrorCode code, String message) {
    return CompletableFuture.failedFuture(
        new ResponseErrorException(new ResponseError(code, message, null)));
  }

  /** Null if there is no such request, or its parameters are not whole. */
  private @Nullable CompletableFuture<?> answer(String method, @Nullable Object params) {
    return switch (method) {
      case INITIALIZE -> params instanceof JsonObject one ? initialize(one) : null;
      case SHUTDOWN -> shutdown();
      case HOVER -> params instanceof HoverParams one && isWhole(one) ? session.hover(one) : null;
      case COMPLETION ->
          params instanceof CompletionParams one && isWhole(one) ? session.completion(one) : null;
      case DEFINITION ->
          params instanceof DefinitionParams one && isWhole(one) ? session.definition(one) : null;
      case CODE_ACTION ->
          params instanceof CodeActionParams one && isWhole(one) ? session.codeAction(one) : null;
      case EXECUTE_COMMAND ->
          params instanceof ExecuteCommandParams one && Session.isKnownCommand(one)
              ? session.executeCommand(one)
              : null;
      default -> null;
    };
  }

  private CompletableFuture<?> initialize(JsonObject params) {
    stage = Stage.READY;
    return CompletableFuture.completedFuture(session.initialize(params));
  }

  private CompletableFuture<?> shutdown() {
    stage = Stage.SHUT_DOWN;
    session.shutdown();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void notify(String method, @Nullable Object params) {
    if (method.equals("exit")) {
      session.end();
    } else if (stage == Stage.READY && !take(method, params) && methods().containsKey(method)) {
      say.accept("a notification that lacks something was passed over: " + method);
    }
  }

  /** Whether there is such a notification, and it is whole. */
  private boolean take(String method, @Nullable Object params) {
    return switch (method) {
      case "initialized" -> session.initialized();
      case DID_OPEN ->
          params instanceof DidOpenTextDocumentParams one
              && isWhole(one.getTextDocument())
              && session.didOpen(one);
      case DID_CHANGE ->
          params instanceof DidChangeTextDocumentParams one
              && isWhole(one)
              && session.didChange(one);
      case DID_SAVE ->
          params instanceof DidSaveTextDocumentParams one
              && isWhole(one.getTextDocument())
              && session.didSave(one);
      case DID_CLOSE ->
          params instanceof DidCloseTextDocumentParams one
              && isWhole(one.getTextDocument())
              && session.didClose(one);
      case FILES ->
          params instanceof DidChangeWatchedFilesParams one
              && isWhole(one)
              && session.didChangeWatchedFiles(one);
      case FOLDERS ->
          params instanceof DidChangeWorkspaceFoldersParams one
              && one.getEvent() != null
              && areWhole(one.getEvent().getAdded())
              && areWhole(one.getEvent().getRemoved())
              && session.didChangeWorkspaceFolders(one);
      default -> false;
    };
  }

  // ---- what must be there: the library's objects have what came, and null for the rest ----

  private static boolean isWhole(TextDocumentPositionParams params) {
    return isWhole(params.getTextDocument()) && params.getPosition() != null;
  }

  private static boolean isWhole(@Nullable TextDocumentIdentifier document) {
    return document != null && document.getUri() != null;
  }

  private static boolean isWhole(@Nullable TextDocumentItem document) {
    return document != null && document.getUri() != null && document.getText() != null;
  }

  private static boolean isWhole(@Nullable Range range) {
    return range != null && range.getStart() != null && range.getEnd() != null;
  }

  private static boolean isWhole(CodeActionParams params) {
    if (!isWhole(params.getTextDocument()) || !isWhole(params.getRange())) {
      return false;
    }
    CodeActionContext context = params.getContext();
    if (context != null && context.getDiagnostics() != null) {
      for (Diagnostic one : context.getDiagnostics()) {
        if (one == null || !isWhole(one.getRange())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isWhole(DidChangeTextDocumentParams params) {
    if (!isWhole(params.getTextDocument()) || params.getContentChanges() == null) {
      return false;
    }
    for (TextDocumentContentChangeEvent one : params.getContentChanges()) {
      if (one == null || (one.getRange() != null && !isWhole(one.getRange()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhole(DidChangeWatchedFilesParams params) {
    if (params.getChanges() == null) {
      return false;
    }
    for (FileEvent one : params.getChanges()) {
      if (one == null || one.getUri() == null) {
        return false;
      }
    }
    return true;
  }

  private static boolean areWhole(@Nullable List<WorkspaceFolder> folders) {
    if (folders != null) {
      for (WorkspaceFolder one : folders) {
        if (one == null || one.getUri() == null) {
          return false;
        }
      }
    }
    return true;
  }
}
