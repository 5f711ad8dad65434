package io.github.posttlslint.growth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An input that makes work, in any size.
 *
 * @param name what it has much of
 * @param most the greatest size that matters: near the limit of what it has much of
 * @param writer writes a setup of a size into an empty directory
 * @param options further words of the command, {@code DIR} for the directory; the last is judged
 */
record Hostile(String name, int most, Writer writer, List<String> options) {

  /** Writes a setup of a size. */
  interface Writer {
    void write(Path directory, int size) throws IOException;
  }

  private static final String MAIN =
      """
      compatibility_level = 3.7
      myhostname = mail.example.com
      smtpd_tls_security_level = may
      smtp_tls_security_level = may
      """;

  private static final String MASTER =
      """
      smtp inet n - n - - smtpd
      submission inet n - n - - smtpd
        -o smtpd_tls_security_level=encrypt
      smtp unix - - n - - smtp
      tlsmgr unix - - n 1000? 1 tlsmgr
      qmgr unix n - n 300 1 qmgr
      """;

  private static final List<String> DIRECTORY = List.of("DIR");

  /** The part of {@link #most} with whose halves growth is measured: enough to see it. */
  private static final int PART = 16;

  int size() {
    return Math.max(2, most / PART / 2 * 2);
  }

  /** The command that judges it. */
  String[] words(Path directory) {
    boolean judged = !options.get(0).equals("inspect");
    List<String> words = new ArrayList<>();
    if (judged) {
      words.addAll(List.of("check", "-v", "--now", "2026-06-01T12:00:00Z"));
    }
    options.forEach(option -> words.add(option.replace("DIR", directory.toString())));
    return words.toArray(new String[0]);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Hostile main(String name, int most, IntFunction<String> text) {
    return new Hostile(
        name, most, (directory, n) -> setup(directory, MAIN + text.apply(n), MASTER), DIRECTORY);
  }

  private static Hostile master(String name, int most, IntFunction<String> text) {
    return new Hostile(
        name, most, (directory, n) -> setup(directory, MAIN, MASTER + text.apply(n)), DIRECTORY);
  }

  /** Services that each have another {@code $x}. */
  private static Hostile services(String name, int most, String main) {
    String line = " inet n - n - - smtpd -o x=";
    return new Hostile(
        name,
        most,
        (directory, n) ->
            setup(
                directory,
                MAIN + main + "\n",
                MASTER + repeat(n, i -> (2000 + i) + line + i + "\n")),
        DIRECTORY);
  }

  /** A file that lines of main.cf name as {@code FILE}. */
  private static Hostile file(String name, int most, String main, IntFunction<String> content) {
    return new Hostile(
        name,
        most,
        (directory, n) -> {
          setup(directory, MAIN + main.replace("FILE", "/etc/postfix/file"), MASTER);
          Files.write(directory.resolve("file"), content.apply(n).getBytes(ISO_8859_1));
        },
        DIRECTORY);
  }

  private static void setup(Path directory, String main, String master) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("main.cf"), main.getBytes(ISO_8859_1));
    Files.write(directory.resolve("master.cf"), master.getBytes(ISO_8859_1));
  }

  private static String repeat(int n, IntFunction<String> line) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < n; i++) {
      all.append(line.apply(i));
    }
    return all.toString();
  }

  private static String table(String type, String... parameters) {
    StringBuilder main = new StringBuilder();
    for (String parameter : parameters) {
      main.append(parameter + " = " + type + ":FILE\n");
    }
    return main.toString();
  }

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    expansions(all);
    settings(all);
    services(all);
    tables(all);
    files(all);
    certificates(all);
    others(all);
    all.addAll(FilesBeside.all());
    return all;
  }

  private static void expansions(List<Hostile> all) {
    all.add(
        main(
            "classes-doubled",
            2000,
            n ->
                "smtpd_restriction_classes = "
                    + repeat(n + 1, i -> "c" + i + " ")
                    + "\n"
                    + repeat(n, i -> "c" + i + " = c" + (i + 1) + ",c" + (i + 1) + "\n")
                    + "c"
                    + n
                    + " = permit\nsmtpd_recipient_restrictions = c0\n"));
    all.add(
        main(
            "classes-wide",
            4000,
            n ->
                "smtpd_restriction_classes = a\na = "
                    + repeat(n, i -> "reject_unknown_client_hostname,\n ")
                    + "\nsmtpd_recipient_restrictions = "
                    + repeat(n, i -> "a,\n ")
                    + "\n"));
    all.add(
        main(
            "classes-many",
            4000,
            n ->
                "smtpd_restriction_classes = "
                    + repeat(n, i -> "c" + i + "\n ")
                    + "\n"
                    + repeat(n, i -> "c" + i + " = permit\n")
                    + "smtpd_recipient_restrictions = "
                    + repeat(n, i -> "c" + i + "\n ")
                    + "\n"));
    all.add(
        main(
            "macros-doubled",
            2000,
            n ->
                repeat(n, i -> "x" + i + " = $x" + (i + 1) + "$x" + (i + 1) + "\n")
                    + "x"
                    + n
                    + " = y\nsmtpd_tls_cert_file = $x0\n"));
    all.add(
        main(
            "macros-chained",
            4000,
            n ->
                repeat(n, i -> "x" + i + " = $x" + (i + 1) + "\n")
                    + "x"
                    + n
                    + " = y\nsmtpd_tls_cert_file = $x0\n"));
    all.add(
        main(
            "macros-each-long",
            4000,
            n ->
                "x = "
                    + repeat(1000, i -> "word ")
                    + "\n"
                    + repeat(n, i -> "y" + i + " = $x\n")
                    + "smtpd_tls_cert_file = "
                    + repeat(n, i -> "$y" + i + "\n ")
                    + "\n"));
    all.add(
        main(
            "conditionals-nested",
            10_000,
            n ->
                "smtpd_tls_cert_file = "
                    + repeat(n, i -> "${x?{")
                    + "a"
                    + repeat(n, i -> "}}")
                    + "\n"));
    all.add(
        main(
            "conditionals-nested-lines",
            100_000,
            n ->
                "smtpd_tls_cert_file = "
                    + repeat(n, i -> "${x?{\n ")
                    + "a"
                    + repeat(n, i -> "}}\n ")
                    + "\n"));
    all.add(
        main(
            "comparisons-nested",
            5000,
            n ->
                "smtpd_tls_cert_file = "
                    + repeat(n, i -> "${{$x")
                    + "a"
                    + repeat(n, i -> "} == {a} ? {b}}")
                    + "\n"));
    all.add(
        main(
            "braces-open",
            60_000,
            n ->
                "smtpd_tls_cert_file = "
                    + "${".repeat(n / 2)
                    + "\nmynetworks = "
                    + "{".repeat(n)
                    + "\n"));
    all.add(
        main(
            "tables-nested",
            10_000,
            n ->
                "transport_maps = "
                    + "pipemap:{".repeat(n / 2)
                    + "hash:x"
                    + "}".repeat(n / 2)
                    + "\nvirtual_alias_maps = "
                    + "unionmap:{ ".repeat(n / 2)));
    all.add(
        main(
            "tables-listed",
            50_000,
            n -> "transport_maps = " + repeat(n, i -> "hash:/etc/postfix/t" + i + "\n ") + "\n"));
    all.add(
        main(
            "tables-nested-listed",
            8_000,
            n ->
                "transport_maps = unionmap:{ "
                    + repeat(n, i -> "hash:/etc/postfix/t" + i + ",\n ")
                    + "}\n"
                    + "virtual_alias_maps = "
                    + repeat(n, i -> "inline:{a" + i + "=b}\n ")
                    + "\n"));
    all.add(
        main(
            "inline-entries",
            50_000,
            n -> "transport_maps = inline:{" + repeat(n, i -> "a" + i + "=smtp:b,\n ") + "}\n"));
    all.add(
        main(
            "inline-braces",
            40_000,
            n ->
                "smtp_tls_policy_maps = inline:{"
                    + repeat(n, i -> "{ a" + i + " = secure match=a:b }\n ")
                    + "}\n"));
  }

  private static void settings(List<Hostile> all) {
    all.add(main("settings-unknown", 4900, n -> repeat(n, i -> "smtpd_tls_abcd" + i + " = x\n")));
    all.add(
        main(
            "settings-long-names",
            16,
            n -> repeat(n, i -> "smtpd_tls_" + "x".repeat(60_000) + i + " = x\n")));
    all.add(
        main(
            "setting-long-name-lines",
            500_000,
            n -> repeat(n / 10, i -> "smtpd_tls_\n ") + " = x\n"));
    all.add(main("settings-same", 4900, n -> repeat(n, i -> "smtpd_tls_loglevel = 1\n")));
    all.add(
        main(
            "settings-same-different",
            4900,
            n -> repeat(n, i -> "smtpd_tls_cert_file = /etc/postfix/x" + i + "\n")));
    all.add(
        main("settings-undefined-names", 4900, n -> repeat(n, i -> "a" + i + " = $b" + i + "\n")));
    all.add(
        main(
            "settings-use-names",
            100_000,
            n -> "smtpd_tls_cert_file = " + repeat(n, i -> "$b" + i + "\n ") + "\n"));
    all.add(main("lines-continued", 300_000, n -> "mynetworks = a\n" + " a\n".repeat(n)));
    all.add(main("lines-empty", 1_000_000, n -> "\n".repeat(n)));
    all.add(main("lines-comment", 400_000, n -> "mynetworks = a\n" + "#\n".repeat(n) + " b\n"));
    all.add(main("lines-without-equals", 200_000, n -> "ab\n".repeat(n)));
    all.add(main("lines-indented-first", 200_000, n -> " ab\n#\n".repeat(n / 2)));
    all.add(main("null-bytes", 200_000, n -> "a\0\n".repeat(n)));
    all.add(
        main("comments-that-look-so", 20_000, n -> repeat(n, i -> "#smtpd_tls_a" + i + " = x\n")));
    all.add(
        main(
            "comments-that-silence",
            1000,
            n ->
                repeat(
                    n,
                    i -> "# posttls-lint: ignore[mx-encrypt,a,b,c]\nsmtpd_tls_x" + i + " = x\n")));
    all.add(
        main(
            "comment-names-many",
            10_000,
            n ->
                "# posttls-lint: ignore["
                    + repeat(n, i -> "r" + i + ",")
                    + "]\nsmtpd_tls_x = x\n"));
    all.add(
        main(
            "list-protocols",
            100_000,
            n -> "smtpd_tls_mandatory_protocols = " + repeat(n, i -> "!SSLv3,\n ") + "\n"));
    all.add(
        main(
            "list-protocols-unknown",
            50_000,
            n -> "smtpd_tls_mandatory_protocols = " + repeat(n, i -> "!TLSv" + i + ",\n ") + "\n"));
    all.add(
        main(
            "list-ciphers",
            8000,
            n -> "tls_medium_cipherlist = " + "ALL:+ALL:".repeat(n / 9) + "ALL\n"));
    all.add(
        main(
            "list-exclusions",
            50_000,
            n -> "smtpd_tls_exclude_ciphers = " + repeat(n, i -> "aNULL,\n ") + "\n"));
    all.add(
        main(
            "list-networks",
            50_000,
            n -> "mynetworks = " + repeat(n, i -> "10.0.0.0/8,\n ") + "\n"));
    all.add(
        main(
            "list-chain-files",
            9_000,
            n ->
                "smtpd_tls_chain_files = " + repeat(n, i -> "/etc/postfix/c" + i + ",\n ") + "\n"));
    all.add(
        main(
            "list-chain-files-same",
            50_000,
            n -> "smtpd_tls_chain_files = " + repeat(n, i -> "/etc/postfix/c,\n ") + "\n"));
    all.add(
        main(
            "list-restrictions",
            40_000,
            n ->
                "smtpd_recipient_restrictions = "
                    + repeat(n, i -> "permit_sasl_authenticated,\n ")
                    + "\n"));
    all.add(
        main(
            "list-restrictions-unknown",
            10_000,
            n ->
                "smtpd_recipient_restrictions = "
                    + repeat(n, i -> "permit_sasl_authenticate" + i + ",\n ")
                    + "\n"));
    all.add(
        main(
            "list-keywords",
            50_000,
            n ->
                "smtpd_discard_ehlo_keywords = " + repeat(n, i -> "starttls" + i + ",\n ") + "\n"));
    all.add(
        main(
            "path-components",
            200_000,
            n -> "smtpd_tls_cert_file = " + repeat(n, i -> "/a\n ").replace("\n ", "") + "\n"));
    all.add(
        main(
            "path-components-up",
            30_000,
            n -> "smtpd_tls_CAfile = /etc/postfix/" + "../".repeat(n / 2) + "a\n"));
    all.add(
        main(
            "template-blocks",
            50_000,
            n -> "{% if a %}\n".repeat(n / 2) + "x = y\n" + "{% endif %}\n".repeat(n / 2)));
    all.add(main("template-expressions", 100_000, n -> "a = " + "{{ x }}\n ".repeat(n) + "\n"));
    all.add(main("template-open", 300_000, n -> "a = {{ x }}\n" + "{{ ".repeat(n / 3)));
    all.add(main("template-raw", 300_000, n -> "{{ x }}\n" + "{% raw %}".repeat(n / 9)));
    all.add(main("template-comment", 300_000, n -> "{{ x }}\n" + "{#".repeat(n / 2)));
    all.add(main("template-erb", 300_000, n -> "<%= a %>\n" + "<%".repeat(n / 2)));
    all.add(main("template-dollar", 300_000, n -> "a = @@x@@\n" + "@@".repeat(n / 2)));
  }

  private static void services(List<Hostile> all) {
    all.add(
        master(
            "options",
            20_000,
            n -> "465 inet n - n - - smtpd\n" + repeat(n, i -> " -o a" + i + "=b\n")));
    all.add(
        master(
            "options-same",
            20_000,
            n -> "465 inet n - n - - smtpd\n" + repeat(n, i -> " -o smtpd_tls_loglevel=1\n")));
    all.add(
        master(
            "options-real",
            20_000,
            n ->
                "465 inet n - n - - smtpd\n"
                    + repeat(n, i -> " -o smtpd_tls_security_levels" + i + "=may\n")));
    all.add(
        master(
            "options-names",
            20_000,
            n ->
                "465 inet n - n - - smtpd\n"
                    + repeat(n, i -> " -o a" + i + "=$a" + (i + 1) + "\n")));
    all.add(
        master(
            "options-broken",
            20_000,
            n -> "465 inet n - n - - smtpd\n" + repeat(n, i -> " -o a" + i + " =b\n")));
    all.add(master("services", 990, n -> repeat(n, i -> (2000 + i) + " inet n - n - - smtpd\n")));
    all.add(
        master("services-clients", 990, n -> repeat(n, i -> "s" + i + " unix - - n - - smtp\n")));
    all.add(master("services-same", 990, n -> repeat(n, i -> "smtp inet n - n - - smtpd\n")));
    all.add(
        master(
            "services-options",
            900,
            n ->
                repeat(
                    n,
                    i ->
                        (2000 + i)
                            + " inet n - n - - smtpd\n"
                            + repeat(20, j -> " -o a" + j + "=b\n"))));
    all.add(
        new Hostile(
            "services-and-settings",
            900,
            (directory, n) ->
                setup(
                    directory,
                    MAIN + repeat(5 * n, i -> "s" + i + "_destination_x = $b" + i + "\n"),
                    MASTER + repeat(n, i -> "s" + i + " unix - - n - - smtp\n")),
            DIRECTORY));
    all.add(
        new Hostile(
            "services-and-restrictions",
            5_000,
            (directory, n) ->
                setup(
                    directory,
                    MAIN
                        + "smtpd_recipient_restrictions = "
                        + repeat(n, i -> "permit_x" + i + ",\n ")
                        + "\n",
                    MASTER + repeat(50, i -> (2000 + i) + " inet n - n - - smtpd -o x=y\n")),
            DIRECTORY));
    all.add(
        services(
            "services-many-exclusions",
            500,
            "smtpd_tls_exclude_ciphers = " + "DES,".repeat(15_000) + "$x\n"));
    all.add(
        services(
            "services-long-values",
            990,
            "y = "
                + "/abc ".repeat(13_000)
                + "\nsmtpd_tls_cert_file = "
                + "$y".repeat(15)
                + "$x\nsmtpd_tls_loglevel = $smtpd_tls_cert_file\n"));
    all.add(
        services(
            "services-unknown-words", 990, "tls_disable_workarounds = " + "junk ".repeat(13_000)));
    all.add(
        master(
            "service-arguments",
            60_000,
            n -> "465 inet n - n - - smtpd\n" + repeat(n, i -> " a\n")));
    all.add(
        master(
            "service-braces", 60_000, n -> "465 inet n - n - - smtpd\n" + repeat(n, i -> " {\n")));
    all.add(
        master(
            "services-commented",
            20_000,
            n -> repeat(n, i -> "#smtps" + i + " inet n - n - - smtpd\n")));
  }

  private static final String[] MAPS = {
    "transport_maps",
    "relay_clientcerts",
    "smtp_sasl_password_maps",
    "smtp_tls_policy_maps",
    "virtual_alias_maps",
    "sender_dependent_relayhost_maps"
  };

  private static void tables(List<Hostile> all) {
    for (String type : List.of("hash", "texthash")) {
      all.add(
          file(
              "table-" + type,
              49_000,
              table(type, MAPS),
              n -> repeat(n, i -> "a" + i + ".example.com smtp:[relay.example.com]:25\n")));
    }
    all.add(
        file(
            "table-same",
            49_000,
            table("hash", MAPS),
            n -> repeat(n, i -> "a.example.com smtp:[relay.example.com]:25\n")));
    all.add(
        file(
            "table-labels",
            30_000,
            table("hash", MAPS) + "relayhost = " + "a.".repeat(1000) + "example.com\n",
            n -> "a.".repeat(n) + "example.com smtp:" + "b.".repeat(n / 2) + "c\n"));
    all.add(
        file(
            "table-next-hops",
            10_000,
            table("hash", "transport_maps")
                + table("hash", "smtp_tls_policy_maps").replace("FILE", "FILE"),
            n -> repeat(n, i -> "a" + i + " smtp:[b" + i + "]\n")));
    all.add(
        file(
            "table-policies",
            49_000,
            table("hash", "smtp_tls_policy_maps"),
            n -> repeat(n, i -> "a" + i + ".b secure match=a:b:c ciphers=x protocols=y\n")));
    all.add(
        file(
            "table-policy-parents",
            2000,
            table("hash", "smtp_tls_policy_maps"),
            n -> repeat(n, i -> "." + "a.".repeat(i % 30 + 1) + "b" + i + " may\n")));
    all.add(
        file(
            "table-policy-long",
            16_000_000,
            table("hash", "smtp_tls_policy_maps"),
            n ->
                "a.b secure match=" + repeat(n / 60_000, i -> "c:".repeat(29_000) + "\n ") + "\n"));
    all.add(
        file(
            "table-policy-attributes",
            10_000,
            table("hash", "smtp_tls_policy_maps"),
            n -> "a.b secure " + repeat(n, i -> "a" + i + "=b ") + "\n"));
    all.add(
        file("table-continued", 2_000_000, table("hash", MAPS), n -> "a b\n" + " c\n".repeat(n)));
    all.add(
        file("table-empty-lines", 8_000_000, table("hash", MAPS), n -> "a b\n" + "\n".repeat(n)));
    all.add(
        file("table-no-value", 49_000, table("hash", MAPS), n -> repeat(n, i -> "a" + i + "\n")));
    all.add(
        file(
            "table-cidr",
            49_000,
            "smtpd_client_restrictions = check_client_access cidr:FILE\n"
                + table("cidr", "mynetworks"),
            n -> repeat(n, i -> "10." + i / 256 % 256 + "." + i % 256 + ".0/24 permit\n")));
    all.add(
        file(
            "table-cidr-if",
            49_000,
            "smtpd_client_restrictions = check_client_access cidr:FILE\n",
            n -> "if 10.0.0.0/8\n".repeat(n / 2) + "endif\n".repeat(n / 2)));
    for (String type : List.of("pcre", "regexp")) {
      String main =
          table(type, MAPS)
              + "smtpd_sender_restrictions = check_sender_access "
              + type
              + ":FILE\n"
              + "relayhost = [relay.example.com]:587\n";
      all.add(
          file(
              "table-" + type,
              49_000,
              main,
              n -> repeat(n, i -> "/^a" + i + "@b/ smtp:[c" + i + "]\n")));
      all.add(
          file(
              "table-" + type + "-if",
              49_000,
              main,
              n -> "if /a/\n".repeat(n / 2) + "endif\n".repeat(n / 2)));
      all.add(
          file(
              "table-" + type + "-groups",
              30_000,
              main,
              n -> "/" + "(".repeat(n / 2) + "a" + ")".repeat(n / 2) + "/ b\n"));
      all.add(
          file(
              "table-" + type + "-groups-few",
              300,
              main,
              n -> "/" + "(".repeat(n / 2) + "a*" + ")*".repeat(n / 2) + "b/ b\n"));
      all.add(
          file(
              "table-" + type + "-backtracking",
              2000,
              main,
              n -> repeat(n, i -> "/(a*)*(.*)*(.*)*x" + i + "$/ b\n")));
      all.add(
          file(
              "table-" + type + "-bounds",
              2000,
              main,
              n -> repeat(n, i -> "/((a{1,200}){1,200}){1,200}b/ b\n")));
      all.add(
          file(
              "table-" + type + "-alternatives",
              30_000,
              main,
              n -> "/" + "a|".repeat(n) + "b/ b\n"));
      all.add(
          file(
              "table-" + type + "-class",
              60_000,
              main,
              n -> "/[" + "ab-c".repeat(n / 4) + "]/ b\n"));
      all.add(
          file(
              "table-" + type + "-replacement",
              60_000,
              main,
              n -> "/(a)/ " + "$1".repeat(n / 2) + "\n"));
    }
    all.add(
        new Hostile(
            "tables-each-large",
            49_000,
            (directory, n) -> {
              setup(
                  directory,
                  MAIN + repeat(4, i -> MAPS[i] + " = hash:/etc/postfix/t" + i + "\n"),
                  MASTER);
              for (int t = 0; t < 4; t++) {
                Files.writeString(
                    directory.resolve("t" + t),
                    repeat(
                        n,
                        i ->
                            "host"
                                + i
                                + ".example.com  secure match=a.example.com:b."
                                + "x".repeat(200)
                                + "\n"));
              }
            },
            DIRECTORY));
    for (boolean same : new boolean[] {true, false}) {
      all.add(
          new Hostile(
              same ? "sni-one-file" : "sni-many-files",
              same ? 20_000 : 4_000,
              (directory, n) -> {
                setup(directory, MAIN + "tls_server_sni_maps = hash:/etc/postfix/sni\n", MASTER);
                Files.writeString(
                    directory.resolve("sni"),
                    repeat(n, i -> "a" + i + ".b /etc/postfix/pem" + (same ? "" : i) + "\n"));
                String pem =
                    Files.readString(Path.of("samples/mx/good/etc/postfix/mail.example.com.pem"));
                for (int i = 0; i < (same ? 1 : n); i++) {
                  Files.writeString(directory.resolve("pem" + (same ? "" : i)), pem);
                }
              },
              DIRECTORY));
    }
    all.add(
        new Hostile(
            "sni-pairs",
            20_000,
            (directory, n) -> {
              setup(directory, MAIN + "tls_server_sni_maps = hash:/etc/postfix/sni\n", MASTER);
              Files.writeString(
                  directory.resolve("sni"), "a.b " + repeat(n, i -> "/etc/postfix/pem,\n ") + "\n");
              Files.copy(
                  Path.of("samples/mx/good/etc/postfix/mail.example.com.pem"),
                  directory.resolve("pem"));
            },
            DIRECTORY));
    all.add(
        new Hostile(
            "sni-large-file",
            2_000,
            (directory, n) -> {
              setup(directory, MAIN + "tls_server_sni_maps = hash:/etc/postfix/sni\n", MASTER);
              Files.writeString(
                  directory.resolve("sni"), repeat(n, i -> "a" + i + ".b /etc/postfix/pem\n"));
              String pem =
                  Files.readString(Path.of("samples/mx/good/etc/postfix/mail.example.com.pem"));
              Files.writeString(directory.resolve("pem"), pem.repeat(n / 2));
            },
            DIRECTORY));
  }

  private static final String PEMS =
      """
      smtpd_tls_cert_file = FILE
      smtpd_tls_CAfile = FILE
      smtp_tls_CAfile = FILE
      """;

  private static void files(List<Hostile> all) {
    all.add(file("pem-begin", 900_000, PEMS, n -> "-----BEGIN X-----\n".repeat(n)));
    all.add(file("pem-begin-few", 4_900, PEMS, n -> "-----BEGIN X-----\n".repeat(n)));
    all.add(file("pem-end", 900_000, PEMS, n -> "-----END X-----\n".repeat(n)));
    all.add(file("pem-lines", 16_000_000, PEMS, n -> "\n".repeat(n)));
    all.add(file("pem-text", 16_000_000, PEMS, n -> "x".repeat(n)));
    all.add(
        file(
            "pem-header",
            1_000_000,
            PEMS,
            n ->
                "-----BEGIN RSA PRIVATE KEY-----\n"
                    + "a: b\n".repeat(n)
                    + "\n-----END RSA PRIVATE KEY-----\n"));
    all.add(
        file(
            "pem-header-continued",
            1_000_000,
            PEMS,
            n ->
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4\n"
                    + " b\n".repeat(n)
                    + "\n-----END RSA PRIVATE KEY-----\n"));
    all.add(
        file(
            "pem-body-short-lines",
            4_000_000,
            PEMS,
            n ->
                "-----BEGIN CERTIFICATE-----\n"
                    + "AAAA\n".repeat(n / 2)
                    + "-----END CERTIFICATE-----\n"));
    all.add(
        file(
            "pem-body-one-line",
            16_000_000,
            PEMS,
            n ->
                "-----BEGIN CERTIFICATE-----\n" + "A".repeat(n) + "\n-----END CERTIFICATE-----\n"));
    all.add(file("pem-dashes", 16_000_000, PEMS, n -> "-".repeat(n)));
    all.add(file("pem-label", 16_000_000, PEMS, n -> "-----BEGIN " + "A".repeat(n)));
    all.add(file("certificates-same", 4_000, PEMS, n -> MadeCertificates.sample().repeat(n)));
    all.add(file("der-nested", 1_000_000, PEMS, n -> pem(nested(n, false))));
    all.add(file("der-indefinite", 1_000_000, PEMS, n -> pem(nested(n, true))));
    all.add(file("der-elements", 8_000_000, PEMS, n -> pem(many(n))));
  }

  private static void certificates(List<Hostile> all) {
    all.add(
        file(
            "certificate-names",
            50_000,
            PEMS,
            n -> MadeCertificates.key() + MadeCertificates.leaf(1, "CN=ca", n)));
    all.add(
        file(
            "certificate-constraints",
            50_000,
            PEMS,
            n ->
                MadeCertificates.key()
                    + MadeCertificates.leaf(1, "CN=ca", 10)
                    + MadeCertificates.authority(2, "CN=ca", "CN=root", n)));
    all.add(
        file(
            "certificates-cross-signed",
            4_000,
            PEMS,
            n ->
                MadeCertificates.key()
                    + MadeCertificates.leaf(1, "CN=ca0", 2)
                    + repeat(
                        n,
                        i ->
                            MadeCertificates.authority(
                                i + 2, "CN=ca" + i % 20, "CN=ca" + i / 20 % 20, 0))));
    List<String> inspect = List.of("inspect", "DIR/file");
    all.add(
        beside(
            "inspect-leaves-and-keys",
            2_400,
            "file",
            inspect,
            n ->
                repeat(n, i -> MadeCertificates.key() + MadeCertificates.leaf(i + 1, "CN=ca", 1))));
    all.add(
        beside(
            "inspect-leaves-cross-signed",
            4_900,
            "file",
            inspect,
            n ->
                repeat(n, i -> MadeCertificates.leaf(i + 1, "CN=ca0", 1))
                    + repeat(
                        20,
                        i ->
                            MadeCertificates.authority(
                                i + 1, "CN=ca" + i % 20, "CN=ca" + (i + 7) % 20, 0))));
  }

  private static Hostile beside(
      String name, int most, String file, List<String> options, IntFunction<String> content) {
    return new Hostile(
        name,
        most,
        (directory, n) -> {
          setup(directory, MAIN, MASTER);
          Files.write(directory.resolve(file), content.apply(n).getBytes(ISO_8859_1));
        },
        options);
  }

  private static void others(List<Hostile> all) {
    all.add(archive("archive-setups", 6_000, n -> i -> "host" + i + "/etc/postfix/main.cf"));
    all.add(archive("archive-plain-setups", 9_000, n -> i -> "host" + i + "/main.cf"));
    all.add(archive("archive-files", 19_000, n -> i -> i == 0 ? "main.cf" : "file" + i));
    all.add(archive("archive-nested-setups", 90, n -> i -> "d/".repeat(i) + "main.cf"));
    all.add(archive("archive-long-names", 1_000, n -> i -> "d" + i + "/" + "x".repeat(3_000)));
    all.add(
        beside(
            "baseline",
            190_000,
            "baseline",
            List.of("--baseline", "DIR/baseline", "DIR"),
            n ->
                "# posttls-lint baseline 1\n"
                    + repeat(
                        n, i -> "mx-encrypt\t.\tmain.cf\t" + String.format("%032x", i) + "\n")));
    all.add(
        beside(
            "configuration-names",
            60_000,
            ".posttls-lint.yaml",
            DIRECTORY,
            n -> "names:\n" + repeat(n, i -> "  - h" + i + ".x.org\n")));
    all.add(
        beside(
            "configuration-overrides",
            2_000,
            ".posttls-lint.yaml",
            DIRECTORY,
            n ->
                "overrides:\n"
                    + repeat(n, i -> "  - paths: ['**/*" + i + "*/**/x*']\n    files: partial\n")));
    all.add(
        beside(
            "configuration-globs",
            30_000,
            ".posttls-lint.yaml",
            DIRECTORY,
            n ->
                "overrides:\n  - paths: ['" + "*a**/".repeat(n / 5) + "b']\n    files: partial\n"));
    all.add(
        beside(
            "configuration-map",
            10_000,
            ".posttls-lint.yaml",
            DIRECTORY,
            n -> "map:\n" + repeat(n, i -> "  /x" + i + ": y" + i + "\n")));
    all.add(
        beside(
            "configuration-rules-unknown",
            20_000,
            ".posttls-lint.yaml",
            DIRECTORY,
            n -> "severity:\n" + repeat(n, i -> "  mx-encrypt" + i + ": note\n")));
    all.add(
        beside(
            "configuration-nested",
            400_000,
            ".posttls-lint.yaml",
            DIRECTORY,
            n -> "names: " + "{a: ".repeat(n / 4)));
    all.add(
        beside(
            "modes",
            400_000,
            "posttls-lint.modes",
            DIRECTORY,
            n -> repeat(n, i -> "0600 root:root /etc/postfix/f" + i + "\n")));
    all.add(
        beside(
            "modes-wrong",
            400_000,
            "posttls-lint.modes",
            DIRECTORY,
            n -> repeat(n, i -> "x" + i + "\n")));
    all.add(
        beside(
            "modes-short",
            1_000_000,
            "posttls-lint.modes",
            DIRECTORY,
            n -> repeat(n, i -> "0 a:b " + i + "\n")));
    all.add(
        beside(
            "modes-complete",
            400_000,
            "posttls-lint.modes",
            DIRECTORY,
            n -> repeat(n, i -> "complete /etc/d" + i + "\n")));
  }

  private static Hostile archive(String name, int most, IntFunction<IntFunction<String>> names) {
    return new Hostile(
        name,
        most,
        (directory, n) -> {
          Path file = directory.resolve("a.tar");
          try (TarArchiveOutputStream tar =
              new TarArchiveOutputStream(Files.newOutputStream(file))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < n; i++) {
              byte[] content = "smtpd_tls_security_level = may\n".getBytes(ISO_8859_1);
              TarArchiveEntry entry = new TarArchiveEntry(names.apply(n).apply(i));
              entry.setSize(content.length);
              tar.putArchiveEntry(entry);
              tar.write(content);
              tar.closeArchiveEntry();
            }
          }
        },
        List.of("DIR/a.tar"));
  }

  static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static byte[] nested(int n, boolean indefinite) {
    byte[] der = new byte[n];
    for (int at = 0; at < n; at++) {
      if (indefinite) {
        der[at] = (byte) (at % 2 == 0 ? 0x30 : 0x80);
      } else if (at % 6 == 0) {
        int rest = n - at - 6;
        byte[] head = {
          0x30,
          (byte) 0x84,
          (byte) (rest >> 24),
          (byte) (rest >> 16),
          (byte) (rest >> 8),
          (byte) rest
        };
        System.arraycopy(head, 0, der, at, Math.min(6, n - at));
      }
    }
    return der;
  }

  private static byte[] many(int n) {
    byte[] der = new byte[n + 6];
    byte[] head = {
      0x30, (byte) 0x84, (byte) (n >> 24), (byte) (n >> 16), (byte) (n >> 8), (byte) n
    };
    System.arraycopy(head, 0, der, 0, 6);
    for (int at = 6; at + 1 < der.length; at += 2) {
      der[at] = 5;
    }
    return der;
  }
}
