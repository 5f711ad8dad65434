package io.github.posttlslint.setup;

import io.github.posttlslint.input.Span;
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
    SeenFile file) {}
