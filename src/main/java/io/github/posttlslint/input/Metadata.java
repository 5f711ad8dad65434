package io.github.posttlslint.input;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Owner, group, mode and time of change of a file. A part is null where it is not known or not to
 * be trusted: a checkout keeps none of them.
 *
 * @param owner name or decimal uid, {@code root} for 0; null if not known
 * @param group name or decimal gid; null if not known
 * @param mode permission bits such as 0640 (octal), of directories with the sticky bit, without the
 *     file type; -1 if not known
 * @param modified time of the last change of the content; null if not known
 */
public record Metadata(
    @Nullable String owner, @Nullable String group, int mode, @Nullable Instant modified) {

  /** Nothing is known. */
  public static final Metadata UNKNOWN = new Metadata(null, null, -1, null);

  /** Whether the permission bits are known. */
  public boolean hasMode() {
    return mode >= 0;
  }
}
