/**
 * The language server of {@code posttls-lint lsp}: its classes and the libraries that only it needs
 * are packed into a jar of their own.
 */
@NullMarked
package io.github.posttlslint.lsp;

import org.jspecify.annotations.NullMarked;
