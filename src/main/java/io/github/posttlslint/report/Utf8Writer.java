package io.github.posttlslint.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Writes text in UTF-8, and text that is in UTF-8 already without another look at it. */
final class Utf8Writer extends BufferedWriter {

  private final OutputStream bytes;

  Utf8Writer(OutputStream bytes) {
    super(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    this.bytes = bytes;
  }

  /** Writes text in UTF-8. */
  void writeReady(byte[] text) throws IOException {
    flush();
    bytes.write(text);
  }
}
