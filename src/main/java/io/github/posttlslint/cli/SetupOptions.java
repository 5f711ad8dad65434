package io.github.posttlslint.cli;

import io.github.posttlslint.lint.SetupLoader;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.postfix.PostfixVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of how a setup is read: {@code --root}, {@code --files}, {@code --postfix-version},
 * {@code --openssl-version}.
 */
final class SetupOptions {

  private SetupOptions() {}

  static SetupLoader.Options of(Arguments arguments, Terminal terminal) throws UsageException {
    return new SetupLoader.Options(
        terminal.current().toAbsolutePath(),
        root(arguments, terminal),
        complete(arguments.value("files")),
        version("postfix-version", arguments),
        openSsl(arguments.value("openssl-version")));
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

  /** What cipher suites there are, which is all that depends on OpenSSL's release. */
  private static CipherSuite.Build openSsl(@Nullable String version) throws UsageException {
    if (version == null || version.equals("3") || version.startsWith("3.")) {
      return CipherSuite.Build.OPENSSL_3;
    }
    if (version.startsWith("1.1")) {
      return CipherSuite.Build.OPENSSL_1_1_1;
    }
    throw new UsageException("--openssl-version " + version + ": expected 1.1.1 or 3.x");
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
