package io.github.posttlslint.lsp;

import io.github.posttlslint.cli.EditorServer;
import io.github.posttlslint.cli.Terminal;
import io.github.posttlslint.run.GivenOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** The language server (Language Server Protocol 3.17), for one client on two streams. */
public final class Server implements EditorServer {

  /** The library tells of cancelled requests that are done already, and the like. */
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

  /** For the service loader. */
  public Server() {}

  @Override
  public int serve(GivenOptions options, Terminal terminal, InputStream in, OutputStream out)
      throws IOException {
    LIBRARY.setLevel(Level.OFF);
    Consumer<String> say = message -> terminal.say("lsp: " + message);
    try (Session session = new Session(options, terminal)) {
      Dispatch dispatch = new Dispatch(session, say);
      MessageJsonHandler json = new MessageJsonHandler(Dispatch.methods());
      Outgoing outgoing = new Outgoing(out, json, session::end);
      RemoteEndpoint endpoint =
          new RemoteEndpoint(outgoing, dispatch, failure -> error(failure, session));
      json.setMethodProvider(endpoint);
      endpoint.setJsonHandler(json);
      session.connect(new Remote(endpoint), json);
      Incoming incoming = new Incoming(in, json, endpoint, outgoing, say);
      Thread reader = new Thread(() -> read(incoming, session), "messages");
      reader.setDaemon(true);
      reader.start();
      return session.status();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Session.CUT_OFF;
    }
  }

  private static void read(Incoming incoming, Session session) {
    try {
      incoming.listen();
    } catch (IOException e) {
      // the client has gone
    } catch (RuntimeException | OutOfMemoryError e) {
      session.tellFailure(e);
    }
    session.end();
  }

  /** What the client is told of a failure: no trace of calls, which would name nothing of its. */
  private static ResponseError error(Throwable failure, Session session) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof ResponseErrorException known) {
        return known.getResponseError();
      }
    }
    session.tellFailure(failure);
    return new ResponseError(
        ResponseErrorCode.InternalError,
        "The request could not be answered; posttls-lint says more on standard error.",
        null);
  }
}
