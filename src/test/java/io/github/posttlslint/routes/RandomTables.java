package io.github.posttlslint.routes;

import static io.github.posttlslint.routes.RandomMails.USERS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Random tables and lists of domains, as words of a parameter's value. */
final class RandomTables {

  static final List<String> HOPS =
      List.of(
          "[gw.example.net]",
          "[gw.example.net]:587",
          "gw.example.net",
          "smarthost:26",
          "[192.0.2.9]",
          "a.test, b.test",
          "[IPv6:2001:db8::9]:25");

  static final List<String> SERVICES =
      List.of("smtp", "relay", "lmtp", "virtual", "local", "out", "error", "retry", "discard");

  /** What is left of local parts without their extension. */
  private static final List<String> STRIPPED =
      List.of("joe", "mailer", "double", "owner", "list", "joe+a");

  private final Random random;
  private final List<String> domains;
  private final String directory;
  private final boolean hasPcre;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> compiled = new ArrayList<>();

  /**
   * Makes none yet.
   *
   * @param domains those to choose from
   * @param directory where their files will lie
   * @param hasPcre whether there are tables of the type pcre
   */
  RandomTables(Random random, List<String> domains, String directory, boolean hasPcre) {
    this.random = random;
    this.domains = domains;
    this.directory = directory;
    this.hasPcre = hasPcre;
  }

  /** The files of all that were made, by name. */
  Map<String, String> files() {
    return files;
  }

  /** Those of them that postmap has to make something of. */
  List<String> compiled() {
    return compiled;
  }

