/** What the build does to the program after it is compiled. */
@NullMarked
package io.github.posttlslint.build;

import org.jspecify.annotations.NullMarked;
