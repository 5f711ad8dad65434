/** Rule files: one YAML file each, read and checked, or packed by the build. */
@NullMarked
package io.github.posttlslint.run.rule;

import org.jspecify.annotations.NullMarked;
