package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose configuration files count, and whose names owners have. */
class OwnersTest {

  private static final int STRANGER = 4242;
  private static final String FILE = ".posttls-lint.yaml";

  @TempDir Path top;

  @BeforeEach
  void asRoot() throws IOException {
    assumeThat(Files.getAttribute(top, "unix:uid")).as("needs root").isEqualTo(0);
    write("tmp/build/mail/main.cf", "smtpd_use_tls = oui\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = top.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void own(String name, int uid) throws IOException {
    Files.setAttribute(top.resolve(name), "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
  }

  private Run check(String directory, String... words) {
    return Cli.runIn(top.resolve(directory), words);
  }

  @Test
  void aStrangersFileAboveWhatIsJudgedIsRefused() throws IOException {
    write("tmp/" + FILE, "fail-on: never\n");
    own("tmp/" + FILE, STRANGER);
    for (String typed : new String[] {"mail", "mail/main.cf", "."}) {
      Run run = check("tmp/build", "check", typed);
      assertThat(run.err()).contains(FILE + ": belongs to another user", "--config FILE");
      assertThat(run.status()).isEqualTo(2);
    }
    assertThat(check("tmp/build", "show", "mail").status()).isEqualTo(2);
    assertThat(check("tmp/build", "selftest").status()).isEqualTo(2);
    assertThat(check("tmp/build", "check", "--config", "../" + FILE, "mail").status()).isZero();
  }

  @Test
  void insideWhatIsJudgedTheOwnerDoesNotMatter() throws IOException {
    write("tmp/build/" + FILE, "fail-on: never\n");
    own("tmp/build/" + FILE, STRANGER);
    assertThat(check("tmp/build", "check", ".").status()).isZero();
    assertThat(check("tmp/build", "check", "mail").status()).isEqualTo(2);
    Files.createDirectories(top.resolve("tmp/build/.git"));
    assertThat(check("tmp/build", "check", "mail").status()).as("a repository").isZero();
  }

  @Test
  void inAContainerRootReadsWhatBelongsToTheOwnerOfTheCheckout() throws IOException {
    write("tmp/build/" + FILE, "fail-on: never\n");
    for (String name : new String[] {"tmp/build", "tmp/build/" + FILE, "tmp/build/mail"}) {
      own(name, STRANGER);
    }
    assertThat(check("tmp/build", "check", "mail").status()).isZero();
  }

  @Test
  void aRepositoryOfAStrangerAroundWhatIsJudgedIsNone() throws IOException {
    Files.createDirectories(top.resolve("tmp/.git"));
    own("tmp/.git", STRANGER);
    write("tmp/" + FILE, "fail-on: never\n");
    own("tmp/" + FILE, STRANGER);
    assertThat(check("tmp/build", "check", "mail").status()).isEqualTo(2);
  }

  @Test
  void aStrangersMapAndLinksStayInHisFolderWhenAllHomesAreSearched() throws IOException {
    write("home/alice/private/table", "canarybird canarybird\n");
    write("home/mallory/main.cf", "smtp_tls_policy_maps = texthash:/x/table\n");
    write("home/mallory/" + FILE, "map: {/x: ../alice/private}\n");
    write("home/bob/main.cf", "smtpd_use_tls = oui\n");
    Files.createSymbolicLink(top.resolve("home/mallory/master.cf"), Path.of("../bob/main.cf"));
    for (String name :
        new String[] {"home/mallory", "home/mallory/main.cf", "home/mallory/" + FILE}) {
      own(name, STRANGER);
    }
    Run run = check("home", "check", "-v", "-f", "gcc", ".");
    assertThat(run.out()).contains("bad-boolean").doesNotContain("canarybird");
    assertThat(run.err()).contains("leads out of the folder of the configuration file");
    assertThat(run.status()).isEqualTo(3);
    Files.delete(top.resolve("home/mallory/" + FILE));
    assertThat(check("home", "check", "-v", "-f", "gcc", ".").err())
        .contains("master.cf: a symbolic link that leads out");
  }

  @Test
  void ownersHaveTheNamesOfTheRootDirectory() throws IOException {
    write(
        "img/etc/postfix/main.cf",
        """
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /k.pem
        """);
    write("img/etc/postfix/master.cf", "smtp inet n - n - - smtpd\n");
    Files.copy(Path.of("samples/mx/bad/etc/postfix/mail-key.pem"), top.resolve("img/k.pem"));
    write("img/etc/passwd", "root:x:0:0::/:/bin/sh\nimgmail:x:4242:4243::/:/bin/sh\nbroken\n");
    write("img/etc/group", "root:x:0:\nimggroup:x:4243:\n");
    own("img/k.pem", STRANGER);
    Files.setAttribute(top.resolve("img/k.pem"), "unix:gid", 4243);
    Files.setPosixFilePermissions(
        top.resolve("img/k.pem"), PosixFilePermissions.fromString("rw-r-----"));
    Run run = check(".", "check", "-v", "--root", "img");
    assertThat(run.out()).contains("img/etc/postfix/main.cf").contains("imgmail");
    Files.delete(top.resolve("img/etc/passwd"));
    assertThat(check(".", "check", "-v", "--root", "img").out()).contains("4242");
    assertThat(check(".", "check", "-v", "--root", "img", "img/etc/postfix").out())
        .isEqualTo(check(".", "check", "-v", "--root", "img").out());
  }

  @Test
  void aRootDirectoryWithoutASetupIsNotTheHost() throws IOException {
    Files.createDirectories(top.resolve("empty"));
    Run run = check(".", "check", "--root", "empty");
    assertThat(run.err()).contains("empty/etc/postfix: no such file or directory");
    assertThat(run.status()).isEqualTo(3);
  }
}
