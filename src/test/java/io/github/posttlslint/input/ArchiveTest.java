package io.github.posttlslint.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.X7875_NewUnix;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Setups in archives, and archives that no honest program has made. */
@Slow
class ArchiveTest {

  private static final String MAIN =
      """
      compatibility_level = 3.7
      smtpd_tls_security_level = may
      smtpd_tls_cert_file = /etc/postfix/mail-cert.pem
      smtpd_tls_key_file = /etc/postfix/mail-key.pem
      smtpd_tls_CAfile = /etc/ssl/ca.pem
      """;

  @TempDir Path directory = Path.of("");

  private Run check(String... words) {
    return Cli.runIn(directory, words);
  }

  /** Something that puts entries into an archive. */
  private interface Filling {
    void into(TarArchiveOutputStream tar) throws IOException;
  }

  private void tar(String name, Filling filling) throws IOException {
    try (OutputStream file = Files.newOutputStream(directory.resolve(name));
        OutputStream out = name.endsWith("gz") ? new GZIPOutputStream(file) : file;
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      filling.into(tar);
    }
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content, int mode)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    entry.setMode(mode);
    entry.setModTime(new Date(0));
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void putSpecial(TarArchiveOutputStream tar, String name, byte type, String link)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(link);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sample(String file) throws IOException {
    return Files.readAllBytes(Path.of("samples/mx/bad/etc/postfix", file));
  }

  private static void putHost(TarArchiveOutputStream tar, String top, int keyMode)
      throws IOException {
    put(tar, top + "main.cf", bytes(MAIN), 0644);
    put(tar, top + "master.cf", bytes("smtp inet n - n - - smtpd\n"), 0644);
    put(tar, top + "mail-cert.pem", sample("mail-cert.pem"), 0644);
    put(tar, top + "mail-key.pem", sample("mail-key.pem"), keyMode);
  }

  @ParameterizedTest
  @CsvSource({
    "mx.tar,etc/postfix/,mx.tar/etc/postfix",
    "mx.tar.gz,./etc/postfix/,mx.tar.gz/etc/postfix",
    "mx.tgz,backup/mx/etc/postfix/,mx.tgz/backup/mx/etc/postfix",
    "mx.tar,postfix/,mx.tar/postfix",
    "mx.tar,'',mx.tar"
  })
  void filesAreFoundWithTheirModes(String name, String top, String shown) throws IOException {
    tar(name, tar -> putHost(tar, top, 0644));
    Run run = check("check", "-q", "--now", "2026-06-01T12:00:00Z", name);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(shown + "/mail-key.pem:1:1: error:", "[key-world-readable]");
    assertThat(run.out()).doesNotContain("key-file-missing", "ca.pem");
    tar(name, tar -> putHost(tar, top, 0600));
    assertThat(check("check", "-q", "--now", "2026-06-01T12:00:00Z", name).out())
        .doesNotContain("key-world-readable");
  }

  @Test
  void zipHasOwnersAndModesToo() throws IOException {
    try (ZipArchiveOutputStream zip =
        new ZipArchiveOutputStream(directory.resolve("mx.zip").toFile())) {
      put(zip, "etc/postfix/main.cf", bytes(MAIN), 0100644);
      put(zip, "etc/postfix/master.cf", bytes("smtp inet n - n - - smtpd\n"), 0100644);
      put(zip, "etc/postfix/mail-cert.pem", bytes("real-cert.pem"), 0120777);
      put(zip, "etc/postfix/real-cert.pem", sample("mail-cert.pem"), 0100644);
      put(zip, "etc/postfix/mail-key.pem", sample("mail-key.pem"), 0100644);
    }
    Run run = check("check", "-q", "--now", "2026-06-01T12:00:00Z", "mx.zip");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("[key-world-readable]").doesNotContain("cert-file");
  }

