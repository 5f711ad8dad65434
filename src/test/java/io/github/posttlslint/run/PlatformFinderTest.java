package io.github.posttlslint.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Distribution.BerkeleyDb;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells the releases of Postfix and OpenSSL, and what does when nothing tells them. */
class PlatformFinderTest {

  private static final String RPM = "/var/lib/rpm/rpmdb.sqlite";

  private final MemoryTree tree = new MemoryTree("/etc/postfix", true);

  private void file(String path, String text) {
    file(path, text.getBytes(ISO_8859_1));
  }

  private void file(String path, byte[] bytes) {
    tree.file(path, bytes, Metadata.UNKNOWN);
  }

  private Platform found() {
    return found(null, null);
  }

  private Platform found(PostfixVersion release, OpenSslReleases openSsl) {
    MainCf main = MainCf.parse(SourceText.of("main.cf", "compatibility_level = 3.6\n"));
    SetupFiles files = new SetupFiles(tree, "/etc/postfix", ".", main, null);
    return PlatformFinder.find(files, Parameters.load(), release, openSsl);
  }

  private static byte[] unpacked(String name) {
    try (InputStream in = PlatformFinderTest.class.getResourceAsStream("/rpm/" + name + ".gz")) {
      return new GZIPInputStream(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- package databases ----

  @ParameterizedTest
  @CsvSource({
    "3.13.0-1, 3.12, 'as the newest known, for 3.13.0 is not'",
    "4.1, 3.12, 'as the newest known, for 4.1 is not'",
    "3.12.1-1, 3.12.1, by the package database",
    "2.1.5-9, 3.6, by compatibility_level"
  })
  void releaseThatIsNotKnownIsNotJudgedBy(String version, String release, String source) {
    file(
        "/var/lib/dpkg/status",
        "Package: postfix\nStatus: install ok installed\nVersion: " + version + "\n");
    assertThat(found().postfix()).hasToString(release);
    assertThat(found().source()).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource({
    "3.6.5-1, 3.6, 3.5",
    "3.1.4-1, 3.1, 3.0",
    "3.0.15-1, 3.0, 3.0",
    "1.1.1w-0, 1.1.1, 1.1.1",
    "4.0.0-1, 4.0, 3.5"
  })
  void openSslIsCalledByItsOwnRelease(String version, String name, String actsAs) {
    file(
        "/var/lib/dpkg/status",
        "Package: libssl3\nStatus: install ok installed\nVersion: " + version + "\n");
    OpenSslReleases library = found().openSsl();
    assertThat(library).hasToString(name);
    assertThat(library.possible()).singleElement().hasToString(actsAs);
    assertThat(OpenSslReleases.parse(version)).isEqualTo(library);
  }

  @Test
  void dpkgTellsBoth() {
    file(
        "/var/lib/dpkg/status",
        """
        Package: libssl3t64
        Status: install ok installed
        Version: 3.5.1-1+deb13u1

        Package: postfix
        Status: install ok installed
        Version: 1:3.10.5-1~deb13u1
        """);
    Platform platform = found();
    assertThat(platform.postfix()).hasToString("3.10.5");
    assertThat(platform.source()).isEqualTo("by the package database");
    assertThat(platform.openSsl()).hasToString("3.5");
    assertThat(platform.isPatched()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "installed",
        "half-configured",
        "unpacked",
        "triggers-awaited",
        "triggers-pending"
      })
  void aPackageWhoseFilesAreThereTells(String state) {
    file(
        "/var/lib/dpkg/status",
        "Package: postfix\nStatus: install ok "
            + state
            + "\nVersion: 3.5.6+really3.5.25-0+deb11u1\n");
    assertThat(found().found()).isEqualTo(PostfixVersion.of(3, 5, 25));
  }

  @Test
  void thePackageOfAnotherArchitectureThatIsGoneHidesNone() {
    file(
        "/var/lib/dpkg/status",
        """
        Package: postfix
        Status: deinstall ok config-files
        Architecture: i386
        Version: 3.5.25-0+deb11u1

        Package: postfix
        Status: install ok installed
        Architecture: amd64
        Version: 3.7.11-0+deb12u1
        """);
    assertThat(found().found()).isEqualTo(PostfixVersion.of(3, 7, 11));
  }

  @Test
  void openSslIsTheOneThatPostfixDependsOn() {
    file(
        "/var/lib/dpkg/status",
        """
        Package: libssl3
        Status: install ok installed
        Version: 3.0.17-1~deb12u2

        Package: libssl1.1
        Status: install ok installed
        Version: 1.1.1w-0+deb11u1

        Package: postfix
        Status: install ok installed
        Version: 3.5.25-0+deb11u1
        Depends: libc6 (>= 2.29), libssl1.1 (>= 1.1.1), adduser
        """);
    assertThat(found().openSsl()).isEqualTo(OpenSslReleases.parse("1.1.1"));
  }

  @Test
  void aPackageThatIsGoneTellsNothing() {
    file(
        "/var/lib/dpkg/status",
        """
        Package: postfix
        Status: deinstall ok config-files
        Version: 3.5.6-1

        Package: libssl1.1
        Status: install ok half-installed
        Version: 1.1.1n
        """);
    assertThat(found().source()).isEqualTo("by compatibility_level");
    assertThat(found().openSsl()).isEqualTo(OpenSslReleases.ANY);
  }

  @Test
  void apkTellsBoth() {
    file("/lib/apk/db/installed", "P:libssl3\nV:3.3.3-r0\n\nP:postfix\nV:3.9.1-r0\n\n");
    assertThat(found().postfix()).hasToString("3.9.1");
    assertThat(found().openSsl()).hasToString("3.3");
  }

  @Test
  void pacmanTellsBoth() {
    String local = "/var/lib/pacman/local/";
    file(local + "postfix-lmdb-3.1.0-1/desc", "%NAME%\npostfix-lmdb\n\n%VERSION%\n3.1.0-1\n");
    file(local + "postfix-3.11.7-2/desc", "%NAME%\npostfix\n\n%VERSION%\n3.11.7-2\n\n%BASE%\n");
    file(local + "openssl-3.6.0-1/desc", "%NAME%\nopenssl\n\n%VERSION%\n1:3.6.0-1\n");
    assertThat(found().postfix()).hasToString("3.11.7");
    assertThat(found().openSsl()).hasToString("3.6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RPM,
        "/usr/lib/sysimage/rpm/rpmdb.sqlite",
        "/usr/lib/sysimage/rpm/Packages.db",
        "/var/lib/rpm/Packages"
      })
  void rpmTellsBothWhateverTheFormOfItsDatabase(String path) {
    file(path, unpacked("fresh.sqlite"));
    Platform platform = found();
    assertThat(platform.postfix()).hasToString("3.8.5");
    assertThat(platform.source()).isEqualTo("by the package database");
    assertThat(platform.openSsl()).hasToString("3.2");
  }

  @Test
  void whatAnUpgradeLeftInTheDatabaseOfRpmIsNotTakenForInstalled() {
    file(RPM, unpacked("upgraded.sqlite"));
    assertThat(found().source()).isEqualTo("by compatibility_level");
    file("/etc/os-release", "ID=\"rhel\"\nVERSION_ID=\"10.1\"\n");
    assertThat(found().postfix()).hasToString("3.8");
    assertThat(found().source()).isEqualTo("by os-release");
  }

  @Test
  void formerVersionsOfTheSameReleaseTellTheRelease() {
    file(RPM, "\0C\0postfix\0" + "3.8.5\0" + "8.el10\0....C\0postfix\0" + "3.8.6\0" + "1.el10\0");
    assertThat(found().postfix()).hasToString("3.8");
    file(RPM, "C\0openssl-libs\0" + "3.2.2\0" + "C\0openssl-libs\0" + "3.5.1\0");
    assertThat(found().openSsl()).hasToString("3.2 or later");
  }

  @Test
  void namesThatOnlyBeginOrEndSoAreOthers() {
    file(RPM, "C\0postfix-lmdb\0" + "3.8.5\0C\0xpostfix\0" + "3.8.5\0DC\0postfix3\0" + "3.8.5\0");
    assertThat(found().source()).isEqualTo("by compatibility_level");
  }

  @Test
  void headersAreFoundWhereverTheReadingStops() throws IOException {
    byte[] header = "C\0postfix\0003.8.5\0008.el10\0".getBytes(ISO_8859_1);
    for (int start = 65_200; start < 66_200; start++) {
      byte[] file = new byte[140_000];
      System.arraycopy(header, 0, file, start, header.length);
      assertThat(
              RpmDatabase.versions(new ByteArrayInputStream(file), List.of("postfix"), file.length))
          .as("header at %d", start)
          .containsEntry("postfix", List.of("3.8.5"));
    }
  }

  @Test
  void anyBytesInPlaceOfRpmsDatabaseAreRead() {
    byte[] fresh = unpacked("fresh.sqlite");
    for (int length = 0; length < 8000; length += 7) {
      file(RPM, Arrays.copyOf(fresh, length));
      assertThat(found()).isNotNull();
    }
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    file(RPM, random);
    assertThat(found().source()).isEqualTo("by compatibility_level");
  }

  @Test
  void aHostileDatabaseOfRpmTakesNoTime() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 500_000; i++) {
      many.append("C\0postfix\0").append(i).append("\0");
    }
    byte[] bytes = many.toString().getBytes(ISO_8859_1);
    byte[] letters = new byte[8 << 20];
    Arrays.fill(letters, (byte) 'C');
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          file(RPM, bytes);
          assertThat(found().source()).isEqualTo("by compatibility_level");
          file(RPM, letters);
          assertThat(found().source()).isEqualTo("by compatibility_level");
        });
  }

