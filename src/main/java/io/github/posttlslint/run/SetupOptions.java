package io.github.posttlslint.run;

import io.github.posttlslint.input.DirectoryTree.Mapping;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.VersionControl;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Settings.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of how a setup is read: {@code --root}, {@code --files}, {@code --postfix-version},
 * {@code --openssl-version}.
 */
public final class SetupOptions {

  private SetupOptions() {}

  static SetupLoader.Options of(Settings settings, Workplace workplace) throws UsageException {
    return new SetupLoader.Options(
        workplace.current().toAbsolutePath(),
        root(settings.arguments(), workplace),
        complete(settings.given("files")),
        version(settings.given("postfix-version")),
        openSsl(settings.given("openssl-version")),
        mappings(settings.ofFile("map"), workplace.gate()),
        notHere(settings.ofFile("not-here")),
        settings.ofFile("template-values"));
  }

  private static List<Mapping> mappings(List<Given> all, Gate gate) throws UsageException {
    List<Mapping> mappings = new ArrayList<>();
    for (Given given : all) {
      int equals = given.text().indexOf('=');
      String path = absolute(given, given.text().substring(0, equals));
      String place = given.text().substring(equals + 1);
      Path folder = given.with(place).path(gate);
      mappings.add(new Mapping(path, real(folder, given, gate), gate.absolute(folder)));
    }
    return mappings;
  }

  private static Path real(Path folder, Given given, Gate gate) throws UsageException {
    try {
      Path real = gate.enter(folder).real();
      if (VersionControl.isIn(real)) {
        throw new UsageException(given.label() + ": " + VersionControl.REFUSED);
      }
      if (gate.isDirectory(real)) {
        return real;
      }
    } catch (Gate.AbsentException e) {
      // as for what is no directory
    } catch (IOException e) {
      throw new UsageException(given.label() + ": " + e.getMessage());
    }
    throw new UsageException(given.label() + ": no such directory");
  }

  private static List<String> notHere(List<Given> all) throws UsageException {
    List<String> paths = new ArrayList<>();
    for (Given given : all) {
      paths.add(absolute(given, given.text()));
    }
    return paths;
  }

  private static String absolute(Given given, String path) throws UsageException {
    if (!path.startsWith("/")) {
      throw new UsageException(
          given.label() + ": expected an absolute path of the mail host, such as /etc/postfix");
    }
    return Paths.normalise(path);
  }

  /** The directory of {@code --root}; null if it is not given. */
  static @Nullable Path root(GivenOptions arguments, Workplace workplace) throws UsageException {
    String given = arguments.value("root");
    if (given == null) {
      return null;
    }
    if (given.isEmpty()) {
      throw new UsageException("--root: expected a directory; it is empty");
    }
    Path root = workplace.current().resolve(given);
    if (!workplace.gate().isDirectory(root)) {
      throw new UsageException("--root " + given + ": no such directory");
    }
    try {
      workplace.gate().enter(root);
    } catch (IOException e) {
      throw new UsageException("--root " + given + ": " + e.getMessage());
    }
    return root;
  }

  private static @Nullable Boolean complete(@Nullable Given files) throws UsageException {
    if (files == null) {
      return null;
    }
    return switch (files.text()) {
      case "complete" -> true;
      case "partial" -> false;
      default ->
          throw new UsageException(
              files.label()
                  + ": expected complete or partial"
                  + DidYouMean.among(files.text(), List.of("complete", "partial")));
    };
  }

  /**
   * The OpenSSL that an option names; null if it does not stand there.
   *
   * @throws UsageException if it is not a release
   */
  public static @Nullable OpenSslReleases openSsl(@Nullable Given given) throws UsageException {
    if (given == null) {
      return null;
    }
    OpenSslReleases releases = OpenSslReleases.parse(given.text());
    if (releases == null) {
      throw new UsageException(given.label() + ": expected 1.1.1, 3 or 3.x");
    }
    return releases;
  }

  /**
   * The release that an option names; null if it does not stand there.
   *
   * @throws UsageException if it is not a release, or one that is not known
   */
  public static @Nullable PostfixVersion version(@Nullable Given given) throws UsageException {
    if (given == null) {
      return null;
    }
    PostfixVersion version = PostfixVersion.parse(given.text());
    if (version == null) {
      throw new UsageException(given.label() + ": expected a release such as 3.7");
    }
    if (!version.isAtLeast(2, 2) || version.release().compareTo(PostfixVersion.NEWEST) > 0) {
      throw new UsageException(
          given.label()
              + ": releases from "
              + PostfixVersion.OLDEST
              + " to "
              + PostfixVersion.NEWEST
              + " are known");
    }
    return version;
  }
}
