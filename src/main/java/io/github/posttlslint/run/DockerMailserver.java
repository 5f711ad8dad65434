package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.postfix.Distribution;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.PostfixVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What docker-mailserver puts its users' {@code postfix-main.cf} and {@code postfix-master.cf} over
 * (target/scripts/startup/setup.d/postfix.sh there): it appends the one to the main.cf of its image
 * and gives each line of the other to {@code postconf -P}.
 */
final class DockerMailserver {

  /** Where a container has the directory of these files. */
  static final String DIRECTORY = "/tmp/docker-mailserver";

  private static final String MAIN = "docker-mailserver's main.cf";
  private static final String MASTER = "docker-mailserver's master.cf";

  /** What else its users have in that directory. */
  private static final Set<String> COMPANIONS =
      Set.of(
          "compose.yaml",
          "compose.yml",
          "docker-compose.yaml",
          "docker-compose.yml",
          "dovecot-masters.cf",
          "dovecot-quotas.cf",
          "dovecot.cf",
          "fetchmail.cf",
          "mailserver.env",
          "opendkim",
          "postfix-accounts.cf",
          "postfix-aliases.cf",
          "postfix-receive-access.cf",
          "postfix-regexp.cf",
          "postfix-relaymap.cf",
          "postfix-sasl-password.cf",
          "postfix-send-access.cf",
          "postfix-virtual.cf",
          "rspamd",
          "user-patches.sh");

  /** A line for {@code postconf -P}. */
  private static final Pattern OVERRIDE =
      Pattern.compile("(?m)^[ \\t]*[0-9a-z][^\\s/=]*/[a-z*-]+/[^\\s/=]+[ \\t]*=");

  /** Settings that not all of the releases have. */
  private static final Pattern OF_RELEASES =
      Pattern.compile("(?s)\\{% if 14 or 15 %}\\n(.*?)\\{% endif %}\\n");

  private final boolean isUsual;
  private final Platform platform;

  /**
   * One of its releases.
   *
   * @param release the release of Postfix, where somebody has named it; else that of
   *     docker-mailserver 14 and 15
   * @param openSsl the release of OpenSSL, likewise
   */
  DockerMailserver(@Nullable PostfixVersion release, @Nullable OpenSslReleases openSsl) {
    Distribution debian = Distribution.find("debian", "12");
    PostfixVersion usual = debian == null ? null : debian.postfix();
    if (debian == null || usual == null) {
      throw new IllegalStateException("nothing is known of Debian 12");
    }
    Platform own =
        new Platform(
            usual, "as docker-mailserver 15 has", debian.isPatched(), debian.openSsl(), debian);
    Platform named =
        new Platform(
            release == null ? usual : release,
            "as told",
            false,
            OpenSslReleases.ANY,
            Distribution.UNKNOWN);
    this.isUsual = release == null || release.release().equals(usual.release());
    Platform built = release == null ? own : isUsual ? own.named(release) : named;
    this.platform = openSsl == null ? built : built.with(openSsl);
  }

  /**
   * Whether files of that name are docker-mailserver's: another of its files or a directory named
   * after it tells so, or a line that only {@code postconf -P} understands.
   *
   * @param directory where they are
   * @param beside the names of what is there
   * @param master the text of postfix-master.cf; null if there is none
   */
  static boolean isMeant(Path directory, List<String> beside, @Nullable SourceText master) {
    if (!Collections.disjoint(beside, COMPANIONS)
        || (master != null && OVERRIDE.matcher(master.text()).find())
        || directory.endsWith(Path.of("dms", "config"))) {
      return true;
    }
    for (Path name : directory) {
      if (name.toString().contains("docker-mailserver")) {
        return true;
      }
    }
    return false;
  }

  /** What its image runs on. */
  Platform platform() {
    return platform;
  }

  /** The main.cf of its image, with what is not known of it as a template's. */
  MainCf main() {
    String text = text("docker-mailserver-main.cf");
    String known = isUsual ? OF_RELEASES.matcher(text).replaceAll("$1") : text;
    return MainCf.parse(SourceText.of(MAIN, known));
  }

  /** The master.cf of its image. */
  MasterCf master() {
    return MasterCf.parse(SourceText.of(MASTER, text("docker-mailserver-master.cf")));
  }

  private static String text(String name) {
    try {
      return new String(PackedFile.read(DockerMailserver.class, name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
