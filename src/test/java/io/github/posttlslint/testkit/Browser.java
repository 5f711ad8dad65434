package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One page of a headless Chromium, driven over its DevTools protocol. Scripts of tests run beside
 * the page's policy, as those that a person types into the console do.
 */
public final class Browser implements AutoCloseable {
  private static final int PATIENCE = 60;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path directory;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile CompletableFuture<String> loaded = new CompletableFuture<>();
  private String session = "";

  private Browser(Path directory, Process process, String address) throws Exception {
    this.directory = directory;
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .get(PATIENCE, TimeUnit.SECONDS);
    String target = call("Target.createTarget", "url", "about:blank").get("targetId").asText();
    ObjectNode attach = MAPPER.createObjectNode().put("targetId", target).put("flatten", true);
    session = call("Target.attachToTarget", attach).get("sessionId").asText();
    call("Page.enable");
    call("Network.enable");
  }

  /**
   * Starts Chromium, or ends the calling test where there is none.
   *
   * @param directory for its profile and for pages
   */
  public static Browser start(Path directory) throws Exception {
    Path profile = directory.resolve("profile");
    Process process =
        new ProcessBuilder(
                Program.require("chromium").toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--font-render-hinting=none",
                "--remote-debugging-address=127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    process.getOutputStream().close();
    try {
      return new Browser(directory, process, address(profile, process));
    } catch (Exception | AssertionError e) {
      end(process);
      throw e;
    }
  }

  /** Waits for the file in which Chromium says where it listens. */
  private static String address(Path profile, Process process) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < PATIENCE * 20; i++) {
      assertThat(process.isAlive()).as("Chromium runs").isTrue();
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 1) {
          return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Chromium does not listen");
  }

  /** Opens a page, with its scripts, for somebody who likes it light. */
  public void open(String page) throws Exception {
    open(page, true, false);
  }

  /**
   * Opens a page.
   *
   * @param scripts whether the page's own scripts run
   * @param dark whether the colours of the night are wanted
   */
  public void open(String page, boolean scripts, boolean dark) throws Exception {
    open(Files.writeString(directory.resolve("page.html"), page).toUri(), scripts, dark);
  }

  /** Opens a page that is there, as {@link #open(String, boolean, boolean)} does one of its own. */
  public void open(URI page, boolean scripts, boolean dark) throws Exception {
    ObjectNode media = MAPPER.createObjectNode().put("media", "");
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
    call("Emulation.setScriptExecutionDisabled", MAPPER.createObjectNode().put("value", !scripts));
    requests.clear();
    loaded = new CompletableFuture<>();
    call("Page.navigate", "url", page.toString());
    loaded.get(PATIENCE, TimeUnit.SECONDS);
  }

  /** Addresses that the page has asked for, its own first. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The value of an expression of JavaScript, or what its promise is kept with. */
  public JsonNode eval(String script) throws Exception {
    ObjectNode parameters =
        MAPPER
            .createObjectNode()
            .put("expression", script)
            .put("awaitPromise", true)
            .put("returnByValue", true);
    JsonNode answer = call("Runtime.evaluate", parameters);
    assertThat(answer.has("exceptionDetails")).as(answer.toString()).isFalse();
    return answer.get("result").path("value");
  }

  /** Presses a key, such as {@code Tab} or {@code Enter}. */
  public void press(String key) throws Exception {
    int code = key.equals("Tab") ? 9 : key.equals("Enter") ? 13 : 32;
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode event =
          MAPPER
              .createObjectNode()
              .put("type", type)
              .put("key", key.equals("Space") ? " " : key)
              .put("code", key)
              .put("windowsVirtualKeyCode", code);
      if (!key.equals("Tab") && type.equals("keyDown")) {
        event.put("text", key.equals("Enter") ? "\r" : " ");
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Lays the page out as on paper. */
  public void print() throws Exception {
    call("Emulation.setEmulatedMedia", MAPPER.createObjectNode().put("media", "print"));
    call("Page.printToPDF");
  }

  /** Gives the page another size, in pixels. */
  public void resize(int width, int height) throws Exception {
    ObjectNode size = MAPPER.createObjectNode().put("width", width).put("height", height);
    size.put("deviceScaleFactor", 1).put("mobile", false);
    call("Emulation.setDeviceMetricsOverride", size);
  }

  /** The upper part of the page, as wide and as high as this, as PNG. */
  public byte[] picture(int width, int height) throws Exception {
    ObjectNode size =
        MAPPER
            .createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false);
    call("Emulation.setDeviceMetricsOverride", size);
    String data = call("Page.captureScreenshot", "format", "png").get("data").asText();
    return Base64.getDecoder().decode(data);
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode call(String method, String... parameters) throws Exception {
    ObjectNode node = MAPPER.createObjectNode();
    for (int i = 0; i < parameters.length; i += 2) {
      node.put(parameters[i], parameters[i + 1]);
    }
    return call(method, node);
  }

  private JsonNode call(String method, ObjectNode parameters) throws Exception {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
    JsonNode got = answer.get(PATIENCE, TimeUnit.SECONDS);
    assertThat(got.has("error")).as(method + ": " + got).isFalse();
    return got.get("result");
  }

  /** Takes what Chromium says. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void take(String message) {
      try {
        JsonNode node = MAPPER.readTree(message);
        CompletableFuture<JsonNode> answer = answers.remove(node.path("id").asInt());
        if (answer != null) {
          answer.complete(node);
        } else if (node.path("method").asText().equals("Page.loadEventFired")) {
          loaded.complete("");
        } else if (node.path("method").asText().equals("Network.requestWillBeSent")) {
          requests.add(node.at("/params/request/url").asText());
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
