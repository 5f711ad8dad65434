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
        version("postfix-version", arguments));
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

  /**
   * The release that an option names; null if it does not stand there.
   *
   * @throws UsageException if it is not a release, or one that is not known
   */
  static @Nullable PostfixVersion version(String option, Arguments arguments)
      throws UsageException {
    String text = arguments.value(option);
    if (text == null) {
      return null;
    }
    PostfixVersion version = PostfixVersion.parse(text);
    if (version == null) {
      throw new UsageException("--" + option + " " + text + ": expected a release such as 3.7");
    }
    if (!version.isAtLeast(2, 2) || version.release().compareTo(PostfixVersion.NEWEST) > 0) {
      throw new UsageException(
          "--"
              + option
              + " "
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
