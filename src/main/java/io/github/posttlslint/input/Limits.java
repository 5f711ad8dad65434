package io.github.posttlslint.input;

/**
 * How much is read, worked out and told. The tool judges what strangers propose, and runs as root
 * on mail servers: whatever it is given, it ends soon, stays within 256 MiB of heap for one setup,
 * and says what it has left out.
 *
 * <p>Every limit is far beyond what honest setups need.
 */
public final class Limits {

  /** Bytes of one file: certificates, keys, tables, baselines, package databases. */
  public static final int FILE_SIZE = 16 << 20;

  /** Bytes of a message from an editor, in which a character of a file can take several. */
  public static final int MESSAGE_SIZE = 2 * FILE_SIZE;

  /** Bytes of rpm's database, which is read in a stream. */
  public static final long PACKAGE_DATABASE_SIZE = 256L << 20;

  /** Bytes of a main.cf, a master.cf, a configuration file of this tool, or a rule file. */
  public static final int CONFIGURATION_SIZE = 1 << 20;

  /** Configuration files of this tool that extend each other, the first one not counted. */
  public static final int EXTENDED_FILES = 5;

  /** Characters of one line of main.cf, master.cf or a table. */
  public static final int LINE_LENGTH = 1 << 16;

  /** Settings of a main.cf; Postfix has some 1100 parameters. */
  public static final int SETTINGS = 5000;

  /** Services of a master.cf. */
  public static final int SERVICES = 1000;

  /** Options {@code -o} of all services of a master.cf. */
  public static final int OPTIONS = 20_000;

  /** Lines of one table, from the first; later ones are not judged. */
  public static final int TABLE_LINES = 50_000;

  /** Characters that count as one more line of {@link #SETUP_TABLE_LINES}. */
  public static final int TABLE_LINE = 128;

  /** The same for all tables of a setup together. */
  public static final int SETUP_TABLE_LINES = 300_000;

  /** Characters that a pattern of a regexp or pcre table looks at before its match is unclear. */
  public static final int PATTERN_STEPS = 100_000;

  /** The same for all matches of a setup together. */
  public static final int SETUP_PATTERN_STEPS = 200_000_000;

  /** Files of one list of certificate and key files. */
  public static final int CHAIN_FILES = 100;

  /**
   * Certificates of one chain, the leaf among them: nobody goes further up, and OpenSSL takes no
   * more than 100 KiB.
   */
  public static final int CHAIN_LENGTH = 100;

  /** PEM objects of one file. */
  public static final int PEM_OBJECTS = 5000;

  /** Bytes of all files together that one setup names. */
  public static final long SETUP_SIZE = 64L << 20;

  /** Files that one setup names. */
  public static final int SETUP_FILES = 10_000;

  /** Names in one directory that are looked at. */
  public static final int DIRECTORY_NAMES = 10_000;

  /** Symbolic links that are followed one after another, as in Linux. */
  public static final int LINKS = 40;

  /** Directories inside each other in which setups are searched. */
  public static final int SEARCH_DEPTH = 40;

  /** Directories and files that are looked at in search of setups. */
  public static final int SEARCHED_FILES = 1_000_000;

  /** Bytes of git's index, which tells whether a key is under its control. */
  public static final int GIT_INDEX_SIZE = 64 << 20;

  /** Bytes of one answer of git: the names of all files of a repository, some 100 bytes each. */
  public static final int GIT_ANSWER = 64 << 20;

  /** Seconds in which git has to answer. */
  public static final int GIT_SECONDS = 60;

  /** Bytes that are held against git's; what is not compared counts as changed. */
  public static final long COMPARED_SIZE = 1L << 30;

  /** Setups of one search, or of one archive. */
  public static final int SETUPS = 10_000;

  /** Entries of an archive. */
  public static final int ARCHIVE_ENTRIES = 20_000;

  /** Characters of a path, as in Linux. */
  public static final int PATH_LENGTH = 4096;

  /** Directories inside each other in a path. */
  public static final int PATH_DEPTH = 100;

  /** Bytes of all entries of an archive together, unpacked. */
  public static final long ARCHIVE_SIZE = 64L << 20;

  /** Characters of the value that an expression such as {@code $name} expands to. */
  public static final int EXPANSION_LENGTH = 1 << 20;

