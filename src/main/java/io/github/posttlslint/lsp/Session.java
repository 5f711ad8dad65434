package io.github.posttlslint.lsp;

import com.google.gson.JsonPrimitive;
import io.github.posttlslint.cli.Main;
import io.github.posttlslint.cli.Terminal;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.EditedSetups.Loaded;
import io.github.posttlslint.run.GivenOptions;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** One client's messages, in the order in which they come. */
final class Session
    implements LanguageServer, TextDocumentService, WorkspaceService, AutoCloseable {

  /** Exit status of a server whose client has gone without saying so. */
  static final int CUT_OFF = 1;

  /** The files that clients are asked to watch; others are looked at now and then. */
  private static final String WATCHED =
      "**/{main.cf*,master.cf*,.posttls-lint.*,*.pem,*.crt,*.cer,*.key,*.db,*.lmdb,*.cdb}";

  private final Terminal terminal;
  private final OpenTexts texts = new OpenTexts();
  private final List<Path> folders = new CopyOnWriteArrayList<>();
  private final Map<Path, Desk> desks = new ConcurrentHashMap<>();
  private final Shared shared = new Shared(Parameters.load(), new PemCache());
  private final Lazy<Meanings> meanings = new Lazy<>(Meanings::load);
  private final Judgements judgements;
  private final Work work;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable LanguageClient client;
  private boolean watchesFiles;
  private volatile boolean takesVersions;
  private volatile boolean shutDown;

  Session(GivenOptions options, Terminal terminal) {
    this.terminal = terminal;
    this.judgements =
        new Judgements(
            texts,
            this::desk,
            desk -> desk.setups(options, shared),
            told -> connected().publishDiagnostics(told));
    this.work = new Work(this::judge, this::poll, this::tellFailure);
  }

  void connect(LanguageClient remote) {
    client = remote;
    work.start();
  }

  private LanguageClient connected() {
    LanguageClient remote = client;
    if (remote == null) {
      throw new IllegalStateException("no client");
    }
    return remote;
  }

  /** Waits for the client to end, or its messages; tells the exit status. */
  int status(Future<Void> listening) throws InterruptedException, ExecutionException {
    while (!ended.await(100, TimeUnit.MILLISECONDS)) {
      try {
        listening.get(100, TimeUnit.MILLISECONDS);
        break;
      } catch (TimeoutException e) {
        // it is still there
      }
    }
    return shutDown ? 0 : CUT_OFF;
  }

  @Override
  public void close() {
    work.close();
  }

  // ---- folders ----

  /** The innermost open folder around a file, else the file's own directory. */
  private Desk desk(Path file) {
    Path best = null;
    for (Path folder : folders) {
      if (file.startsWith(folder)
          && (best == null || folder.getNameCount() > best.getNameCount())) {
        best = folder;
      }
    }
    Path parent = file.getParent();
    Path current = best != null ? best : parent != null ? parent : file;
    return desks.computeIfAbsent(
        current,
        folder ->
            new Desk(
                folder,
                Gate.ofEditor(folder, texts.contents()),
                terminal.environment(),
                terminal::now,
                this::log));
  }

  private void addFolders(@Nullable List<WorkspaceFolder> some) {
    if (some != null) {
      for (WorkspaceFolder folder : some) {
        addFolder(folder.getUri());
      }
    }
  }

  private void addFolder(@Nullable String uri) {
    Path path = uri == null ? null : OpenTexts.path(uri);
    if (path != null && !folders.contains(path)) {
      folders.add(path);
    }
  }

  private void log(String message) {
    connected().logMessage(new MessageParams(MessageType.Info, message));
  }

  // ---- life ----

  @Override
  @SuppressWarnings("deprecation") // older clients name a single root
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    addFolders(params.getWorkspaceFolders());
    if (folders.isEmpty()) {
      addFolder(params.getRootUri());
    }
    var workspace =
        params.getCapabilities() == null ? null : params.getCapabilities().getWorkspace();
    watchesFiles =
        workspace != null
            && workspace.getDidChangeWatchedFiles() != null
            && Boolean.TRUE.equals(workspace.getDidChangeWatchedFiles().getDynamicRegistration());
    takesVersions =
        workspace != null
            && workspace.getWorkspaceEdit() != null
            && Boolean.TRUE.equals(workspace.getWorkspaceEdit().getDocumentChanges());
    InitializeResult result = new InitializeResult(capabilities());
    result.setServerInfo(new ServerInfo("posttls-lint", version()));
    return CompletableFuture.completedFuture(result);
  }

  private static String version() {
    try {
      return Main.version();
    } catch (IOException e) {
      return "";
    }
  }

  private static ServerCapabilities capabilities() {
    ServerCapabilities capabilities = new ServerCapabilities();
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(true);
    capabilities.setTextDocumentSync(sync);
    WorkspaceFoldersOptions several = new WorkspaceFoldersOptions();
    several.setSupported(true);
    several.setChangeNotifications(true);
    capabilities.setWorkspace(new WorkspaceServerCapabilities(several));
    capabilities.setCodeActionProvider(
        new CodeActionOptions(List.of(CodeActionKind.QuickFix, Actions.ALL_SAFE, Actions.ALL)));
    capabilities.setExecuteCommandProvider(new ExecuteCommandOptions(List.of(Actions.FIX_ALL)));
    capabilities.setDefinitionProvider(true);
    capabilities.setHoverProvider(true);
    capabilities.setCompletionProvider(
        new CompletionOptions(false, List.of("$", "/", ":", "=", "[", " ")));
    return capabilities;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // without it files are looked at now and then
  public void initialized(InitializedParams params) {
    if (watchesFiles) {
      FileSystemWatcher watcher = new FileSystemWatcher(Either.forLeft(WATCHED));
      Registration registration =
          new Registration(
              "files",
              "workspace/didChangeWatchedFiles",
              new DidChangeWatchedFilesRegistrationOptions(List.of(watcher)));
      connected().registerCapability(new RegistrationParams(List.of(registration)));
    }
  }

  @Override
  @SuppressWarnings("NullAway") // the protocol wants null
  public CompletableFuture<Object> shutdown() {
    shutDown = true;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void exit() {
    ended.countDown();
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return this;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return this;
  }

  // ---- what changes ----

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    Path path = OpenTexts.path(item.getUri());
    if (path != null) {
      String language = item.getLanguageId() == null ? "" : item.getLanguageId();
      texts.put(
          OpenText.of(item.getUri(), path, language, item.getVersion(), item.getText()),
          realPath(path));
      work.judgeIn(0);
    }
  }

  private @Nullable Path realPath(Path path) {
    try {
      return desk(path).gate().enter(path).real();
    } catch (IOException e) {
      return null; // the file is not there yet, or not to be read
    }
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    OpenText text = texts.find(params.getTextDocument().getUri());
    if (text != null) {
      Integer version = params.getTextDocument().getVersion();
      texts.change(
          text.with(version == null ? text.version() : version, params.getContentChanges()));
      work.judgeIn(Work.DEBOUNCE);
    }
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    OpenText text = texts.find(params.getTextDocument().getUri());
    if (text != null) {
      texts.put(text, realPath(text.path())); // it may be there only now
      work.judgeIn(0);
    }
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    texts.close(params.getTextDocument().getUri());
    work.judgeIn(0);
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    for (FileEvent event : params.getChanges()) {
      Path path = OpenTexts.path(event.getUri());
      if (path != null) {
        Path real = realPath(path);
        texts.noteChange(real == null ? path : real);
      }
    }
    work.judgeIn(Work.DEBOUNCE);
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    // options come with the command that starts the server
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    for (WorkspaceFolder removed : params.getEvent().getRemoved()) {
      Path path = OpenTexts.path(removed.getUri());
      if (path != null) {
        folders.remove(path);
      }
    }
    addFolders(new ArrayList<>(params.getEvent().getAdded()));
    work.post(judgements::forgetSettings);
    work.judgeIn(0);
  }

  // ---- what is asked ----

  /** Answers about a file and its set-up. */
  private interface Answer<T> {
    T of(OpenText text, EditedSetup edited) throws UsageException;
  }

  /** Asks about an open file; the answer is nothing where it is not open or of no set-up. */
  private <T> CompletableFuture<T> ask(String uri, T nothing, Answer<T> answer) {
    return work.request(
        () -> {
          OpenText text = texts.find(uri);
          EditedSetup edited = text == null ? null : judgements.of(text);
          if (text == null || edited == null) {
            return nothing;
          }
          try {
            return answer.of(text, edited);
          } catch (UsageException e) {
            return nothing; // a diagnostic says why
          }
        });
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    return ask(
        params.getTextDocument().getUri(),
        List.of(),
        (text, edited) -> {
          List<Either<Command, CodeAction>> all = new ArrayList<>();
          new Actions(text, edited, texts, takesVersions)
              .at(params.getRange(), params.getContext())
              .forEach(action -> all.add(Either.forRight(action)));
          return all;
        });
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    List<Object> arguments = params.getArguments();
    if (!Actions.FIX_ALL.equals(params.getCommand()) || arguments == null || arguments.isEmpty()) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("expected " + Actions.FIX_ALL + " with a URI"));
    }
    String uri = word(arguments.get(0));
    boolean unsafe = arguments.size() > 1 && word(arguments.get(1)).equals("true");
    return ask(uri, "", (text, edited) -> fixAll(text, edited, unsafe));
  }

  /** An argument of a command, which comes as JSON. */
  private static String word(Object argument) {
    return argument instanceof JsonPrimitive json ? json.getAsString() : "";
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the client says to the user what it did
  private Object fixAll(OpenText text, EditedSetup edited, boolean unsafe) throws UsageException {
    Actions.Outcome outcome =
        new Actions(text, edited, texts, takesVersions).outcome(unsafe, edited.load());
    connected().applyEdit(new ApplyWorkspaceEditParams(outcome.edits()));
    for (String command : outcome.commands()) {
      connected()
          .showMessage(
              new MessageParams(
                  MessageType.Info,
                  "Once the table is saved, run \"" + Characters.name(command) + "\""));
    }
    return "";
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return ask(
        params.getTextDocument().getUri(),
        Either.forLeft(List.of()),
        (text, edited) -> {
          Setup setup = edited.setup();
          Spot spot = setup == null ? null : spot(text, edited, setup, params.getPosition());
          return Either.forLeft(
              setup == null || spot == null
                  ? List.of()
                  : new Definitions(edited, setup, texts).of(spot));
        });
  }

  /** What stands at a position; null if that is nothing, or in another kind of file. */
  private static @Nullable Spot spot(
      OpenText text, EditedSetup edited, Setup setup, Position position) {
    for (SourceText one : setup.texts()) {
      if (edited.path(one.file()).equals(text.path())) {
        return Spot.at(setup, one.file(), position);
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // the protocol wants null where nothing is known
  public CompletableFuture<Hover> hover(HoverParams params) {
    return ask(
        params.getTextDocument().getUri(), null, (text, edited) -> hover(text, edited, params));
  }

  private @Nullable Hover hover(OpenText text, EditedSetup edited, HoverParams params) {
    Setup setup = edited.setup();
    if (setup == null) {
      return null;
    }
    Hovers hovers = new Hovers(setup, terminal.now(), meanings.get());
    Spot spot = spot(text, edited, setup, params.getPosition());
    if (spot != null) {
      return hovers.at(spot);
    }
    String path = edited.judgedPath(text.path());
    return path == null ? null : hovers.inFile(path, text.text(), params.getPosition());
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return ask(
        params.getTextDocument().getUri(),
        Either.forLeft(List.of()),
        (text, edited) -> Either.forLeft(completions(text, edited, params.getPosition())));
  }

  private List<CompletionItem> completions(OpenText text, EditedSetup edited, Position position)
      throws UsageException {
    Loaded loaded = edited.load();
    Setup setup = loaded.setup();
    if (setup == null) {
      return List.of();
    }
    Completions all =
        new Completions(
            setup, meanings.get(), loaded.judge().rules().rules(), Typed.of(text, position));
    return switch (edited.partOf(text)) {
      case MAIN -> all.inMain();
      case MASTER -> all.inMaster();
      case NAMED -> all.inTable(edited.judgedPath(text.path()));
    };
  }

  private void judge() {
    judgements.judge();
  }

  /** Tells of a fault of this program, and goes on. */
  private void tellFailure(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String text = "internal error: " + failure + (trace.length == 0 ? "" : " at " + trace[0]);
    terminal.say("lsp: " + text);
  }

  private void poll() {
    if (judgements.hasChangedOnDisk()) {
      work.judgeIn(0);
    }
  }
}
