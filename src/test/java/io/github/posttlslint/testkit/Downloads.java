package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server of files on 127.0.0.1, by https with a key of its own, or by http. It can be told to
 * answer otherwise than it should.
 */
public final class Downloads implements AutoCloseable {

  private static final String PASSWORD = "not secret";

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Answer answer;

  /** What is done with a request for a file. */
  public interface Answer {
    /** Answers. */
    void to(HttpExchange request) throws IOException;
  }

  private Downloads(HttpServer server, String scheme, Path files) {
    this.server = server;
    this.scheme = scheme;
    this.answer = filesOf(files);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Serves a directory by http. */
  public static Downloads http(Path files) throws IOException {
    return new Downloads(HttpServer.create(local(), 0), "http", files);
  }

  /**
   * Serves a directory by https.
   *
   * @param trust where the certificate is, or is written, for clients to trust
   */
  public static Downloads https(Path files, Path trust) throws Exception {
    Path store = trust.resolveSibling(trust.getFileName() + ".p12");
    if (!Files.exists(store)) {
      keytool(
          store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1");
      keytool(store, "-exportcert", "-rfc", "-file", trust.toString());
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(local(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new Downloads(server, "https", files);
  }

  private static InetSocketAddress local() throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
  }

  private static void keytool(Path store, String... words) throws Exception {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(List.of(words));
    builder.command().addAll(List.of("-alias", "test", "-keystore", store.toString()));
    builder.command().addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  /** Serves the files of a directory as they are. */
  public static Answer filesOf(Path files) {
    return request -> {
      Path file = files.resolve(request.getRequestURI().getPath().substring(1));
      if (!file.normalize().startsWith(files) || !Files.isRegularFile(file)) {
        request.sendResponseHeaders(404, -1);
        return;
      }
      send(request, Files.readAllBytes(file));
    };
  }

  /** Sends the same bytes for any file. */
  public static Answer bytes(byte[] bytes) {
    return request -> send(request, bytes);
  }

  /** Sends who asks to another address. */
  public static Answer redirect(String to) {
    return request -> {
      request.getResponseHeaders().set("Location", to + request.getRequestURI().getPath());
      request.sendResponseHeaders(302, -1);
    };
  }

  private static void send(HttpExchange request, byte[] bytes) throws IOException {
    request.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = request.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void handle(HttpExchange request) throws IOException {
    asked.add(request.getRequestURI().getPath());
    try (request) {
      answer.to(request);
    }
  }

  /** Answers in another way from now on. */
  public void answer(Answer other) {
    answer = other;
  }

  /** The paths that were asked for, so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Its address, without a slash at the end. */
  public String address() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