  @Test
  void noMoreIsReadThanMayBe() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'C';
          }
        };
    assertThat(RpmDatabase.versions(endless, List.of("postfix"), 1 << 20))
        .containsEntry("postfix", List.of());
  }

  @Test
  void aDirectoryInPlaceOfADatabaseTellsNothing() {
    tree.directory(RPM, Metadata.UNKNOWN);
    tree.directory("/etc/os-release", Metadata.UNKNOWN);
    assertThat(tree.look(RPM)).isInstanceOf(FileTree.Found.class);
    assertThat(found().source()).isEqualTo("by compatibility_level");
  }

  // ---- os-release ----

  @ParameterizedTest
  @CsvSource({
    "debian, '', 11, 3.5, 1.1.1",
    "debian, '', 13, 3.10, 3.5",
    "debian, '', 10, 3.4, 1.1.1",
    "devuan, debian, 5, 3.7, 3.0",
    "linuxmint, ubuntu debian, 22.1, 3.8, 3.0",
    "ubuntu, debian, 20.04, 3.4, 1.1.1",
    "raspbian, debian, 12, 3.7, 3.0",
    "ubuntu, debian, 22.04, 3.6, 3.0",
    "ubuntu, debian, 26.04, 3.10, 3.5",
    "rhel, fedora, 8.10, 3.5, 1.1.1",
    "rhel, fedora, 9.6, 3.5, 3.0 or later",
    "rocky, rhel centos fedora, 10.0, 3.8, 3.2 or later",
    "virtuozzo, rhel fedora, 9.5, 3.5, 3.0 or later",
    "ol, fedora, 9.4, 3.5, 3.0 or later",
    "fedora, '', 45, 3.11, 3.5",
    "alpine, '', 3.22.1, 3.10, 3.5",
    "opensuse-leap, suse opensuse, 15.5, 3.7, 1.1.1 or later",
    "amzn, fedora, 2023, 3.7, 3.0 to 3.2",
    "arch, '', '', 3.6, 1.1.1 or later",
    "debian, '', 99, 3.6, 1.1.1 or later",
    "linuxmint, ubuntu debian, 21.3, 3.6, 3.0",
  })
  void osReleaseTellsWhatADistributionInstalls(
      String id, String like, String version, String postfix, String openSsl) {
    file(
        "/usr/lib/os-release",
        "NAME='x'\nID=%s\nID_LIKE=\"%s\"\nVERSION_ID='%s'\n".formatted(id, like, version));
    assertThat(found().postfix()).hasToString(postfix);
    assertThat(found().openSsl()).hasToString(openSsl);
  }

  @Test
  void thatOfEtcIsReadFirst() {
    file("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
    file("/usr/lib/os-release", "ID=debian\nVERSION_ID=\"11\"\n");
    assertThat(found().postfix()).hasToString("3.7");
  }

  @Test
  void patchedReleasesAreJudgedWithoutPatchLevel() {
    file(RPM, unpacked("fresh.sqlite"));
    file("/etc/os-release", "ID=almalinux\nVERSION_ID=10.0\n");
    assertThat(found().found()).hasToString("3.8.5");
    assertThat(found().postfix()).hasToString("3.8");
  }

  @Test
  void whatIsTypedWins() {
    file(RPM, unpacked("fresh.sqlite"));
    file("/etc/os-release", "ID=rhel\nVERSION_ID=10.0\n");
    Platform told = found(PostfixVersion.of(3, 5, 9), OpenSslReleases.parse("3.0"));
    assertThat(told.postfix()).hasToString("3.5.9");
    assertThat(told.source()).isEqualTo("as told");
    assertThat(told.openSsl()).hasToString("3.0");
  }

  @Test
  void aPostfixOfSomebodyElseIsBuiltInWaysThatAreNotKnown() {
    file("/etc/os-release", "ID=rhel\nVERSION_ID=10.0\n");
    assertThat(found().berkeleyDb()).isEqualTo(BerkeleyDb.GONE);
    file(RPM, "C\0postfix\0" + "3.10.2\0");
    assertThat(found().berkeleyDb()).isEqualTo(BerkeleyDb.UNKNOWN);
  }
}
