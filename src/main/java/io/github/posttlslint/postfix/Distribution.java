package io.github.posttlslint.postfix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A distribution, or what it installs as Postfix and OpenSSL.
 *
 * @param name as people call it, with its version; empty if it is not known which it is
 * @param postfix the release of Postfix; null if it is not known, or differs between versions
 * @param openSsl the OpenSSL that it has
 * @param isPatched whether it mends Postfix without changing the number
 * @param berkeleyDb whether its Postfix has Berkeley DB: yes, no or deprecated; as the next two in
 *     words that hold for all releases, or from {@code 3.11:} on
 * @param tableTypes what default_database_type is by default, with bars between several
 * @param cacheTypes the same of default_cache_db_type
 */
public record Distribution(
    String name,
    @Nullable PostfixVersion postfix,
    OpenSslReleases openSsl,
    boolean isPatched,
    String berkeleyDb,
    String tableTypes,
    String cacheTypes) {

  private static final int NAME = 1;
  private static final int POSTFIX = 2;
  private static final int OPENSSL = 3;
  private static final int PATCHED = 4;
  private static final int BERKELEY = 5;

  /** Nobody knows which. */
  public static final Distribution UNKNOWN =
      new Distribution(
          "",
          null,
          OpenSslReleases.ANY,
          false,
          "",
          "hash 3.5:hash|lmdb 3.11:hash|cdb|lmdb",
          "btree 3.11:btree|lmdb");

  /** What tables of Berkeley DB, hash and btree, do in a Postfix. */
  public enum BerkeleyDb {
    /** They work. */
    WORKS,
    /** They work, and a warning is logged of each. */
    DEPRECATED,
    /** They cannot be opened. */
    GONE,
    /** It is not known. */
    UNKNOWN
  }

  /** What hash and btree do in a release. */
  public BerkeleyDb berkeleyDb(PostfixVersion release) {
    return switch (in(berkeleyDb, release)) {
      case "yes" -> BerkeleyDb.WORKS;
      case "deprecated" -> BerkeleyDb.DEPRECATED;
      case "no" -> BerkeleyDb.GONE;
      default -> BerkeleyDb.UNKNOWN;
    };
  }

  /** What a parameter can be by default; nothing if that does not depend on the build. */
  public List<String> defaults(String parameter, PostfixVersion release) {
    return switch (parameter) {
      case "default_database_type" -> List.of(in(tableTypes, release).split("\\|", -1));
      case "default_cache_db_type" -> List.of(in(cacheTypes, release).split("\\|", -1));
      default -> List.of();
    };
  }

  private static String in(String words, PostfixVersion release) {
    String last = "";
    for (String word : words.split(" ", -1)) {
      int colon = word.indexOf(':');
      if (colon < 0 || release.isAtLeast(LifeSpan.start(word.substring(0, colon)))) {
        last = word.substring(colon + 1);
      }
    }
    return last;
  }

  /**
   * Finds a distribution.
   *
   * @param id the ID of its os-release
   * @param version its VERSION_ID, or else its VERSION_CODENAME
   * @return null if nothing is known of it
   */
  public static @Nullable Distribution find(String id, String version) {
    ReferenceText text = ReferenceText.load("distributions");
    String key = id + " " + version;
    String[] fields = text.find(key);
    while (fields == null && key.lastIndexOf('.') > id.length()) {
      key = key.substring(0, key.lastIndexOf('.'));
      fields = text.find(key);
    }
    fields = fields == null ? text.find(id) : fields;
    return fields == null ? null : of(fields);
  }

  private static Distribution of(String[] fields) {
    return new Distribution(
        fields[NAME],
        PostfixVersion.parse(fields[POSTFIX]),
        openSsl(fields[OPENSSL]),
        fields[PATCHED].equals("patched"),
        fields[BERKELEY],
        fields[BERKELEY + 1],
        fields[BERKELEY + 2]);
  }

  private static OpenSslReleases openSsl(String field) {
    int hyphen = field.indexOf('-');
    OpenSslReleases first = OpenSslReleases.parse(hyphen < 0 ? field : field.substring(0, hyphen));
    OpenSslReleases last = hyphen < 0 ? first : OpenSslReleases.parse(field.substring(hyphen + 1));
    return first == null || last == null
        ? OpenSslReleases.ANY
        : OpenSslReleases.between(first.oldest(), last.newest());
  }
}
