/**
 * What stands in main.cf and master.cf, line by line: settings, names that nothing reads, paths,
 * lines that Postfix reads otherwise than their writer meant.
 */
@NullMarked
package io.github.posttlslint.model.written;

import org.jspecify.annotations.NullMarked;
