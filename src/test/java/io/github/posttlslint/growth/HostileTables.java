package io.github.posttlslint.growth;

import static io.github.posttlslint.growth.Hostile.DIRECTORY;
import static io.github.posttlslint.growth.Hostile.MAIN;
import static io.github.posttlslint.growth.Hostile.MAPS;
import static io.github.posttlslint.growth.Hostile.MASTER;
import static io.github.posttlslint.growth.Hostile.file;
import static io.github.posttlslint.growth.Hostile.repeat;
import static io.github.posttlslint.growth.Hostile.setup;
import static io.github.posttlslint.growth.Hostile.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tables can have much of. */
final class HostileTables {

  private HostileTables() {}

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    tables(all);
    return all;
  }

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
            "table-senders",
            10_000,
            table("hash", "sender_dependent_relayhost_maps")
                + table("hash", "sender_dependent_default_transport_maps")
                + table("hash", "smtp_sasl_password_maps")
                + "smtp_sasl_auth_enable = yes\nsmtp_sender_dependent_authentication = yes\n",
            n -> repeat(n, i -> "@a" + i + ".example.com smtp:[b" + i % 10 + "]:465\n")));
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
}
