package io.github.posttlslint.growth;

import static io.github.posttlslint.growth.Hostile.DIRECTORY;
import static io.github.posttlslint.growth.Hostile.PEMS;
import static io.github.posttlslint.growth.Hostile.archive;
import static io.github.posttlslint.growth.Hostile.beside;
import static io.github.posttlslint.growth.Hostile.file;
import static io.github.posttlslint.growth.Hostile.many;
import static io.github.posttlslint.growth.Hostile.nested;
import static io.github.posttlslint.growth.Hostile.pem;
import static io.github.posttlslint.growth.Hostile.repeat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What other files, certificates and archives can have much of. */
final class HostileFiles {

  private HostileFiles() {}

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    files(all);
    certificates(all);
    others(all);
    return all;
  }

  private static void files(List<Hostile> all) {
    all.add(overrides("overrides", 19_000, n -> repeat(n, i -> "smtp/inet/a" + i + "=$a\n")));
    all.add(overrides("overrides-of-one", 19_000, n -> "smtp/inet/a=b\n".repeat(n)));
    all.add(overrides("overrides-refused", 200_000, n -> "a/b=\n".repeat(n)));
    all.add(overrides("overrides-template", 90_000, n -> "{{ a }}\na\n".repeat(n)));
    String config = "tls_config_file = FILE\n";
    all.add(file("openssl-lines", 900_000, config, n -> "openssl_conf = a\n".repeat(n)));
    all.add(file("openssl-name", 16_000_000, config, n -> "[" + "a ".repeat(n / 2)));
    all.add(file("openssl-continued", 4_000_000, config, n -> "a = b\\\n".repeat(n / 6)));
    all.add(
        file(
            "openssl-values",
            900_000,
            config,
            n -> "a=" + "b".repeat(999) + "\n" + "c=$a\n".repeat(n)));
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

  private static Hostile overrides(String name, int most, IntFunction<String> text) {
    return new Hostile(
        name,
        most,
        (directory, n) ->
            Files.writeString(
                directory.resolve("postfix-master.cf"), "smtp/inet/b=c\n" + text.apply(n)),
        DIRECTORY);
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
}
