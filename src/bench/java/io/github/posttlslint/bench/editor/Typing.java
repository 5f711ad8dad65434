package io.github.posttlslint.bench.editor;

import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Types into a main.cf of 200 lines beside a master.cf whose services have ten certificates of
 * their own, and measures how long findings, hovers and completions take.
 */
public final class Typing {

  private static final int LINES = 200;
  private static final int CERTIFICATES = 10;
  private static final int WARM_UP = 60;
  private static final int MEASURED = 100;
  private static final int STARTS = 7;

  /** How long the server waits for more to be typed: Work.DEBOUNCE. */
  private static final double DEBOUNCE = 100;

  private Typing() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("posttls-lint-editor");
    String text = makeSetup(folder);
    Path main = folder.resolve("main.cf");
    List<Double> opened = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      Process server = start();
      opened.add(open(new Connection(server), folder, main, text));
      server.destroy();
      server.waitFor();
    }
    Process server = start();
    Connection connection = new Connection(server);
    open(connection, folder, main, text);
    List<Double> found = new ArrayList<>();
    List<Double> hovers = new ArrayList<>();
    List<Double> completions = new ArrayList<>();
    int version = 2;
    double used = 0;
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      if (i == WARM_UP) {
        used = used(server.pid());
      }
      String added = "smtp_tls_loglevel = " + (i % 2) + "\nsmtp_tls_security_level = ma" + i + "\n";
      long start = System.nanoTime();
      change(connection, main, version, text + added);
      connection.await("publishDiagnostics", "\"version\":" + version, "main.cf");
      double diagnostics = millis(start) - DEBOUNCE;
      version++;
      // a change just before, which is not judged yet: nothing is kept from before
      change(connection, main, version, text + added + "# " + i + "\n");
      start = System.nanoTime();
      connection.ask(1000 + i, "textDocument/hover", at(main, 20 + i, 3));
      double hover = millis(start);
      start = System.nanoTime();
      connection.ask(5000 + i, "textDocument/completion", at(main, 20 + i, 0));
      double completion = millis(start);
      connection.await("publishDiagnostics", "\"version\":" + version, "main.cf");
      version++;
      if (i >= WARM_UP) {
        found.add(diagnostics);
        hovers.add(hover);
        completions.add(completion);
      }
    }
    System.out.println("| what | median | 95 % | most |");
    System.out.println("|---|---|---|---|");
    row("from `didOpen` after `initialized` to findings", opened);
    row("findings after a change and the wait of 100 ms, warm", found);
    row("hover just after a change, warm", hovers);
    row("completion just after a change, warm", completions);
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        "Time of the processor for such a round: %.0f ms%n",
        (used(server.pid()) - used) / MEASURED);
    System.out.println();
    System.out.println("Peak memory (resident): " + peak(server.pid()));
    server.destroy();
  }

  private static Process start() throws IOException {
    return new ProcessBuilder("target/posttls-lint/bin/posttls-lint", "lsp")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static double open(Connection connection, Path folder, Path main, String text)
      throws IOException {
    connection.ask(1, "initialize", "{\"capabilities\":{},\"rootUri\":\"" + folder.toUri() + "\"}");
    connection.notify("initialized", "{}");
    long start = System.nanoTime();
    connection.notify(
        "textDocument/didOpen",
        "{\"textDocument\":{\"uri\":\""
            + main.toUri()
            + "\",\"languageId\":\"\",\"version\":1,\"text\":"
            + json(text)
            + "}}");
    connection.await("publishDiagnostics", "\"version\":1", "main.cf");
    return millis(start);
  }

  private static void change(Connection connection, Path main, int version, String text)
      throws IOException {
    connection.notify(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\""
            + main.toUri()
            + "\",\"version\":"
            + version
            + "},\"contentChanges\":[{\"text\":"
            + json(text)
            + "}]}");
  }

  private static String at(Path main, int line, int character) {
    return "{\"textDocument\":{\"uri\":\""
        + main.toUri()
        + "\"},\"position\":{\"line\":"
        + line
        + ",\"character\":"
        + character
        + "}}";
  }

  private static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void row(String what, List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f ms | %.0f ms | %.0f ms |%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1),
        sorted.get(sorted.size() - 1));
  }

  /** Milliseconds of all processors, which do not depend on what else runs. */
  private static double used(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(time -> time.toNanos() / 1e6)
        .orElse(Double.NaN);
  }

  private static String peak(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        int kilobytes = Integer.parseInt(line.replaceAll("[^0-9]", ""));
        return kilobytes / 1024 + " MiB";
      }
    }
    return "unknown";
  }

  /** Settings at their defaults, and services that each have a certificate of their own. */
  private static String makeSetup(Path folder) throws Exception {
    StringBuilder master =
        new StringBuilder("smtp unix - - n - - smtp\ntlsmgr unix - - n 1000? 1 tlsmgr\n");
    for (int i = 0; i < CERTIFICATES; i++) {
      Path key = folder.resolve("key" + i);
      Path certificate = folder.resolve("certificate" + i);
      run(
          "openssl",
          "req",
          "-x509",
          "-newkey",
          "rsa:2048",
          "-nodes",
          "-days",
          "300",
          "-subj",
          "/CN=mail" + i + ".example.com",
          "-addext",
          "subjectAltName=DNS:mail" + i + ".example.com",
          "-keyout",
          key.toString(),
          "-out",
          certificate.toString());
      Files.writeString(
          folder.resolve("mail" + i + ".pem"),
          Files.readString(key) + Files.readString(certificate));
      Files.delete(key);
      Files.delete(certificate);
      master.append("127.0.0.1:" + (2500 + i) + " inet n - n - - smtpd\n");
      master.append("  -o smtpd_tls_security_level=may\n");
      master.append("  -o smtpd_tls_chain_files=/etc/postfix/mail" + i + ".pem\n");
    }
    Files.writeString(folder.resolve("master.cf"), master);
    StringBuilder text = new StringBuilder("compatibility_level = 3.6\n");
    int lines = 1;
    Parameters parameters = Parameters.load();
    PostfixVersion release = PostfixVersion.of(3, 7);
    for (String name : parameters.namesOf(release)) {
      Parameter parameter = parameters.find(name, release);
      String value = parameter == null ? null : parameter.defaultIn(release);
      if (value != null
          && lines < LINES
          && !value.isEmpty()
          && !parameter.isReadOnly()
          && !name.equals("compatibility_level")
          && (parameter.isTls() || lines < LINES / 2)) {
        text.append(name).append(" = ").append(value.replace('\n', ' ')).append('\n');
        lines++;
      }
    }
    text.append("# a comment\n".repeat(LINES - lines));
    Files.writeString(folder.resolve("main.cf"), text);
    return text.toString();
  }

  private static void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(Arrays.asList(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("cannot run " + String.join(" ", command));
    }
  }
}