  /** A list of domains with tables, files and exclamation marks. */
  String list() {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String mark = random.nextInt(6) == 0 ? pick(List.of("!", "!!")) : "";
      words.add(
          mark
              + switch (random.nextInt(10)) {
                case 0 -> "." + pick(domains);
                case 1 -> pick(List.of("$myhostname", "$mydomain", "$mydestination", "localhost"));
                case 2 -> file("list", listLines());
                case 3 -> domainTable();
                default -> pick(domains);
              });
    }
    // no parameter may refer to itself
    return String.join(pick(List.of(" ", ", ", ",")), words).replace("$mydestination", "localhost");
  }

  private String listLines() {
    StringBuilder lines = new StringBuilder("# domains\n");
    for (int i = random.nextInt(3); i >= 0; i--) {
      lines.append(random.nextInt(5) == 0 ? "!" : "").append(pick(domains)).append(' ');
      lines.append(random.nextBoolean() ? "relay.test # not this\n" : "\n");
    }
    return lines.toString();
  }

  private String domainTable() {
    String key = pick(domains);
    return switch (random.nextInt(5)) {
      case 0 -> "inline:{" + key + "=x}";
      case 1 -> "texthash:" + file("domains", key + " x\n." + pick(domains) + " y\n");
      case 2 -> "regexp:" + file("domains", "/^(sub\\.)?example\\.com$/ $1x\n/" + "relay/ y\n");
      case 3 -> hash("domains", key + " x\n");
      default -> "static:x";
    };
  }

  private String file(String name, String content) {
    String path = directory + "/" + name + files.size();
    files.put(path, content);
    return path;
  }

  private String hash(String name, String content) {
    String path = file(name, content);
    compiled.add(path);
    return "hash:" + path;
  }

  /**
   * Tables for a parameter.
   *
   * @param name what they hold
   * @param ofSenders whether their keys are senders
   */
  String tables(String name, boolean ofSenders) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(5) / 2; i >= 0; i--) {
      words.add(table(name, ofSenders));
    }
    return String.join(pick(List.of(" ", ", ")), words);
  }

  private String table(String name, boolean ofSenders) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> "texthash:" + file(name, lines(name, ofSenders));
      case 4, 5 -> hash(name, lines(name, ofSenders));
      case 6 -> inline(name, ofSenders);
      case 7 -> "regexp:" + file(name, patterns(name));
      case 8 -> (hasPcre ? "pcre:" : "regexp:") + file(name, patterns(name));
      case 9 -> random.nextBoolean() ? "static:" + word(name) : "static:{ " + value(name) + " }";
      case 10 ->
          "unionmap:{inline:{"
              + key(ofSenders)
              + "="
              + word(name)
              + "}, texthash:"
              + file(name, lines(name, ofSenders))
              + "}";
      default ->
          random.nextInt(4) == 0
              ? pick(List.of("fail:x", "texthash:/nowhere/at/all", "inline:{x}"))
              : "pipemap:{texthash:"
                  + file(name, lines(name, ofSenders))
                  + ", inline:{smtp="
                  + word(name)
                  + "}}";
    };
  }

  private String lines(String name, boolean ofSenders) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String key = key(ofSenders);
      // an entry twice makes a table useless; once in a while it may
      if (random.nextInt(40) == 0 || !lines.containsKey(key.toLowerCase(Locale.ROOT))) {
        lines.put(key.toLowerCase(Locale.ROOT), key + "\t" + value(name));
      }
    }
    String twice = random.nextInt(30) == 0 ? "*  out:\n*  out:\n" : "";
    return "# made\n" + String.join("\n", lines.values()) + "\n" + twice;
  }

  private String inline(String name, boolean ofSenders) {
    StringBuilder pairs = new StringBuilder("inline:{");
    for (int i = random.nextInt(3); i >= 0; i--) {
      pairs.append(random.nextBoolean() ? " " : ", ");
      pairs.append("{ ").append(key(ofSenders)).append(" = ").append(value(name)).append(" }");
    }
    return pairs.append(" }").toString();
  }

  private String patterns(String name) {
    StringBuilder lines = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.append(
          switch (random.nextInt(6)) {
            case 0 -> "/^joe/ " + value(name) + "\n";
            case 1 -> "/@(.*)\\.org$/ smtp:$1\n";
            case 2 -> "!/example/ " + value(name) + "\n";
            case 3 -> "if /relay/\n/^user@/ " + value(name) + "\nendif\n";
            case 4 -> "/^\\*$/ " + value(name) + "\n";
            default -> "/other\\.net$/i " + value(name) + "\n";
          });
    }
    return lines.toString();
  }

  private String key(boolean ofSenders) {
    String domain = pick(domains);
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> pick(USERS) + "@" + domain;
      case 3, 4 -> pick(STRIPPED) + (ofSenders && random.nextBoolean() ? "" : "@" + domain);
      case 5 -> ofSenders ? pick(USERS) : "*";
      case 6 -> "." + domain;
      case 7 -> ofSenders ? pick(List.of("<>", "null")) : domain;
      case 8 -> pick(USERS);
      case 9 -> ofSenders ? "@" + domain : pick(List.of("com", "test", ".test"));
      case 10 -> "\"joe+ext\"@" + domain;
      default -> ofSenders ? "@" + domain : domain;
    };
  }

  private String value(String name) {
    return switch (name) {
      case "relayhost" -> random.nextInt(5) == 0 ? pick(List.of("DUNNO", "dunno")) : pick(HOPS);
      case "relocated" -> "new@example.net, or so";
      default -> transportValue();
    };
  }

  /** A value without blanks. */
  private String word(String name) {
    return value(name).replace(" ", "").replace(',', ';');
  }

  private String transportValue() {
    String service = pick(SERVICES);
    return switch (random.nextInt(12)) {
      case 0 -> ":";
      case 1 -> ":" + pick(HOPS);
      case 2, 3 -> service + ":";
      case 4 -> service;
      case 5 -> pick(List.of("error:no mail: here", "retry:", "error:", "ERROR:"));
      case 6 -> pick(List.of("DUNNO", "dunno", "smtp"));
      default -> service + ":" + pick(HOPS);
    };
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
