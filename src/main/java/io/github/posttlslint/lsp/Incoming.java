package io.github.posttlslint.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.posttlslint.input.Limits;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the client's messages (Language Server Protocol, Base Protocol). What is none is answered
 * or said, and passed over, and takes no more memory than a message may.
 */
final class Incoming {

  /** Characters of a line of the header that count. */
  private static final int HEADER_LINE = 1024;

  private static final String NO_JSON = "A message is not JSON.";
  private static final String NO_MESSAGE =
      "A message is one object with a method, or an answer; there are no batches.";
  private static final String NO_PARAMETERS = "The parameters are not those of this request.";
  private static final String TOO_LONG =
      "A message is longer than " + (Limits.MESSAGE_SIZE >> 20) + " MiB.";
  private static final String LENGTH = "content-length:";
  private static final long UNKNOWN = -1;
  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final MessageJsonHandler json;
  private final RemoteEndpoint endpoint;
  private final Outgoing out;
  private final Consumer<String> say;

  /**
   * Makes it.
   *
   * @param endpoint is given the messages
   * @param out answers what is no message
   * @param say is told of what no answer can tell
   */
  Incoming(
      InputStream in,
      MessageJsonHandler json,
      RemoteEndpoint endpoint,
      Outgoing out,
      Consumer<String> say) {
    this.in = new BufferedInputStream(in, PIECE);
    this.json = json;
    this.endpoint = endpoint;
    this.out = out;
    this.say = say;
  }

  /** Reads until there is nothing more. */
  void listen() throws IOException {
    long length = UNKNOWN;
    boolean isInHeader = false;
    for (String line = line(); line != null; line = line()) {
      if (!line.isEmpty()) {
        isInHeader = true;
        long told = length(line);
        length = told == UNKNOWN ? length : told;
        continue;
      }
      if (length != UNKNOWN) {
        read(length);
      } else if (isInHeader) {
        say.accept("a message without a valid Content-Length was passed over");
      }
      length = UNKNOWN;
      isInHeader = false;
    }
  }

  /**
   * A line of the header; null at the end. Of what is too long for one its end is kept: behind a
   * message that was longer than its header said a header can be found again.
   */
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString().strip();
      }
      if (line.length() == 2 * HEADER_LINE) {
        line.delete(0, HEADER_LINE);
      }
      line.append((char) c);
    }
    return null;
  }

  /** What a line says of the length. Names of header fields are in any case (RFC 9110, 5.1). */
  private static long length(String line) {
    int start = line.toLowerCase(Locale.ROOT).lastIndexOf(LENGTH);
    if (start < 0) {
      return UNKNOWN;
    }
    try {
      return Math.max(UNKNOWN, Long.parseLong(line.substring(start + LENGTH.length()).strip()));
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  private void read(long length) throws IOException {
    if (length > Limits.MESSAGE_SIZE) {
      skip(length);
      answer(ResponseErrorCode.InvalidRequest, TOO_LONG);
      return;
    }
    byte[] content = in.readNBytes((int) length);
    if (content.length == length) { // else the client has died in the middle
      take(content);
    }
  }

  private static Reader reader(byte[] content) {
    return new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
  }

  private void skip(long length) throws IOException {
    byte[] piece = new byte[PIECE];
    for (long left = length; left > 0; ) {
      int read = in.read(piece, 0, (int) Math.min(left, PIECE));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private void take(byte[] content) {
    Message message;
    try {
      message = json.parseMessage(reader(content));
    } catch (RuntimeException | StackOverflowError e) { // the library has several kinds
      refuse(content);
      return;
    }
    if (message == null) {
      answer(ResponseErrorCode.InvalidRequest, NO_MESSAGE);
    } else {
      endpoint.consume(message);
    }
  }

  /** Finds out whether it is not JSON, or no message, or has not the parameters of its method. */
  private void refuse(byte[] content) {
    JsonElement parsed;
    try {
      parsed = json.getGson().fromJson(reader(content), JsonElement.class);
    } catch (RuntimeException | StackOverflowError e) {
      answer(ResponseErrorCode.ParseError, NO_JSON);
      return;
    }
    if (!(parsed instanceof JsonObject message) || !message.has("method")) {
      answer(ResponseErrorCode.InvalidRequest, NO_MESSAGE);
    } else if (message.get("id") instanceof JsonPrimitive id && !id.isBoolean()) {
      out.answer(id, ResponseErrorCode.InvalidParams, NO_PARAMETERS);
    } else {
      say.accept("a notification that cannot be read was passed over");
    }
  }

  private void answer(ResponseErrorCode code, String message) {
    say.accept(message);
    out.answer(JsonNull.INSTANCE, code, message);
  }
}
