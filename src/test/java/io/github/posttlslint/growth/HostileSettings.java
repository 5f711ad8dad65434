package io.github.posttlslint.growth;

import static io.github.posttlslint.growth.Hostile.DIRECTORY;
import static io.github.posttlslint.growth.Hostile.MAIN;
import static io.github.posttlslint.growth.Hostile.MASTER;
import static io.github.posttlslint.growth.Hostile.main;
import static io.github.posttlslint.growth.Hostile.master;
import static io.github.posttlslint.growth.Hostile.repeat;
import static io.github.posttlslint.growth.Hostile.setup;

import java.util.ArrayList;
import java.util.List;

/** What main.cf and master.cf can have much of. */
final class HostileSettings {

  private HostileSettings() {}

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    expansions(all);
    settings(all);
    services(all);
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
            "list-curves",
            50_000,
            n ->
                "smtpd_tls_security_level = may\ntls_eecdh_auto_curves = "
                    + repeat(n, i -> "?X" + i + "/P-256,\n ")
                    + "\n"));
    all.add(
        main(
            "list-fingerprints",
            50_000,
            n ->
                "smtp_tls_security_level = fingerprint\nsmtp_tls_fingerprint_cert_match = "
                    + repeat(n, i -> "AA:" + i + ",\n ")
                    + "\n"));
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
    all.add(
        main(
            "template-defaults",
            19_000,
            n ->
                repeat(n / 4, i -> "smtp_tls_loglevel = {{ x%d | default('9') }}\n".formatted(i))));
    all.add(
        main(
            "template-default-branches",
            10_000,
            n ->
                repeat(
                    n / 10,
                    i ->
                        "{% if a"
                            + i
                            + " %}\nsmtp_use_tls = {{ x | default('ja') }}\n{% endif %}\n")));
    all.add(
        master(
            "template-default-services",
            800,
            n ->
                repeat(
                    n,
                    i ->
                        (2000 + i)
                            + " inet n - n - - smtpd -o smtpd_tls_wrappermode={{ x | default('ja') }}\n")));
    all.add(
        main(
            "template-assignments",
            19_000,
            n ->
                "{% set a0 = x | default('y') %}\n"
                    + repeat(n / 4, i -> "{%% set a%d = a%d ~ a%d %%}\n".formatted(i + 1, i, i))
                    + repeat(n / 4, i -> "b = {{ a%d }}\n".formatted(i))));
    all.add(main("template-open", 300_000, n -> "a = {{ x }}\n" + "{{ ".repeat(n / 3)));
    all.add(main("template-strings", 300_000, n -> "a = {{ x }}\n" + "{{ ' }} ".repeat(n / 7)));
    all.add(
        main("template-blanks", 300_000, n -> "a = 1\n" + "{%- set x = 1 -%} \n".repeat(n / 20)));
    all.add(
        main(
            "template-branches",
            20_000,
            n -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < n / 40; i++) {
                text.append("{% if a").append(i).append(" %}\nsmtpd_use_tls = yes\n{% endif %}\n");
              }
              return text.toString();
            }));
    all.add(
        main(
            "template-chain",
            60_000,
            n -> {
              StringBuilder text = new StringBuilder("{% if a %}\n");
              for (int i = 0; i < n / 40; i++) {
                text.append("{% elif a").append(i).append(" %}\nsmtpd_use_tls = yes\n");
              }
              return text + "{% endif %}\n";
            }));
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
    all.add(
        master(
            "proxies",
            990,
            n ->
                repeat(
                    n / 3,
                    i ->
                        "p%1$d unix - - n - 0 tlsproxy\n%2$d inet n - n - 1 postscreen\n -o tlsproxy_service_name=p%1$d -o postscreen_bare_newline_enable=yes\nc%1$d unix - - n - - smtp\n -o smtp_tls_connection_reuse=yes -o tlsproxy_service_name=p%1$d\n"
                            .formatted(i, 2000 + i))));
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
        Hostile.services(
            "services-many-exclusions",
            500,
            "smtpd_tls_exclude_ciphers = " + "DES,".repeat(15_000) + "$x\n"));
    all.add(
        Hostile.services(
            "services-long-values",
            990,
            "y = "
                + "/abc ".repeat(13_000)
                + "\nsmtpd_tls_cert_file = "
                + "$y".repeat(15)
                + "$x\nsmtpd_tls_loglevel = $smtpd_tls_cert_file\n"));
    all.add(
        Hostile.services(
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
}
