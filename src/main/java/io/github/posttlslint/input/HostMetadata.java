package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Owners, modes and times as this machine has them. Threads may share it. */
final class HostMetadata {

  private static final Set<String> VIEWS = FileSystems.getDefault().supportedFileAttributeViews();
  private static final int PERMISSIONS = 0777;
  private static final int WITH_STICKY = 07777;

  private final @Nullable FileTree accountsFrom;
  private @Nullable Accounts accounts;

  /**
   * Makes one.
   *
   * @param accountsFrom has the names of owners and groups; null for those of this machine
   */
  HostMetadata(@Nullable FileTree accountsFrom) {
    this.accountsFrom = accountsFrom;
  }

  /**
   * What is known of a file, links not followed.
   *
   * @param basic what was seen of it before
   */
  Metadata of(Path host, BasicFileAttributes basic) throws IOException {
    Instant modified = basic.lastModifiedTime().toInstant();
    if (!VIEWS.contains("posix")) {
      return new Metadata(null, null, -1, modified);
    }
    if (accountsFrom != null && VIEWS.contains("unix")) {
      return named(host, basic, accounts(accountsFrom), modified);
    }
    PosixFileAttributes posix =
        Files.readAttributes(host, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    int mode = mode(posix.permissions());
    if (basic.isDirectory() && VIEWS.contains("unix")) {
      // the sticky bit, which the portable permissions do not have
      Object all = Files.getAttribute(host, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      mode = all instanceof Integer bits ? bits & WITH_STICKY : mode;
    }
    return new Metadata(posix.owner().getName(), posix.group().getName(), mode, modified);
  }

  private static Metadata named(
      Path host, BasicFileAttributes basic, Accounts names, Instant modified) throws IOException {
    Map<String, Object> all =
        Files.readAttributes(host, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    return new Metadata(
        all.get("uid") instanceof Integer uid ? names.user(uid) : null,
        all.get("gid") instanceof Integer gid ? names.group(gid) : null,
        all.get("mode") instanceof Integer bits
            ? bits & (basic.isDirectory() ? WITH_STICKY : PERMISSIONS)
            : -1,
        modified);
  }

  private synchronized Accounts accounts(FileTree from) {
    Accounts known = accounts;
    if (known == null) {
      known = Accounts.of(from);
      accounts = known;
    }
    return known;
  }

  private static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |=
          switch (permission) {
            case OWNER_READ -> 0400;
            case OWNER_WRITE -> 0200;
            case OWNER_EXECUTE -> 0100;
            case GROUP_READ -> 040;
            case GROUP_WRITE -> 020;
            case GROUP_EXECUTE -> 010;
            case OTHERS_READ -> 04;
            case OTHERS_WRITE -> 02;
            case OTHERS_EXECUTE -> 01;
          };
    }
    return mode;
  }
}
