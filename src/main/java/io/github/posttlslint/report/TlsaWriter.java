package io.github.posttlslint.report;

import io.github.posttlslint.run.TlsaRecords;
import java.io.IOException;
import java.util.List;

/** TLSA records to publish: as lines of a zone file, or as JSON, format posttls-lint-tlsa/1. */
public final class TlsaWriter {

  private final List<TlsaRecords.Line> lines;
  private final Sink out;

  /** Writes records to a sink. */
  public TlsaWriter(List<TlsaRecords.Line> lines, Sink out) {
    this.lines = List.copyOf(lines);
    this.out = out;
  }

  /** Writes a line for each, and above those of one key a comment that tells whose they are. */
  public void write() throws IOException {
    String what = "";
    for (TlsaRecords.Line line : lines) {
      if (!line.what().equals(what)) {
        what = line.what();
        out.append("; ").append(Characters.oneLine(what)).append('\n');
      }
      out.append(Characters.oneLine(line.owner()))
          .append(". IN TLSA ")
          .append(line.tlsa().presentation())
          .append('\n');
    }
  }

  /** Writes one object with all. */
  public void writeJson() throws IOException {
    Json json = new Json(out, true);
    json.beginObject();
    json.member("format", "posttls-lint-tlsa/1");
    json.name("records").beginArray();
    for (TlsaRecords.Line line : lines) {
      json.beginObject();
      json.member("owner", line.owner());
      json.member("usage", line.tlsa().usage());
      json.member("selector", line.tlsa().selector());
      json.member("matching", line.tlsa().matching());
      json.member("data", line.tlsa().data());
      json.member("of", line.what());
      json.endObject();
    }
    json.endArray();
    json.endObject();
    out.append('\n');
  }
}
