package io.github.posttlslint.cli;

import io.github.posttlslint.lint.SetupLoader;
import io.github.posttlslint.postfix.PostfixVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of how a setup is read: {@code --root}, {@code --files}, {@code --postfix-version}.
 */
final class SetupOptions {

  private SetupOptions() {}

  static SetupLoader.Options of(Arguments arguments, Terminal terminal) throws UsageException {
    return new SetupLoader.Options(
        terminal.current().toAbsolutePath(),
        root(arguments, terminal),
        complete(arguments.value("files")),
        version(arguments.value("postfix-version")));
  }

  private static @Nullable Path root(Arguments arguments, Terminal terminal) throws UsageException {
    String given = arguments.value("root");
    if (given == null) {
      return null;
    }
    Path root = terminal.current().resolve(given);
    if (!Files.isDirectory(root)) {
      throw new UsageException("--root " + given + ": no such directory");
    }
    return root;
  }

  private static @Nullable Boolean complete(@Nullable String files) throws UsageException {
    if (files == null) {
      return null;
    }
    return switch (files) {
      case "complete" -> true;
      case "partial" -> false;
      default -> throw new UsageException("--files " + files + ": expected complete or partial");
    };
  }

  private static @Nullable PostfixVersion version(@Nullable String text) throws UsageException {
    if (text == null) {
      return null;
    }
    PostfixVersion version = PostfixVersion.parse(text);
    if (version == null) {
      throw new UsageException("--postfix-version " + text + ": expected a release such as 3.7");
    }
    if (!version.isAtLeast(2, 2) || version.release().compareTo(PostfixVersion.NEWEST) > 0) {
      throw new UsageException(
          "--postfix-version "
              + text
              + ": releases from "
              + PostfixVersion.OLDEST
              + " to "
              + PostfixVersion.NEWEST
              + " are known");
    }
    return version;
  }
}
