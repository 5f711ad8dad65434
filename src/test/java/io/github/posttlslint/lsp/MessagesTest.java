package io.github.posttlslint.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients get right or wrong about the protocol itself, and when the server ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessagesTest {

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int NOT_INITIALIZED = -32002;

  private static final String AT_START =
      "{\"textDocument\":{\"uri\":\"file:///none/main.cf\"},"
          + "\"position\":{\"line\":0,\"character\":0}}";

  @TempDir Path folder;

  @Test
  void requestsHaveTheirTime() throws Exception {
    try (RawClient client = new RawClient()) {
      assertThat(client.ask("textDocument/hover", AT_START)).isEqualTo(NOT_INITIALIZED);
      assertThat(client.ask("shutdown", "null")).isEqualTo(NOT_INITIALIZED);
      client.initialize();
      assertThat(client.ask("initialize", "{\"capabilities\":{}}")).isEqualTo(INVALID_REQUEST);
      assertThat(client.ask("textDocument/hover", AT_START)).isZero();
      assertThat(client.ask("shutdown", "null")).isZero();
      assertThat(client.ask("textDocument/hover", AT_START)).isEqualTo(INVALID_REQUEST);
      assertThat(client.ask("shutdown", "null")).isEqualTo(INVALID_REQUEST);
      client.notify("exit", "null");
      assertThat(client.status()).isZero();
    }
  }

  @Test
  void exitWithoutShutdownIsAFailure() throws Exception {
    try (RawClient client = new RawClient()) {
      client.initialize().notify("exit", "null");
      assertThat(client.status()).isEqualTo(1);
    }
    try (RawClient client = new RawClient()) {
      client.notify("exit", "null");
      assertThat(client.status()).isEqualTo(1);
    }
  }

  @Test
  void whatTheServerDoesNotHaveIsSaidWithoutATrace() throws Exception {
    try (RawClient client = new RawClient()) {
      client.initialize();
      for (String method :
          List.of("no/such", "$/no", "textDocument/references", "textDocument/diagnostic", "")) {
        assertThat(client.ask(method, AT_START)).as(method).isEqualTo(METHOD_NOT_FOUND);
      }
      client.notify("no/such", "{}").notify("$/no", "[1]").notify("textDocument/willSave", "{}");
      assertThat(client.ask("textDocument/hover", AT_START)).isZero();
      assertThat(client.errors()).isEmpty();
    }
  }

  @Test
  void parametersThatLackSomethingAreRefused() throws Exception {
    List<String> wrong =
        List.of(
            "null",
            "{}",
            "[]",
            "[1,2]",
            "7",
            "{\"textDocument\":null,\"position\":null,\"range\":null}",
            "{\"textDocument\":{\"uri\":null},\"position\":{\"line\":0,\"character\":0}}",
            "{\"textDocument\":{\"uri\":\"file:///main.cf\"}}",
            "{\"textDocument\":5,\"position\":{\"line\":\"x\"}}",
            "{\"command\":\"rm\",\"arguments\":[\"x\"]}",
            "{\"command\":\"posttls-lint.fixAll\",\"arguments\":[null]}");
    try (RawClient client = new RawClient()) {
      assertThat(client.ask("initialize", "null")).isEqualTo(INVALID_PARAMS);
      assertThat(client.ask("initialize", "[]")).isEqualTo(INVALID_PARAMS);
      client.initialize();
      for (String params : wrong) {
        for (String method :
            List.of(
                "textDocument/hover",
                "textDocument/completion",
                "textDocument/definition",
                "textDocument/codeAction",
                "workspace/executeCommand")) {
          assertThat(client.ask(method, params)).as(method + params).isEqualTo(INVALID_PARAMS);
        }
        for (String method :
            List.of(
                "textDocument/didOpen",
                "textDocument/didChange",
                "textDocument/didSave",
                "textDocument/didClose",
                "workspace/didChangeWatchedFiles",
                "workspace/didChangeWorkspaceFolders",
                "$/cancelRequest")) {
          client.notify(method, params);
        }
      }
      assertThat(client.ask("textDocument/hover", AT_START)).isZero();
      assertOneLineEach(client);
    }
  }

  @Test
  void whatIsNoMessageIsAnsweredAndPassedOver() throws Exception {
    try (RawClient client = new RawClient()) {
      client.initialize();
      assertRefused(client, "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":", PARSE_ERROR);
      assertRefused(client, "{\"a\":".repeat(100_000), PARSE_ERROR);
      assertRefused(
          client, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", PARSE_ERROR);
      assertRefused(client, "[{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"x\"}]", INVALID_REQUEST);
      assertRefused(client, "[]", INVALID_REQUEST);
      assertRefused(client, "null", INVALID_REQUEST);
      assertRefused(client, "17", INVALID_REQUEST);
      assertRefused(client, "", INVALID_REQUEST);
      assertRefused(client, "{}", INVALID_REQUEST);
      // answers to what was never asked
      client.send("{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":null}");
      client.send("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":1,\"message\":\"m\"}}");
      assertThat(client.ask("textDocument/hover", AT_START)).isZero();
      assertOneLineEach(client);
    }
  }

  private static void assertRefused(RawClient client, String content, int code) throws IOException {
    client.send(content);
    var answer = client.answer();
    assertThat(answer.get("id").isJsonNull()).isTrue();
    assertThat(RawClient.code(answer))
        .as(content.substring(0, Math.min(40, content.length())))
        .isEqualTo(code);
  }

  @Test
  void headersAreReadAsTheyComeAndBadOnesPassedOver() throws Exception {
    String question =
        "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"textDocument/hover\",\"params\":"
            + AT_START
            + "}";
    int length = question.length();
    try (RawClient client = new RawClient()) {
      client.initialize();
      for (String header :
          List.of(
              "content-length:" + length + "\r\n\r\n",
              "Content-Length: " + length + "\n\n",
              "Content-Type: a/b; charset=klingon\r\nContent-Length: " + length + "\r\n\r\n",
              "X: " + "a".repeat(1 << 20) + "\r\nContent-Length: " + length + "\r\n\r\n",
              "Content-Length: many\r\n\r\nContent-Length: " + length + "\r\n\r\n",
              "Content-Length: -5\r\n\r\nContent-Length: " + length + "\r\n\r\n",
              "\r\n\r\nContent-Length: " + length + "\r\n\r\n",
              "the end of a longer message}Content-Length: " + length + "\r\n\r\n")) {
        client.write(header + question);
        assertThat(client.answer().get("id").getAsInt()).as(header).isEqualTo(8);
      }
      for (char c : ("Content-Length: " + length + "\r\n\r\n" + question).toCharArray()) {
        client.write(String.valueOf(c));
      }
      assertThat(client.answer().get("id").getAsInt()).isEqualTo(8);
      assertOneLineEach(client);
    }
  }

  @Test
  void aMessageThatIsTooLongIsPassedOver() throws Exception {
    try (RawClient client = new RawClient()) {
      client.initialize();
      client.write("Content-Length: " + (Limits.MESSAGE_SIZE + 1) + "\r\n\r\n");
      String piece = " ".repeat(1 << 16);
      for (int i = 0; i < Limits.MESSAGE_SIZE >> 16; i++) {
        client.write(piece);
      }
      client.write(" ");
      assertThat(RawClient.code(client.answer())).isEqualTo(INVALID_REQUEST);
      assertThat(client.ask("textDocument/hover", AT_START)).isZero();
    }
  }

  private static void assertOneLineEach(RawClient client) {
    assertThat(client.errors().lines())
        .allMatch(line -> line.startsWith("posttls-lint: lsp: ") && line.length() < 150)
        .noneMatch(line -> line.contains("java") || line.contains("Exception"));
  }

  @Test
  void anEndInTheMiddleOfAMessageIsAnEnd() throws Exception {
    try (RawClient client = new RawClient()) {
      client.initialize().write("Content-Length: 100\r\n\r\n{\"json");
      client.close();
      assertThat(client.status()).isEqualTo(1);
      assertThat(client.errors()).isEmpty();
    }
  }

  @Test
  void aClientThatReadsNoMoreEndsTheServer() throws Exception {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (RawClient client = new RawClient(closed)) {
      client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}");
      assertThat(client.status()).isEqualTo(1);
      assertThat(client.errors()).isEmpty();
    }
  }

  @Test
  void aClientWhoseProcessIsGoneEndsTheServer() throws Exception {
    Process editor = new ProcessBuilder("sleep", "60").start();
    try (RawClient client = new RawClient()) {
      String params = "{\"processId\":" + editor.pid() + ",\"capabilities\":{}}";
      assertThat(client.ask("initialize", params)).isZero();
      editor.destroyForcibly().waitFor();
      assertThat(client.status()).isEqualTo(1);
    } finally {
      editor.destroyForcibly();
    }
  }

  @Test
  void oddWordsOfAClientAboutItselfAreNoReasonToRefuseIt() throws Exception {
    for (String params :
        List.of(
            "{}",
            "{\"capabilities\":null,\"processId\":-1}",
            "{\"capabilities\":{\"textDocument\":5,\"workspace\":[]},\"processId\":0}",
            "{\"processId\":\"x\",\"rootUri\":5,\"workspaceFolders\":[null,{\"uri\":null}]}",
            "{\"processId\":1099511627776,\"rootUri\":\"file:///%zz\"}",
            "{\"rootUri\":\"file://host/share\",\"workspaceFolders\":{}}")) {
      try (RawClient client = new RawClient()) {
        assertThat(client.ask("initialize", params)).as(params).isZero();
        client.notify("initialized", "{}");
        assertThat(client.ask("textDocument/hover", AT_START)).as(params).isZero();
      }
    }
  }

  @Test
  void aFileIsKnownByAnyOfItsUris() throws Exception {
    Path main =
        Files.writeString(
            Files.createDirectory(folder.resolve("\u00fc b")).resolve("main.cf"),
            "smtpd_tls_ciphers = tall\n");
    String path = main.toUri().getRawPath();
    for (String uri :
        List.of(
            "file://" + path,
            "file:" + path,
            "file://localhost" + path,
            "FILE://" + path.replace("%C3%BC", "%c3%bc"),
            "file://" + path.replace("main", "%6Dain"))) {
      try (RawClient client = new RawClient()) {
        client.initialize();
        client.notify(
            "textDocument/didOpen",
            "{\"textDocument\":{\"uri\":\""
                + uri
                + "\",\"languageId\":\"x\",\"version\":1,\"text\":\"smtpd_tls_ciphers = tall\\n\"}}");
        client.send(
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"textDocument/hover\",\"params\":"
                + AT_START.replace("file:///none/main.cf", uri)
                + "}");
        assertThat(client.answer().get("result").toString()).as(uri).contains("smtpd_tls_ciphers");
      }
    }
  }
}
