package io.github.posttlslint.setup;

import io.github.posttlslint.input.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that names a file or directory.
 *
 * @param use what for
 * @param parameter the parameter that is set, perhaps through the default of another
 * @param path the name as Postfix sees it, after expansion
 * @param span where it is set, name and value
 * @param valueSpan where the value is written
 * @param file what was found there
 */
public record FileReference(
    FileUse use,
    String parameter,
    String path,
    @Nullable Span span,
    @Nullable Span valueSpan,
    SeenFile file) {

  /** The same with something else found there. */
  FileReference with(SeenFile other) {
    return new FileReference(use, parameter, path, span, valueSpan, other);
  }

  // What the compiler makes for a record is put together at run time: too slow for a short run.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileReference reference
        && use == reference.use
        && parameter.equals(reference.parameter)
        && path.equals(reference.path)
        && Objects.equals(span, reference.span)
        && Objects.equals(valueSpan, reference.valueSpan)
        && file.equals(reference.file);
  }

  @Override
  public int hashCode() {
    return path.hashCode() * 31 + parameter.hashCode();
  }
}
