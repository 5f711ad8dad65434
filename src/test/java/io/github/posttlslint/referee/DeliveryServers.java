package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.routes.MailServer;
import io.github.posttlslint.routes.MailServer.Tls;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * All of {@link MailServer#ALL}, which take every password and all mail. They tell the transcript
 * {@code server PORT RECIPIENT: mail USER}, with {@code -} where no password came.
 */
final class DeliveryServers implements AutoCloseable {

  private static final String NAME = "server.test";
  private static final Map<String, byte[]> FILES = Recipes.build(recipes(), Instant.now());

  private final Transcript transcript;
  private final Map<MailServer, ServerSocket> sockets = new LinkedHashMap<>();
  private final Map<MailServer.Identity, SSLContext> contexts =
      new EnumMap<>(MailServer.Identity.class);

  DeliveryServers(Transcript transcript) throws IOException {
    this.transcript = transcript;
    for (MailServer.Identity identity : MailServer.Identity.values()) {
      contexts.put(identity, context(identity));
    }
    for (MailServer server : MailServer.ALL) {
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      sockets.put(server, socket);
      daemon(() -> accept(server, socket));
    }
  }

  private static Map<String, Object> recipes() {
    Map<String, Object> recipes = new HashMap<>();
    recipes.put("ca.pem", Map.of("certificate", Map.of("for", "Delivery CA", "ca", true)));
    recipes.put("other-ca.pem", Map.of("certificate", Map.of("for", "Other CA", "ca", true)));
    for (MailServer.Identity identity : MailServer.Identity.values()) {
      Map<String, Object> certificate = new HashMap<>();
      certificate.put("for", identity.names());
      certificate.put("key", identity + "-key");
      if (identity != MailServer.Identity.SELF_SIGNED) {
        certificate.put("issuer", "ca.pem");
      }
      recipes.put(identity + "-key", Map.of("key", "ec-p256"));
      recipes.put(identity + "-cert", Map.of("certificate", certificate));
    }
    return recipes;
  }

  /** A file for the configuration: {@code ca.pem} or {@code other-ca.pem}. */
  static String file(String name) {
    return new String(FILES.get(name), StandardCharsets.US_ASCII);
  }

  /** The SHA-256 fingerprint of a certificate, as Postfix writes it. */
  static String fingerprint(MailServer.Identity identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(certificate(identity).getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as the linter reads it. */
  static io.github.posttlslint.pki.Certificate shown(MailServer.Identity identity) {
    String file = identity + "-cert";
    return PemFile.parse(file, FILES.get(file)).certificates().get(0);
  }

  private static Certificate certificate(MailServer.Identity identity)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(FILES.get(identity + "-cert")));
  }

  private static SSLContext context(MailServer.Identity identity) throws IOException {
    try {
      String pem = file(identity + "-key").replaceAll("-----.*?-----", "");
      byte[] der = Base64.getMimeDecoder().decode(pem);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "key",
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)),
          new char[0],
          new Certificate[] {certificate(identity)});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "server");
    thread.setDaemon(true);
    thread.start();
  }

  /** The ports that they play, and where they really are. */
  Map<Integer, Integer> ports() {
    return sockets.entrySet().stream()
        .collect(
            Collectors.toMap(one -> one.getKey().port(), one -> one.getValue().getLocalPort()));
  }

  private void accept(MailServer server, ServerSocket socket) {
    try {
      while (true) {
        Socket client = socket.accept();
        daemon(() -> serve(server, client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(MailServer server, Socket socket) {
    try (socket) {
      socket.setSoTimeout(20_000);
      Session session = new Session(server);
      if (server.tls() == Tls.WRAPPED) {
        session.talk(secure(server, socket), true);
      } else if (session.talk(socket, false)) {
        session.talk(secure(server, socket), true);
      }
    } catch (IOException e) {
      // a client that wants something else; the log tells what
    }
  }

  private Socket secure(MailServer server, Socket socket) throws IOException {
    SSLContext context = contexts.get(server.identity());
    SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    return secure;
  }

  private final class Session {
    private final MailServer server;
    private String user = "-";
    private String recipient = "";

    Session(MailServer server) {
      this.server = server;
    }

    /** True if the client wants TLS now. */
    boolean talk(Socket socket, boolean encrypted) throws IOException {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      if (!encrypted || server.tls() == Tls.WRAPPED) {
        reply(socket, "220 " + NAME + " ESMTP");
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        switch (words[0].toUpperCase(Locale.ROOT)) {
          case "EHLO", "LHLO" -> reply(socket, greeting(encrypted));
          case "STARTTLS" -> {
            reply(socket, "220 go ahead");
            return true;
          }
          case "AUTH" -> {
            user = name(words[2]);
            reply(socket, "235 welcome");
          }
          case "RCPT" -> {
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            reply(socket, "250 fine");
          }
          case "DATA" -> {
            reply(socket, "354 go ahead");
            while (line != null && !line.equals(".")) {
              line = in.readLine();
            }
            transcript.add("server %d %s: mail %s".formatted(server.port(), recipient, user));
            reply(socket, "250 taken");
          }
          case "QUIT" -> {
            reply(socket, "221 bye");
            return false;
          }
          default -> reply(socket, "250 fine");
        }
      }
      return false;
    }

    private String greeting(boolean encrypted) {
      return "250-"
          + NAME
          + (server.tls() == Tls.STARTTLS && !encrypted ? "\r\n250-STARTTLS" : "")
          + (server.auth() ? "\r\n250-AUTH PLAIN LOGIN" : "")
          + "\r\n250 8BITMIME";
    }

    /** AUTH PLAIN has an empty name, the user's and the password, with NUL between. */
    private static String name(String plain) {
      String text = new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8);
      return List.of(text.split("\0")).get(1);
    }
  }

  private static void reply(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket socket : sockets.values()) {
      socket.close();
    }
  }
}
