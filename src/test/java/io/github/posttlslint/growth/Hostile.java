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

  static final String MAIN =
      """
      compatibility_level = 3.7
      myhostname = mail.example.com
      smtpd_tls_security_level = may
      smtp_tls_security_level = may
      """;

  static final String MASTER =
      """
      smtp inet n - n - - smtpd
      submission inet n - n - - smtpd
        -o smtpd_tls_security_level=encrypt
      smtp unix - - n - - smtp
      tlsmgr unix - - n 1000? 1 tlsmgr
      qmgr unix n - n 300 1 qmgr
      """;

  static final List<String> DIRECTORY = List.of("DIR");

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

  static Hostile main(String name, int most, IntFunction<String> text) {
    return new Hostile(
        name, most, (directory, n) -> setup(directory, MAIN + text.apply(n), MASTER), DIRECTORY);
  }

  static Hostile master(String name, int most, IntFunction<String> text) {
    return new Hostile(
        name, most, (directory, n) -> setup(directory, MAIN, MASTER + text.apply(n)), DIRECTORY);
  }

  /** Services that each have another {@code $x}. */
  static Hostile services(String name, int most, String main) {
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
  static Hostile file(String name, int most, String main, IntFunction<String> content) {
    return new Hostile(
        name,
        most,
        (directory, n) -> {
          setup(directory, MAIN + main.replace("FILE", "/etc/postfix/file"), MASTER);
          Files.write(directory.resolve("file"), content.apply(n).getBytes(ISO_8859_1));
        },
        DIRECTORY);
  }

  static void setup(Path directory, String main, String master) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("main.cf"), main.getBytes(ISO_8859_1));
    Files.write(directory.resolve("master.cf"), master.getBytes(ISO_8859_1));
  }

  static String repeat(int n, IntFunction<String> line) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < n; i++) {
      all.append(line.apply(i));
    }
    return all.toString();
  }

  static String table(String type, String... parameters) {
    StringBuilder main = new StringBuilder();
    for (String parameter : parameters) {
      main.append(parameter + " = " + type + ":FILE\n");
    }
    return main.toString();
  }

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    all.addAll(HostileSettings.all());
    all.addAll(HostileTables.all());
    all.addAll(HostileFiles.all());
    all.addAll(FilesBeside.all());
    return all;
  }

  static final String[] MAPS = {
    "transport_maps",
    "relay_clientcerts",
    "smtp_sasl_password_maps",
    "smtp_tls_policy_maps",
    "virtual_alias_maps",
    "sender_dependent_relayhost_maps"
  };

  static final String PEMS =
      """
      smtpd_tls_cert_file = FILE
      smtpd_tls_CAfile = FILE
      smtp_tls_CAfile = FILE
      """;

  static Hostile beside(
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

  static Hostile archive(String name, int most, IntFunction<IntFunction<String>> names) {
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

  static byte[] nested(int n, boolean indefinite) {
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

  static byte[] many(int n) {
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
