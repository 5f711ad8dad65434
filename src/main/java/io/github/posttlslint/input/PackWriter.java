package io.github.posttlslint.input;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what {@link PackReader} reads: numbers and texts, each different text once. */
public final class PackWriter {

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(body);

  /** Adds a number from 0 to 255. */
  public void small(int number) throws IOException {
    out.writeByte(checked(number, 0xff));
  }

  /** Adds a number from 0 to 65,535. */
  public void number(int number) throws IOException {
    out.writeShort(checked(number, 0xffff));
  }

  /** Adds any number. */
  public void whole(long number) throws IOException {
    out.writeLong(number);
  }

  /** Adds yes or no. */
  public void truth(boolean truth) throws IOException {
    out.writeBoolean(truth);
  }

  /** Adds a text. */
  public void text(String text) throws IOException {
    Integer known = texts.get(text);
    if (known == null) {
      known = texts.size();
      texts.put(text, known);
    }
    number(known);
  }

  /** Writes all that was added. */
  public void writeTo(OutputStream target) throws IOException {
    DataOutputStream whole = new DataOutputStream(target);
    whole.writeInt(texts.size());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String text : texts.keySet()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      whole.writeInt(bytes.length);
      all.write(bytes);
    }
    all.writeTo(whole);
    body.writeTo(whole);
    whole.flush();
  }

  private static int checked(int number, int most) {
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(number + " is not from 0 to " + most);
    }
    return number;
  }
}
