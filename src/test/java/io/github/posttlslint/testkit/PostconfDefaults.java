package io.github.posttlslint.testkit;

import io.github.posttlslint.postfix.PostfixVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What {@code postconf -d} prints in each release, as {@code src/test/resources} keeps it. */
public final class PostconfDefaults {

  private static final Path LISTINGS = Path.of("src/test/resources/postconf-defaults");

  private PostconfDefaults() {}

  /**
   * The defaults of a release.
   *
   * @return a map of its own for each call, from names to values without white space around them
   */
  public static Map<String, String> of(PostfixVersion release) {
    Map<String, String> defaults = new TreeMap<>();
    try {
      Path listing = LISTINGS.resolve(release + ".txt");
      for (String line : Files.readAllLines(listing, StandardCharsets.ISO_8859_1)) {
        int equals = line.indexOf(" =");
        defaults.put(line.substring(0, equals), line.substring(equals + 2).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (release.equals(PostfixVersion.of(3, 2)) || release.equals(PostfixVersion.of(3, 3))) {
      // these two listings were made by a Postfix without ICU
      defaults.put("smtputf8_enable", "${{$compatibility_level} < {1} ? {no} : {yes}}");
    }
    return defaults;
  }
}
