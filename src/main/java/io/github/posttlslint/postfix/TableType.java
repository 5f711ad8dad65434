package io.github.posttlslint.postfix;

import java.util.List;

/**
 * A type of lookup tables.
 *
 * <p>Whether a host has it depends also on how its Postfix was built: see {@code postconf -m}.
 *
 * @param name as in {@code name:/path}
 * @param life the releases that know it
 * @param kind where the contents are
 * @param compiledSuffixes what is added to the path to name the files that {@code postmap} makes,
 *     such as {@code .db}; empty if there are none
 */
public record TableType(String name, LifeSpan life, Kind kind, List<String> compiledSuffixes) {

  /** Where the contents of a table are. */
  public enum Kind {
    /** Source text at the path, turned into other files by {@code postmap}. */
    COMPILED,
    /** The same kind of text, read as it is. */
    TEXT,
    /** Text with patterns or networks, read as it is. */
    PATTERN,
    /** A file of settings, or settings in main.cf, tells which server or database to ask. */
    CLIENT,
    /** Everything is in the name itself. */
    INLINE,
    /** A list of other tables. */
    COMBINED,
    /** Another {@code type:name} follows. */
    ADAPTER,
    /** A server that the name tells. */
    NETWORK,
    /** Something of the host, such as its password file. */
    OTHER
  }

  /** Are there compiled files beside the source, without which lookups fail? */
  public boolean isCompiled() {
    return kind == Kind.COMPILED;
  }

  /** Is there a text file of {@code key value} lines behind the path? */
  public boolean hasKeyValueText() {
    return kind == Kind.COMPILED || kind == Kind.TEXT;
  }

  /** Does what follows the colon name a file that Postfix reads? */
  public boolean namesFile() {
    return hasKeyValueText() || kind == Kind.PATTERN || kind == Kind.CLIENT;
  }
}
