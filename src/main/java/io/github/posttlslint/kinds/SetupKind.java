package io.github.posttlslint.kinds;

import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.AddressFamilies;
import io.github.posttlslint.model.DataDirectory;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.tls.CurveWord;
import io.github.posttlslint.postfix.Defect;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The setup as a whole, with the values of main.cf. */
public final class SetupKind {

  /** The first release with this type of service, which every newer master.cf has for postlogd. */
  private static final PostfixVersion UNIX_DGRAM = PostfixVersion.of(3, 4);

  /** The first release with levels of TLS. */
  private static final PostfixVersion LEVELS = PostfixVersion.of(2, 3);

  /** Those of {@link Defect}, which most runs have no need to load. */
  static final List<String> DEFECTS =
      List.of(
          "policy-reuse",
          "anchors-reuse",
          "client-only-reuse",
          "one-file-pair",
          "anchor-file",
          "name-after-retry");

  private SetupKind() {}

  /** What all kinds have. */
  static final Kind<Setup> FACTS =
      new Kind<Setup>("any", "the set-up that a thing belongs to")
          .release("release", "the release of Postfix that is judged by", setup -> setup.version())
          .told(
              "openssl.ml-dsa",
              "OpenSSL has the algorithm ML-DSA, as releases from 3.5 on do",
              setup ->
                  setup
                      .byOpenSsl(one -> Known.of(one.isAtLeast(OpenSslRelease.V3_5)))
                      .is(has -> has))
          .text("platform", "the distribution; absent if it is not known", SetupKind::platform)
          .fact(
              "compatibility",
              FactType.RELEASE,
              "the compatibility level",
              SetupKind::compatibility)
          .truth("master.seen", "there is a master.cf", setup -> setup.master() != null)
          .family(
              "defect",
              DEFECTS,
              FactType.TRUTH,
              "the patch level of Postfix has this fault of its release; cannot be told where the"
                  + " patch level is not known and decides",
              (setup, defect) -> defect(setup, Defect.of(defect)));

  /** The table. */
  public static final Kind<Setup> KIND =
      withCurves(
          new Kind<Setup>("setup", "the set-up as a whole, with the values of main.cf")
              .fact(
                  "master.known",
                  FactType.TRUTH,
                  "yes; cannot be told where master.cf was not seen",
                  setup ->
                      setup.master() != null
                          ? Fact.of(true)
                          : Fact.unknown(Doubt.of("master.cf was not seen")))
              .release(
                  "release.evident",
                  "the oldest release that the set-up can be for: the judged one, unless that is the"
                      + " newest for want of better; then the first that knows all that is set",
                  setup -> evidentRelease(setup))
              .text(
                  "tls-switch",
                  "the parameter by which servers of the release offer TLS",
                  setup -> hasLevels(setup) ? "smtpd_tls_security_level" : "smtpd_use_tls")
              .text(
                  "tls-switch.value",
                  "its value for TLS that is optional",
                  setup -> hasLevels(setup) ? "may" : "yes")
              .textIfSet(
                  "interfaces.off",
                  "the first address of inet_interfaces of a family that inet_protocols lacks",
                  setup -> new AddressFamilies(setup).unusableInterface())
              .text(
                  "service-line.missing",
                  "the usual line of scache, if connections are reused, or else of anvil, if that"
                      + " is not in master.cf",
                  SetupKind::missingLine)
              .textIfSet(
                  "data.missing-parent",
                  "the directory above data_directory that is not there; only where that is set",
                  setup -> new DataDirectory(setup).missingParent())
              .textIfSet(
                  "data.foreign-owner",
                  "whose data_directory is, if mail_owner cannot write to it; only where that is set",
                  setup -> new DataDirectory(setup).foreignOwner())
              .textIfSet(
                  "random.missing",
                  "the file or device of tls_random_source, if it is not there",
                  setup -> new DataDirectory(setup).missingRandomSource())
              .anchor(
                  "data.recorded",
                  "the line of posttls-lint.modes that tells owner and mode of data_directory",
                  setup -> TlsKind.recorded(setup, setup.value("data_directory").known()))
              .including(FACTS, setup -> setup));

  /** Adds the facts on the groups of handshakes. */
  static <T extends Thing> Kind<T> withCurves(Kind<T> kind) {
    return kind.knownWords(
            "curves",
            "the groups of tls_eecdh_auto_curves, by one name each (X25519, P-256); cannot be told"
                + " where OpenSSL chooses",
            one -> CurveWord.curves(one))
        .told(
            "openssl-chooses-groups",
            "tls_eecdh_auto_curves and tls_ffdhe_auto_groups come to nothing that Postfix could use",
            one -> CurveWord.areLeftToOpenSsl(one))
        .told(
            "groups-of-tls13",
            "TLS 1.3 has some of the groups that are offered, be they of elliptic curves or not",
            one -> CurveWord.haveTls13(one));
  }

  private static @Nullable String missingLine(Setup setup) {
    boolean reuses = setup.value("smtp_tls_connection_reuse").isYes().ifUnknown(false);
    if (reuses && !hasService(setup, "scache")) {
      return "scache    unix  -       -       n       -       1       scache";
    }
    return hasService(setup, "anvil")
        ? null
        : "anvil     unix  -       -       n       -       1       anvil";
  }

  private static boolean hasService(Setup setup, String name) {
    for (Service service : setup.services()) {
      if (service.name().equals(name) && service.type().equals("unix")) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLevels(Setup setup) {
    return setup.version().isAtLeast(LEVELS);
  }

  private static Fact defect(Setup setup, Defect defect) {
    return defect.versions().isDoubtful(setup.version())
        ? Fact.unknown(
            Doubt.of("some patch levels of this release have a fault, and others do not"))
        : Fact.of(defect.versions().contains(setup.version()));
  }

  private static @Nullable String platform(Setup setup) {
    String name = setup.platform().distribution().name();
    return name.isEmpty() ? null : name;
  }

  private static Fact compatibility(Setup setup) {
    PostfixVersion level = setup.compatibility();
    return level == null
        ? Fact.unknown(new Doubt("the compatibility level is not known", "compatibility_level"))
        : new Fact.Release(level);
  }

  private static PostfixVersion evidentRelease(Setup setup) {
    if (!setup.version().equals(PostfixVersion.NEWEST)) {
      return setup.version();
    }
    PostfixVersion evident = PostfixVersion.OLDEST;
    for (MainCfEntry entry : setup.mainEntries()) {
      evident = atLeast(evident, entry.name(), setup);
    }
    for (Service service : setup.services()) {
      if (service.type().equals("unix-dgram")) {
        evident = evident.isAtLeast(UNIX_DGRAM) ? evident : UNIX_DGRAM;
      }
      for (ParameterOverride override : service.entry().overrides()) {
        evident = atLeast(evident, override.name(), setup);
      }
    }
    return evident;
  }

  private static PostfixVersion atLeast(PostfixVersion release, String name, Setup setup) {
    Parameter parameter = setup.parameters().find(name);
    return parameter == null || release.isAtLeast(parameter.since().release())
        ? release
        : parameter.since().release();
  }
}
