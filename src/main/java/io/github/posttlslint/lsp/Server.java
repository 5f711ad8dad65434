package io.github.posttlslint.lsp;

import io.github.posttlslint.cli.EditorServer;
import io.github.posttlslint.cli.Terminal;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.GivenOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/** The language server (Language Server Protocol 3.17), for one client on two streams. */
public final class Server implements EditorServer {

  /** What the library says about messages that it cannot read goes to standard error, in a line. */
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

  /** For the service loader. */
  public Server() {}

  @Override
  public int serve(GivenOptions options, Terminal terminal, InputStream in, OutputStream out)
      throws IOException {
    Handler log = new LineHandler(terminal);
    LIBRARY.setUseParentHandlers(false);
    LIBRARY.setLevel(Level.WARNING);
    LIBRARY.addHandler(log);
    ExecutorService reader = Executors.newSingleThreadExecutor(Server::daemon);
    try (Session session = new Session(options, terminal)) {
      Launcher<LanguageClient> launcher =
          new Launcher.Builder<LanguageClient>()
              .setLocalService(session)
              .setRemoteInterface(LanguageClient.class)
              .setInput(in)
              .setOutput(out)
              .setExecutorService(reader)
              .create();
      session.connect(launcher.getRemoteProxy());
      Future<Void> listening = launcher.startListening();
      return session.status(listening);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Session.CUT_OFF;
    } catch (ExecutionException e) {
      terminal.say("the client's messages cannot be read: " + e.getCause());
      return Session.CUT_OFF;
    } finally {
      reader.shutdownNow();
      LIBRARY.removeHandler(log);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "messages");
    thread.setDaemon(true);
    return thread;
  }

  /** Tells what goes wrong in one line each, without a trace of calls. */
  private static final class LineHandler extends Handler {
    private final Terminal terminal;

    LineHandler(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public synchronized void publish(LogRecord record) {
      if (isOfClosedStream(record.getThrown())) {
        return; // the client has gone, which ends the server
      }
      String text = String.valueOf(record.getMessage());
      int end = text.indexOf('\n');
      terminal.say("lsp: " + Characters.name(end < 0 ? text : text.substring(0, end)));
    }

    /** Also of a pipe, of which the library does not know the system's words. */
    private static boolean isOfClosedStream(@Nullable Throwable thrown) {
      return thrown instanceof IOException
          || (thrown instanceof JsonRpcException && thrown.getCause() instanceof IOException);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
