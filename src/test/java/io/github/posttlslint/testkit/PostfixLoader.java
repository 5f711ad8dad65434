package io.github.posttlslint.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The installed Postfix's own loader of certificates and keys, called through a small C program.
 */
public final class PostfixLoader implements AutoCloseable {

  /**
   * What Postfix does.
   *
   * @param accepted whether TLS stays enabled
   * @param chains fingerprints of the certificates it would send, one list for each key
   * @param log its warnings
   */
  public record Answer(boolean accepted, List<List<String>> chains, List<String> log) {}

  /**
   * What a peer makes of it.
   *
   * @param loaded whether TLS stays enabled; if not, nothing else is known
   * @param finished whether the handshake comes to its end
   * @param sent fingerprints of the certificates that the peer gets
   * @param errors what is wrong with them for the peer: depth and number of OpenSSL's error
   */
  public record Handshake(
      boolean loaded, boolean finished, List<String> sent, List<String> errors) {}

  /**
   * Who shakes hands with whom.
   *
   * @param server whether Postfix is the server
   * @param trusted file of the CAs that Postfix trusts; {@code -} for none
   * @param peerTrusts file of the CAs that the peer trusts
   * @param seconds the moment, since 1970
   * @param host the name that the peer expects; {@code -} for none
   */
  public record Meeting(
      boolean server, String trusted, String peerTrusts, long seconds, String host) {}

  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;

  private PostfixLoader(Process process) {
    this.process = process;
    this.requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Compiles and starts the program, or leaves the calling test out where Postfix or a C compiler
   * is not installed (see {@link Program#require}).
   *
   * @param directory where to compile it
   */
  public static PostfixLoader start(Path directory) throws IOException, InterruptedException {
    Path program = CProgram.compile("load_chain", directory, linked());
    return new PostfixLoader(
        new ProcessBuilder(program.toString())
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** What a C compiler is told to link a program with the libraries of Postfix and OpenSSL. */
  public static String[] linked() throws IOException, InterruptedException {
    Path libraries = libraries();
    return new String[] {
      "-L" + libraries,
      "-Wl,-rpath," + libraries,
      "-lpostfix-tls",
      "-lpostfix-global",
      "-lpostfix-util",
      "-lpostfix-dns",
      "-l:libssl.so.3",
      "-l:libcrypto.so.3"
    };
  }

  /** Where the shared libraries of the installed Postfix are; leaves the test out without them. */
  public static Path libraries() throws IOException, InterruptedException {
    Path postconf = Program.require("postconf");
    Process ask = new ProcessBuilder(postconf.toString(), "-dh", "shlib_directory").start();
    String answer = new String(ask.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    ask.waitFor();
    Optional<Path> found = answer.startsWith("/") ? Optional.of(Path.of(answer)) : Optional.empty();
    if (found.isPresent() && Files.isReadable(found.get().resolve("libpostfix-tls.so"))) {
      return found.get();
    }
    String message = "this Postfix has no shared TLS library";
    if (Program.inCi()) {
      throw new AssertionFailedError(message + " (CI=true: it must have)");
    }
    throw new TestAbortedException(message + ", test left out");
  }

  /**
   * Asks.
   *
   * @param request {@code A file,file...}, {@code B file}, {@code C certificates key} or {@code D}
   *     with three such pairs, {@code -} for none, with names relative to the directory
   */
  public Answer ask(String request) throws IOException {
    requests.println(request);
    List<List<String>> chains = new ArrayList<>();
    List<String> log = new ArrayList<>();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith("log ")) {
        log.add(line.substring(4));
      } else if (line.startsWith("cert 0 ")) {
        chains.add(new ArrayList<>(List.of(line.substring(7))));
      } else if (line.startsWith("cert ")) {
        chains.get(chains.size() - 1).add(line.substring(line.indexOf(' ', 5) + 1));
      } else if (line.startsWith("ret ")) {
        return new Answer(line.equals("ret 0"), chains, log);
      }
    }
    throw new IOException("the loader died at: " + request);
  }

  /**
   * Loads as {@link #ask} does and shakes hands with a peer that verifies. A peer that is a server
   * presents what {@code peer.pem} holds.
   */
  public Handshake meet(Meeting meeting, String request) throws IOException {
    requests.println(
        String.join(
            " ",
            meeting.server() ? "S" : "P",
            meeting.trusted(),
            meeting.peerTrusts(),
            "" + meeting.seconds(),
            meeting.host(),
            request));
    boolean finished = false;
    List<String> sent = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith("error ")) {
        errors.add(line.substring(6));
      } else if (line.startsWith("sent ")) {
        sent.add(line.substring(line.indexOf(' ', 5) + 1));
      } else if (line.startsWith("shake ")) {
        finished = line.equals("shake 1");
      } else if (line.startsWith("ret ")) {
        return new Handshake(line.equals("ret 0"), finished, sent, errors);
      }
    }
    throw new IOException("the loader died at: " + request);
  }

  @Override
  public void close() {
    requests.close();
    process.destroy();
  }
}
