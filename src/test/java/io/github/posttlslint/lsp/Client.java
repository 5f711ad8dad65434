package io.github.posttlslint.lsp;

import io.github.posttlslint.cli.Main;
import io.github.posttlslint.cli.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.ApplyWorkspaceEditResponse;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor for tests, with {@code posttls-lint lsp} in this process. */
final class Client implements LanguageClient, AutoCloseable {

  private static final long MOST_SECONDS = 20;

  /** More than the server writes at once: a thread that waits for space can be interrupted. */
  private static final int SPACE = 1 << 22;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "editor");
            thread.setDaemon(true);
            return thread;
          });
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final OutputStream toServer;
  private final LanguageServer server;
  private final InitializeResult initialized;
  private final Map<String, Integer> versions = new HashMap<>();
  private final Map<String, PublishDiagnosticsParams> told = new HashMap<>();
  private final List<ApplyWorkspaceEditParams> applied = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final StringBuffer errors = new StringBuffer();

  Client(List<Path> folders, String... options) throws Exception {
    PipedInputStream serverIn = new PipedInputStream(1 << 16);
    PipedOutputStream out = new PipedOutputStream(serverIn);
    PipedInputStream in = new PipedInputStream(SPACE);
    PipedOutputStream serverOut = new PipedOutputStream(in);
    List<String> words = new ArrayList<>(List.of("lsp"));
    words.addAll(Arrays.asList(options));
    OutputStream err =
        new OutputStream() {
          @Override
          public void write(int b) {
            errors.append((char) b);
          }
        };
    Path current = Path.of("").toAbsolutePath();
    threads.execute(
        () -> {
          Terminal terminal = Terminal.of(serverIn, serverOut, err, current, Map.of());
          status.complete(Main.run(words, terminal));
        });
    toServer = out;
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(this, in, out, threads, consumer -> consumer);
    launcher.startListening();
    server = launcher.getRemoteProxy();
    InitializeParams params = new InitializeParams();
    params.setCapabilities(new ClientCapabilities());
    params.setWorkspaceFolders(
        folders.stream().map(path -> new WorkspaceFolder(uri(path), path.toString())).toList());
    initialized = get(server.initialize(params));
    server.initialized(new InitializedParams());
  }

  static String uri(Path path) {
    return path.toUri().toString();
  }

  static TextDocumentIdentifier document(Path path) {
    return new TextDocumentIdentifier(uri(path));
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  LanguageServer server() {
    return server;
  }

  InitializeResult initialized() {
    return initialized;
  }

  /** Sends bytes as they are. */
  void sendRaw(byte[] bytes) throws IOException {
    toServer.write(bytes);
    toServer.flush();
  }

  /** Goes away without a word. */
  void die() throws IOException {
    toServer.close();
  }

  int status() throws Exception {
    return get(status);
  }

  String errors() {
    return errors.toString();
  }

  synchronized List<String> log() {
    return List.copyOf(log);
  }

  // ---- texts ----

  Client open(Path path) throws IOException {
    return open(path, Files.readString(path));
  }

  Client open(Path path, String text) {
    versions.put(uri(path), 1);
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri(path), "", 1, text)));
    return this;
  }

  Client change(Path path, TextDocumentContentChangeEvent... changes) {
    int version = versions.merge(uri(path), 1, Integer::sum);
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri(path), version), List.of(changes)));
    return this;
  }

  /** Replaces all of it. */
  Client write(Path path, String text) {
    return change(path, new TextDocumentContentChangeEvent(text));
  }

  void save(Path path) {
    server.getTextDocumentService().didSave(new DidSaveTextDocumentParams(document(path)));
  }

  void close(Path path) {
    server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(document(path)));
  }

  // ---- what the server tells ----

  /** The findings of an open file at its version of now. */
  List<Diagnostic> findings(Path path) throws Exception {
    return await(path, told -> versions.getOrDefault(uri(path), 0).equals(told.getVersion()));
  }

  /** The findings of a file once they are as they should be. */
  synchronized List<Diagnostic> await(Path path, Predicate<PublishDiagnosticsParams> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (true) {
      PublishDiagnosticsParams now = told.get(uri(path));
      if (now != null && wanted.test(now)) {
        return now.getDiagnostics();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("not told of " + path + "; last was " + now);
      }
      wait(left);
    }
  }

  static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(one -> one.getCode() == null ? "" : one.getCode().getLeft())
        .toList();
  }

  static Predicate<PublishDiagnosticsParams> has(String code) {
    return told -> codes(told.getDiagnostics()).contains(code);
  }

  static Predicate<PublishDiagnosticsParams> lacks(String code) {
    return told -> !codes(told.getDiagnostics()).contains(code);
  }

  /** The place of a text in a file, from its first character on. */
  static Position position(String text, String wanted) {
    int at = text.indexOf(wanted);
    if (at < 0) {
      throw new AssertionError("no " + wanted);
    }
    int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    return new Position(line, at - (text.lastIndexOf('\n', at - 1) + 1));
  }

  @Override
  public synchronized void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
    told.put(diagnostics.getUri(), diagnostics);
    notifyAll();
  }

  @Override
  public synchronized CompletableFuture<ApplyWorkspaceEditResponse> applyEdit(
      ApplyWorkspaceEditParams params) {
    applied.add(params);
    return CompletableFuture.completedFuture(new ApplyWorkspaceEditResponse(true));
  }

  synchronized List<ApplyWorkspaceEditParams> applied() {
    return List.copyOf(applied);
  }

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public void showMessage(MessageParams message) {
    logMessage(message);
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void logMessage(MessageParams message) {
    log.add(message.getMessage());
  }

  @Override
  public void close() throws Exception {
    if (!status.isDone()) {
      toServer.close();
      get(status);
    }
    threads.shutdownNow();
  }
}