  private static void put(ZipArchiveOutputStream zip, String name, byte[] content, int mode)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    X7875_NewUnix owner = new X7875_NewUnix();
    owner.setUID(0);
    owner.setGID(0);
    entry.addExtraField(owner);
    zip.putArchiveEntry(entry);
    zip.write(content);
    zip.closeArchiveEntry();
  }

  @Test
  void absentFilesAreMissingOnlyInACompleteArchive() throws IOException {
    tar("mx.tar", tar -> put(tar, "etc/postfix/main.cf", bytes(MAIN), 0644));
    assertThat(check("check", "-q", "mx.tar").out()).doesNotContain("missing");
    assertThat(check("check", "-q", "--files", "complete", "mx.tar").out())
        .contains("[cert-file-missing]");
  }

  @Test
  void linksAreFollowedInsideAndDevicesNeverOpened() throws IOException {
    tar(
        "mx.tar",
        tar -> {
          put(tar, "etc/postfix/main.cf", bytes(MAIN), 0644);
          put(tar, "etc/postfix/master.cf", bytes("smtp inet n - n - - smtpd\n"), 0644);
          put(tar, "etc/ssl/real.pem", sample("mail-cert.pem"), 0644);
          putSpecial(tar, "etc/postfix/mail-cert.pem", TarConstants.LF_SYMLINK, "../ssl/real.pem");
          put(tar, "etc/ssl/key.pem", sample("mail-key.pem"), 0600);
          putSpecial(tar, "etc/postfix/mail-key.pem", TarConstants.LF_LINK, "etc/ssl/key.pem");
          putSpecial(
              tar, "etc/ssl/ca.pem", TarConstants.LF_SYMLINK, "../../../../../../../etc/hostname");
          putSpecial(tar, "etc/postfix/dev", TarConstants.LF_CHR, "");
        });
    Run run = check("check", "-q", "--now", "2026-06-01T12:00:00Z", "mx.tar");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("[cert-file", "[key-file", "[cafile");
  }

  @Test
  void severalSetupsOfOneArchiveAreJudged() throws IOException {
    tar(
        "all.tar",
        tar -> {
          put(tar, "b/etc/postfix/main.cf", bytes("permit_mynetworks\n"), 0644);
          put(tar, "a/etc/postfix/main.cf", bytes("permit_mynetworks\n"), 0644);
        });
    assertThat(check("check", "all.tar").out())
        .contains("all.tar/a/etc/postfix: 1 error", "all.tar/b/etc/postfix: 1 error");
  }

  @ParameterizedTest
  @CsvSource({
    "../etc/postfix/main.cf,leads out of the archive",
    "etc/../../main.cf,leads out of the archive",
    "/etc/postfix/main.cf,has an absolute name",
    "C:\\postfix\\main.cf,has an absolute name"
  })
  void namesThatLeadElsewhereAreRefused(String name, String message) throws IOException {
    tar("bad.tar", tar -> put(tar, name, bytes(MAIN), 0644));
    assertRefused("bad.tar", message);
  }

  private void assertRefused(String name, String message) {
    Run run = check("check", name);
    assertThat(run.err())
        .startsWith("posttls-lint: " + name + ": ")
        .contains(message)
        .hasLineCount(1);
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void hardLinkToWhatIsNotThereIsRefused() throws IOException {
    tar("bad.tar", tar -> putSpecial(tar, "main.cf", TarConstants.LF_LINK, "etc/passwd"));
    assertRefused("bad.tar", "is a link to 'etc/passwd', which is not in the archive");
  }

  @Test
  void hardLinksCountAsWhatTheyLeadTo() throws IOException {
    tar(
        "links.tar.gz",
        tar -> {
          put(tar, "main.cf", new byte[1 << 20], 0644);
          for (int i = 0; i < 64; i++) {
            putSpecial(tar, "h" + i + "/main.cf", TarConstants.LF_LINK, "main.cf");
          }
        });
    assertRefused("links.tar.gz", "more than 64 MiB when it is unpacked");
  }

  @Test
  @Slow
  void bombsAreRefused() throws IOException {
    byte[] block = new byte[1 << 20];
    tar(
        "bomb.tar.gz",
        tar -> {
          for (int i = 0; i < 70; i++) {
            put(tar, "etc/postfix/file" + i, block, 0644);
          }
        });
    assertThat(Files.size(directory.resolve("bomb.tar.gz"))).isLessThan(1 << 20);
    assertRefused("bomb.tar.gz", "more than 64 MiB when it is unpacked");
    try (ZipArchiveOutputStream zip =
        new ZipArchiveOutputStream(directory.resolve("bomb.zip").toFile())) {
      for (int i = 0; i < 70; i++) {
        put(zip, "etc/postfix/file" + i, block, 0100644);
      }
    }
    assertRefused("bomb.zip", "more than 64 MiB when it is unpacked");
    tar(
        "many.tar.gz",
        tar -> {
          for (int i = 0; i <= Limits.ARCHIVE_ENTRIES; i++) {
            put(tar, "f" + i, new byte[0], 0644);
          }
        });
    assertRefused("many.tar.gz", "more than 20000 entries");
  }

  /** An entry with its name before it, as GNU tar writes it; the library takes minutes for that. */
  private static void putLong(TarArchiveOutputStream tar, String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
    put(tar, "x", new byte[0], 0644);
  }

  @Test
  void namesHaveTheirLength() throws IOException {
    tar("deep.tar", tar -> putLong(tar, "a/".repeat(200_000) + "main.cf"));
    assertRefused("deep.tar", "...' has a name of more than 4096 characters or 100 directories");
  }

  @Test
  void whatTellsOfAnEntryHasItsSize() throws IOException {
    tar("long.tar", tar -> putLong(tar, "a".repeat(2 << 20)));
    assertRefused("long.tar", "more than 1 MiB between the contents of two entries");
  }

  @Test
  void aZipFileHasItsEntries() throws IOException {
    try (ZipArchiveOutputStream zip =
        new ZipArchiveOutputStream(directory.resolve("many.zip").toFile())) {
      for (int i = 0; i <= Limits.ARCHIVE_ENTRIES; i++) {
        put(zip, "f" + i, new byte[0], 0100644);
      }
    }
    assertRefused("many.zip", "more than 20000 entries");
  }

  @Test
  void aMainCfThatIsNoFileIsReportedAsWhatItIs() throws IOException {
    tar("fifo.tar", tar -> putSpecial(tar, "main.cf", TarConstants.LF_FIFO, ""));
    Run run = check("check", "fifo.tar");
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: fifo.tar/main.cf: a device, FIFO or socket; expected a regular file\n");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void setupsAreJudgedUpToANumber() throws IOException {
    tar(
        "hosts.tar.gz",
        tar -> {
          for (int i = 0; i <= Limits.SETUPS; i++) {
            put(tar, i + "/main.cf", new byte[0], 0644);
          }
        });
    Run run = check("check", "-q", "hosts.tar.gz");
    assertThat(run.err()).contains("hosts.tar.gz: only the first 10000 of its set-ups are judged");
    assertThat(run.status()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad.tar", "bad.tar.gz", "bad.zip"})
  void rubbishIsNamed(String name) throws IOException {
    byte[] rubbish = new byte[4096];
    new Random(3).nextBytes(rubbish);
    Files.write(directory.resolve(name), rubbish);
    assertRefused(name, "damaged, or no archive");
    Files.write(directory.resolve(name), new byte[0]);
    assertThat(check("check", name).status()).isEqualTo(3);
  }

  @Test
  void damagedArchivesNeverMakeItFail() throws IOException {
    tar("mx.tar", tar -> putHost(tar, "etc/postfix/", 0600));
    byte[] good = Files.readAllBytes(directory.resolve("mx.tar"));
    Random random = new Random(4);
    for (int i = 0; i < 60; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j < 8; j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Files.write(directory.resolve("bad.tar"), bad);
      assertThat(check("check", "-q", "bad.tar").err()).doesNotContain("internal error");
    }
  }

  @Test
  void archiveWithoutMainCfIsNamed() throws IOException {
    tar("other.tar", tar -> put(tar, "etc/hosts", new byte[0], 0644));
    assertRefused("other.tar", "no main.cf found in it");
  }
}
