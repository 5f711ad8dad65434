/**
 * One writer per report format, all fed by the same {@link io.github.posttlslint.run.Report}.
 * Writers stream their output by hand: no template engine or JSON library is loaded on this path.
 */
@NullMarked
package io.github.posttlslint.report;

import org.jspecify.annotations.NullMarked;
