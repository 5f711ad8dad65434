package io.github.posttlslint.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Writes messages to the client, each whole. Threads may share it. */
final class Outgoing implements MessageConsumer {

  private final OutputStream out;
  private final MessageJsonHandler json;
  private final Runnable gone;

  /**
   * Makes it.
   *
   * @param gone is run where the client reads no more
   */
  Outgoing(OutputStream out, MessageJsonHandler json, Runnable gone) {
    this.out = out;
    this.json = json;
    this.gone = gone;
  }

  @Override
  public void consume(Message message) {
    send(json.serialize(message));
  }

  /**
   * Answers what cannot be given to the endpoint.
   *
   * @param id of the request; null in JSON where it cannot be told (JSON-RPC 2.0, 5)
   */
  void answer(JsonElement id, ResponseErrorCode code, String message) {
    JsonObject error = new JsonObject();
    error.addProperty("code", code.getValue());
    error.addProperty("message", message);
    JsonObject answer = new JsonObject();
    answer.addProperty("jsonrpc", "2.0");
    answer.add("id", id);
    answer.add("error", error);
    send(answer.toString());
  }

  private synchronized void send(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    String header = "Content-Length: " + content.length + "\r\n\r\n";
    try {
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      out.write(content);
      out.flush();
    } catch (IOException e) {
      gone.run();
    }
  }
}
