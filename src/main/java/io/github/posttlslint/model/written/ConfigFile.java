package io.github.posttlslint.model.written;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** main.cf or master.cf as a file. */
public record ConfigFile(Setup setup, SourceText source) implements Thing {

  /** Those of a setup that were seen. */
  public static List<ConfigFile> all(Setup setup) {
    List<ConfigFile> all = new ArrayList<>();
    for (SourceText text : setup.texts()) {
      all.add(new ConfigFile(setup, text));
    }
    return all;
  }

  /** Whether it begins with a byte order mark. */
  public boolean hasByteOrderMark() {
    return source.hasByteOrderMark();
  }

  /** Whether it has a line that ends in CR LF. */
  public boolean hasCrLf() {
    return source.text().contains("\r\n");
  }

  /** Its text with the line ends that Postfix writes. */
  public String withoutCr() {
    return source.text().replace("\r\n", "\n");
  }

  /** Its text without a byte order mark; null if there is none. */
  public @Nullable String withoutMark() {
    return hasByteOrderMark() ? source.text().substring(1) : null;
  }

  /** All of its text. */
  public Span all() {
    return source.span(0, source.text().length());
  }

  /** Its start. */
  @Override
  public Span place() {
    return Span.startOf(source.file());
  }
}
