package io.github.posttlslint.growth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What lies beside setups, or around them, and is much: git's index, rule files, zip archives. */
final class FilesBeside {

  private static final String SETUP =
      "compatibility_level = 3.7\nsmtpd_tls_security_level = may\nsmtpd_tls_chain_files = ${config_directory}/mail.pem\n";

  private static final String RULE =
      """
      id: own-%d
      severity: note
      title: A level is set
      judges: service
      when: %s
      message: "It is."
      at: [$smtpd_tls_security_level]
      why: |
        It was said so.
      mend: |
        Unset it.
      references: [postconf(5)]
      examples:
        bad:
          - main.cf: |
              smtpd_tls_security_level = may
            expect: ["main.cf:1"]
        good:
          - main.cf: |
              smtpd_tls_loglevel = 1
      """;

  private FilesBeside() {}

  static List<Hostile> all() {
    List<String> rules = List.of("--rules", "DIR/rules", "DIR/mail");
    List<Hostile> all = new ArrayList<>();
    all.add(new Hostile("git-index", 400_000, FilesBeside::writeIndex, List.of("DIR/mail")));
    all.add(new Hostile("zip-setups", 6_000, FilesBeside::writeZip, List.of("DIR/all.zip")));
    all.add(new Hostile("own-rules", 1_000, FilesBeside::writeRules, rules));
    all.add(new Hostile("own-rule-long", 16_000, FilesBeside::writeLongRule, rules));
    addZones(all);
    return all;
  }

  /** Zones of a host that is mail.example.com, and sends a certificate. */
  private static void addZones(List<Hostile> all) {
    zone(all, "zone-records", 199_000, i -> "h" + i + " A 192.0.2.1\n");
    zone(all, "zone-malformed", 199_000, i -> "h" + i + " A x\n");
    zone(all, "zone-aliases", 199_000, i -> "h" + i + " CNAME h" + (i + 1) + "\n");
    zone(all, "zone-mx-hosts", 100_000, i -> "@ MX 10 mx" + i + "\n");
    zone(all, "zone-mx-domains", 100_000, i -> "h" + i + " MX 10 mail\n");
    zone(all, "zone-mx-one-address", 30_000, i -> "h" + i + " MX 10 m" + i + "\nm" + i + HOST);
    zone(all, "zone-tlsa", 100_000, i -> "_25._tcp.mail TLSA 3 1 1 " + "%064x\n".formatted(i));
    zone(all, "zone-texts", 100_000, i -> "_mta-sts TXT \"v=STSv1; id=" + i + "\"\n");
    zone(all, "zone-comments", 100_000, i -> "; posttls-lint: ignore[tlsa-no-match]\n");
    zone(all, "zone-generated", 3, i -> "$GENERATE 1-65000 h$ TXT \"" + "x".repeat(250) + "\"\n");
    zone(all, "zone-generated-wrong", 99_000, i -> "$GENERATE 1-65000 h${x} A 192.0.2.1\n");
  }

  private static final String HOST = " A 192.0.2.25\n";

  private static void zone(List<Hostile> all, String name, int most, IntFunction<String> line) {
    all.add(
        new Hostile(
            name,
            most,
            (directory, size) -> {
              Path mail = mail(directory);
              String main = SETUP + "myhostname = mail.example.com\nmydestination = example.com\n";
              Files.writeString(mail.resolve("main.cf"), main);
              String start = "@ SOA ns hostmaster 1 2 3 4 5\n@ MX 10 mail\nmail" + HOST;
              Files.writeString(directory.resolve("zone"), start + Hostile.repeat(size, line));
            },
            List.of("--zone", "example.com=DIR/zone", "DIR/mail")));
  }

  private static Path mail(Path directory) throws IOException {
    Path mail = Files.createDirectories(directory.resolve("mail"));
    Files.writeString(mail.resolve("main.cf"), SETUP);
    Files.writeString(mail.resolve("mail.pem"), MadeCertificates.sample());
    return mail;
  }

  /** A repository with an index of version 2 (gitformat-index(5)) and nothing else. */
  private static void writeIndex(Path directory, int size) throws IOException {
    mail(directory);
    Path git = Files.createDirectories(directory.resolve(".git"));
    Files.createDirectory(git.resolve("objects"));
    Files.createDirectory(git.resolve("refs"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBytes("DIRC");
      out.writeInt(2);
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        byte[] name = String.format("file%07d", i).getBytes(US_ASCII);
        out.write(new byte[60]);
        out.writeShort(name.length);
        out.write(name);
        out.write(new byte[8 - (62 + name.length) % 8]);
      }
      out.write(new byte[20]);
    }
    Files.write(git.resolve("index"), bytes.toByteArray());
  }

  private static void writeZip(Path directory, int size) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("all.zip")))) {
      for (int i = 0; i < size; i++) {
        zip.putNextEntry(new ZipEntry("host" + i + "/etc/postfix/main.cf"));
        zip.write(SETUP.getBytes(US_ASCII));
        zip.closeEntry();
      }
    }
  }

  private static void writeRules(Path directory, int size) throws IOException {
    mail(directory);
    Path rules = Files.createDirectories(directory.resolve("rules"));
    for (int i = 0; i < size; i++) {
      String text = String.format(RULE, i, "$smtpd_tls_security_level = 'may'");
      Files.writeString(rules.resolve("own-" + i + ".yaml"), text);
    }
  }

  private static void writeLongRule(Path directory, int size) throws IOException {
    mail(directory);
    Path rules = Files.createDirectories(directory.resolve("rules"));
    String condition = "$smtpd_tls_loglevel = '7'" + " or $smtpd_tls_loglevel = '8'".repeat(size);
    Files.writeString(rules.resolve("own-0.yaml"), String.format(RULE, 0, condition));
  }
}