  /** Steps of one expansion: expressions, and sixteens of characters. */
  public static final int EXPANSION_STEPS = 1 << 20;

  /** Expressions inside each other, operands included; Postfix itself has no limit for these. */
  public static final int EXPANSION_DEPTH = 400;

  /** Restrictions of one access restriction list, those of its classes among them. */
  public static final int RESTRICTIONS = 5000;

  /** Restriction classes inside each other. */
  public static final int CLASS_DEPTH = 100;

  /** Tables inside each other, as in {@code unionmap:{pipemap:{...}}}. */
  public static final int TABLE_DEPTH = 50;

  /** Steps of all expansions, restrictions, look-ups and files of a setup together. */
  public static final int SETUP_STEPS = 1 << 23;

  /** Characters of the effective values of all services together, and what tells their origins. */
  public static final int SETUP_VALUES = 1 << 24;

  /** Characters of a cipher list with its exclusions; all suites by name take half of them. */
  public static final int CIPHER_STRING = 1 << 13;

  /** Bits of a public key that signatures are verified with; OpenSSL has the same limit. */
  public static final int KEY_BITS = 16_384;

  /**
   * Rounds by which passwords protect all keys of a file, or a PKCS#12 file; makers take up to a
   * million for each.
   */
  public static final int PASSWORD_ROUNDS = 10_000_000;

  /** Things that {@code inspect} says of one thing that they fit it; further ones are counted. */
  public static final int INSPECTED_PARTNERS = 100;

  /** Certificates that {@code inspect} looks at above all leaves of a file together. */
  public static final int INSPECTED_ISSUERS = 1_000_000;

  /** Files and directories that a list of owners and modes names. */
  public static final int MODES = 300_000;

  /** Files of rules of one's own in a folder. */
  public static final int RULE_FILES = 10_000;

  /** Characters of a title, message or description in a rule file. */
  public static final int RULE_SENTENCE = 1000;

  /** Characters of what a rule file explains. */
  public static final int RULE_TEXT = 10_000;

  /** Related places, references and tags of a rule, and placeholders of one text. */
  public static final int RULE_LIST = 20;

  /** Characters of a condition in a rule file. */
  public static final int CONDITION = 10_000;

  /** Faults of rule files that are told, of one file and of all in a run. */
  public static final int RULE_FAULTS = 50;

  /**
   * Conditions inside each other in a rule. There are no regular expressions in rules, and no
   * loops: the time that a condition takes grows with its length alone.
   */
  public static final int CONDITION_DEPTH = 100;

  /** Names of rules that comments of one file silence; later comments count for nothing. */
  public static final int SUPPRESSIONS = 1000;

  /** Characters of the patterns of paths of all overrides of a configuration file. */
  public static final int PATTERN_LENGTH = 1 << 15;

  /** Lines of a baseline. */
  public static final int BASELINE_LINES = 200_000;

  /** Findings of one rule in one setup; further ones are counted, not told. */
  public static final int FINDINGS = 1000;

  /** The same of all rules together: rules may be a stranger's, too. */
  public static final int SETUP_FINDINGS = 20_000;

  /**
   * Different ways of mail out of a setup that are followed; a table can have a way in each line.
   */
  public static final int SETUP_ROUTES = 10_000;

  /** Branches of the templates of a setup whose lines are looked at together. */
  public static final int BRANCHES = 200;

  /** Judgements that are spent on which defaults of a template its findings rest on. */
  public static final int DEFAULTS = 30;

  /** Records of a zone, those of included files and generated ones among them. */
  public static final int ZONE_RECORDS = 200_000;

  /** Characters of one entry of a zone. */
  public static final int ZONE_ENTRY = 1 << 17;

  /** Files that a zone includes. */
  public static final int ZONE_INCLUDES = 100;

  /** Such files inside each other. */
  public static final int ZONE_INCLUDE_DEPTH = 10;

  /** Records that one line of a zone generates. */
  public static final int ZONE_GENERATED = 65_536;

  /** Characters of a word of such a line. */
  public static final int ZONE_GENERATED_WORD = 300;

  /** Zone files of a run. */
  public static final int ZONES = 200;

  /** CNAME records one after another. */
  public static final int ALIASES = 16;

  private Limits() {}

  /** A size for people, such as {@code 16 MiB}. */
  public static String shown(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
