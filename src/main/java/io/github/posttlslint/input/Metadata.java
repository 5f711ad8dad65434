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
 * @param recorded the line of a {@link Manifest} that says so; null if the file itself does
 */
public record Metadata(
    @Nullable String owner,
    @Nullable String group,
    int mode,
    @Nullable Instant modified,
    @Nullable Span recorded) {

  /** Nothing is known. */
  public static final Metadata UNKNOWN = new Metadata(null, null, -1, null);

  /** What the file itself says. */
  public Metadata(
      @Nullable String owner, @Nullable String group, int mode, @Nullable Instant modified) {
    this(owner, group, mode, modified, null);
  }

  /** Whether the permission bits are known. */
  public boolean hasMode() {
    return mode >= 0;
  }
}
