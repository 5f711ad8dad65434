package io.github.posttlslint.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.posttlslint.cli.Main;
import io.github.posttlslint.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that writes what it likes, with {@code posttls-lint lsp} in this process. */
final class RawClient implements AutoCloseable {

  private static final int MOST_SECONDS = 20;

  /** More than the server writes at once: a thread that waits for space can be interrupted. */
  private static final int SPACE = 1 << 22;

  private final PipedOutputStream toServer = new PipedOutputStream();
  private final PipedInputStream fromServer = new PipedInputStream(SPACE);
  private final StringBuilder seen = new StringBuilder();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();

  RawClient() throws IOException {
    this(null);
  }

  /**
   * Starts a server.
   *
   * @param out where it writes to; null for what this client reads
   */
  RawClient(@Nullable OutputStream out) throws IOException {
    InputStream in = new PipedInputStream(toServer, 1 << 16);
    OutputStream all = out == null ? new PipedOutputStream(fromServer) : out;
    Path current = Path.of("").toAbsolutePath();
    Thread server =
        new Thread(
            () -> {
              Terminal terminal = Terminal.of(in, all, errors, current, Map.of());
              status.complete(Main.run(List.of("lsp"), terminal));
            },
            "server");
    server.setDaemon(true);
    server.start();
  }

  RawClient write(String bytes) throws IOException {
    toServer.write(bytes.getBytes(StandardCharsets.UTF_8));
    toServer.flush();
    return this;
  }

  /** Sends a text as a message. */
  RawClient send(String content) throws IOException {
    int length = content.getBytes(StandardCharsets.UTF_8).length;
    return write("Content-Length: " + length + "\r\n\r\n" + content);
  }

  RawClient notify(String method, String params) throws IOException {
    return send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
  }

  /** Asks, and tells the answer's error code; 0 if it is none. */
  int ask(String method, String params) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}");
    JsonObject answer = answer();
    assertSame(answer.get("id").toString(), "7");
    return code(answer);
  }

  private static void assertSame(String is, String wanted) {
    if (!is.equals(wanted)) {
      throw new AssertionError("an answer to " + is + " in place of " + wanted);
    }
  }

  /** Begins, with a folder open for each path. */
  RawClient initialize(Path... folders) throws IOException {
    JsonArray open = new JsonArray();
    for (Path folder : folders) {
      JsonObject one = new JsonObject();
      one.addProperty("uri", folder.toUri().toString());
      open.add(one);
    }
    String params = "{\"capabilities\":{},\"workspaceFolders\":" + open + "}";
    assertSame(Integer.toString(ask("initialize", params)), "0");
    return notify("initialized", "{}");
  }

  static int code(JsonObject answer) {
    JsonObject error = answer.getAsJsonObject("error");
    if (error == null) {
      return 0;
    }
    if (error.has("data") || error.toString().contains("java")) {
      throw new AssertionError("it tells how it is made: " + error);
    }
    return error.get("code").getAsInt();
  }

  /** The next answer to a request. */
  JsonObject answer() throws IOException {
    JsonObject message = read();
    while (message.has("method")) {
      message = read();
    }
    return message;
  }

  /** The next message. All that comes must be one. */
  private JsonObject read() throws IOException {
    String header = line();
    if (!header.startsWith("Content-Length: ") || !line().isEmpty()) {
      throw new AssertionError("no header: " + header);
    }
    int length = Integer.parseInt(header.substring("Content-Length: ".length()));
    String content = new String(fromServer.readNBytes(length), StandardCharsets.UTF_8);
    seen.append(content).append('\n');
    return JsonParser.parseString(content).getAsJsonObject();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = fromServer.read(); c != '\n'; c = fromServer.read()) {
      if (c < 0) {
        throw new IOException("the server has ended");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Opens a file, and waits for what is found in it. */
  RawClient open(Path file) throws IOException {
    String uri = file.toUri().toString();
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri);
    document.addProperty("languageId", "");
    document.addProperty("version", 1);
    document.addProperty("text", Files.readString(file));
    notify("textDocument/didOpen", "{\"textDocument\":" + document + "}");
    JsonObject told = read().getAsJsonObject("params");
    while (!told.has("diagnostics") || !told.get("uri").getAsString().equals(uri)) {
      told = read().getAsJsonObject("params");
    }
    return this;
  }

  /** All that the server has said. */
  String seen() {
    return seen.toString();
  }

  String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  int status() throws Exception {
    return status.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  /** Goes away without a word. */
  @Override
  public void close() throws IOException {
    toServer.close();
  }
}
