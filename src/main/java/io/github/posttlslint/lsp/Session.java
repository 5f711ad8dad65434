package io.github.posttlslint.lsp;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.posttlslint.cli.Main;
import io.github.posttlslint.cli.Terminal;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Setup;
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
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** One client's messages, in the order in which they come. */
final class Session implements AutoCloseable {

  /** Exit status of a server whose client has gone without saying so. */
  static final int CUT_OFF = 1;

  /** How often the client's process is looked at. */
  private static final int PARENT_SECONDS = 2;

  /** The files that clients are asked to watch; others are looked at now and then. */
  private static final String WATCHED =
      "**/{main.cf*,master.cf*,.posttls-lint.*,*.pem,*.crt,*.cer,*.key,*.db,*.lmdb,*.cdb}";

  private final GivenOptions options;
  private final Terminal terminal;
  private final OpenTexts texts = new OpenTexts();
  private final List<Path> folders = new CopyOnWriteArrayList<>();
  private final Map<Path, Desk> desks = new ConcurrentHashMap<>();
  private final Shared shared = Shared.make();
  private final Lazy<Meanings> meanings = new Lazy<>(Meanings::load);
  private final Judgements judgements;
  private final Work work;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Remote client;
  private volatile @Nullable ProcessHandle parent;
  private boolean watchesFiles;
  private volatile boolean takesVersions;
  private volatile boolean shutDown;

  Session(GivenOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
    this.judgements =
        new Judgements(
            texts,
            shared.pems(),
            this::desk,
            desk -> desk.setups(options, shared),
            told -> {
              if (!shutDown) {
                connected().publish(told);
              }
            });
    this.work = new Work(this::judge, this::poll, this::tellFailure);
  }

  void connect(Remote remote, MessageJsonHandler json) {
    client = remote;
    Rehearsal rehearsal = new Rehearsal(options, shared, terminal::now, json);
    work.rehearse(
        () -> {
          rehearsal.run();
          meanings.get();
        });
    work.start();
  }

  private Remote connected() {
    Remote remote = client;
    if (remote == null) {
      throw new IllegalStateException("no client");
    }
    return remote;
  }

  /** Waits for the client to end, or its messages, or its process; tells the exit status. */
  int status() throws InterruptedException {
    while (!ended.await(PARENT_SECONDS, TimeUnit.SECONDS)) {
      ProcessHandle process = parent;
      if (process != null && !process.isAlive()) {
        break;
      }
    }
    return shutDown ? 0 : CUT_OFF;
  }

  /** No messages come any more, or nobody reads the answers. */
  void end() {
    ended.countDown();
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
        addFolder(folder == null ? null : folder.getUri());
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
    connected().log(message);
  }

  // ---- life ----

  JsonObject initialize(JsonObject params) {
    Greeting greeting = Greeting.of(params);
    parent = process(greeting.process());
    folders.addAll(greeting.folders());
    watchesFiles = greeting.watchesFiles();
    takesVersions = greeting.takesVersions();
    return Greeting.answer(version());
  }

  /** The client's process; null where it is not seen, as from inside of a container. */
  private static @Nullable ProcessHandle process(@Nullable Long id) {
    return id == null || id <= 0 ? null : ProcessHandle.of(id).orElse(null);
  }

  private static String version() {
    try {
      return Main.version();
    } catch (IOException e) {
      return "";
    }
  }

  boolean initialized() {
    if (watchesFiles) {
      FileSystemWatcher watcher = new FileSystemWatcher(Either.forLeft(WATCHED));
      connected()
          .register(
              new Registration(
                  "files",
                  "workspace/didChangeWatchedFiles",
                  new DidChangeWatchedFilesRegistrationOptions(List.of(watcher))));
    }
    return true;
  }

  void shutdown() {
    shutDown = true;
  }

  // ---- what changes; true: it was taken, whatever it comes to ----

  boolean didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    Path path = OpenTexts.path(item.getUri());
    if (path != null) {
      String language = item.getLanguageId() == null ? "" : item.getLanguageId();
      texts.put(
          OpenText.of(item.getUri(), path, language, item.getVersion(), item.getText()),
          realPath(path));
      work.judgeIn(0);
    }
    return true;
  }

  private @Nullable Path realPath(Path path) {
    try {
      return desk(path).gate().enter(path).real();
    } catch (IOException e) {
      return null; // the file is not there yet, or not to be read
    }
  }

  boolean didChange(DidChangeTextDocumentParams params) {
    OpenText text = texts.find(params.getTextDocument().getUri());
    if (text != null) {
      Integer version = params.getTextDocument().getVersion();
      texts.change(
          text.with(version == null ? text.version() : version, params.getContentChanges()));
      work.judgeIn(Work.DEBOUNCE);
    }
    return true;
  }

  boolean didSave(DidSaveTextDocumentParams params) {
    OpenText text = texts.find(params.getTextDocument().getUri());
    if (text != null) {
      texts.put(text, realPath(text.path())); // it may be there only now
      work.judgeIn(0);
    }
    return true;
  }

  boolean didClose(DidCloseTextDocumentParams params) {
    texts.close(params.getTextDocument().getUri());
    work.judgeIn(0);
    return true;
  }

  boolean didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    for (FileEvent event : params.getChanges()) {
      Path path = OpenTexts.path(event.getUri());
      if (path != null) {
        Path real = realPath(path);
        texts.noteChange(real == null ? path : real);
      }
    }
    work.post(judgements::forgetPlaces);
    work.judgeIn(Work.DEBOUNCE);
    return true;
  }

  boolean didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    List<WorkspaceFolder> removed = params.getEvent().getRemoved();
    if (removed != null) {
      for (WorkspaceFolder one : removed) {
        Path path = OpenTexts.path(one.getUri());
        if (path != null) {
          folders.remove(path);
        }
      }
    }
    addFolders(params.getEvent().getAdded());
    work.post(judgements::forgetSettings);
    work.judgeIn(0);
    return true;
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

  CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
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

  /** Whether a command is one that the server has, with what it needs. */
  static boolean isKnownCommand(ExecuteCommandParams params) {
    List<Object> arguments = params.getArguments();
    return Actions.FIX_ALL.equals(params.getCommand())
        && arguments != null
        && !arguments.isEmpty()
        && !word(arguments.get(0)).isEmpty();
  }

  CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    List<Object> arguments = params.getArguments();
    boolean unsafe = arguments.size() > 1 && word(arguments.get(1)).equals("true");
    return ask(word(arguments.get(0)), "", (text, edited) -> fixAll(text, edited, unsafe));
  }

  /** An argument of a command, which comes as JSON. */
  private static String word(Object argument) {
    return argument instanceof JsonPrimitive json ? json.getAsString() : "";
  }

  private Object fixAll(OpenText text, EditedSetup edited, boolean unsafe) throws UsageException {
    Actions.Outcome outcome =
        new Actions(text, edited, texts, takesVersions).outcome(unsafe, edited.load());
    connected().apply(outcome.edits());
    for (String command : outcome.commands()) {
      connected().show("Once the table is saved, run \"" + Characters.name(command) + "\"");
    }
    return "";
  }

  CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
      DefinitionParams params) {
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

  @SuppressWarnings("NullAway") // the protocol wants null where nothing is known
  CompletableFuture<Hover> hover(HoverParams params) {
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

  CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
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
  void tellFailure(Throwable failure) {
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
