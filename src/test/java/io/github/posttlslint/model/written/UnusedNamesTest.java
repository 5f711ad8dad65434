package io.github.posttlslint.model.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnusedNamesTest {

  private static final Parameters PARAMETERS = Parameters.load();

  private static Setup setup(String main, @Nullable String master) {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", true),
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", main)),
            master == null ? null : MasterCf.parse(SourceText.of("master.cf", master)));
    return new Setup(files, PARAMETERS, PostfixVersion.NEWEST);
  }

  /** The unused names: those of main.cf, then those of master.cf after the id of the service. */
  private static List<String> unused(String main, String master) {
    Setup setup = setup(main, master);
    UnusedNames names = UnusedNames.of(setup);
    List<String> unused = new ArrayList<>();
    for (MainCfEntry entry : setup.main().entries()) {
      if (names.isUnused(entry.name())) {
        unused.add(entry.name());
      }
    }
    for (Service service : setup.services()) {
      for (ParameterOverride override : service.entry().overrides()) {
        if (names.isUnused(service, override.name())) {
          unused.add(service.id() + " " + override.name());
        }
      }
    }
    return unused;
  }

  @Test
  void namesAreComparedToTheLetter() {
    assertThat(unused("smtpd_tls_cafile = a\nsmtpd_tls_CAfile = a\nsmtpd-tls-CAfile = a\n", ""))
        .containsExactly("smtpd_tls_cafile", "smtpd-tls-CAfile");
  }

  @Test
  void aReferenceMakesANameUsedInAnyForm() {
    assertThat(
            unused(
                "a = 1\nb = 1\nc = 1\nd = 1\ne = 1\nf = 1\n"
                    + "smtp_helo_name = $a ${b} $(c) ${d?{$e}:{x}}\n",
                ""))
        .containsExactly("f");
  }

  @Test
  void aReferenceInAnUnusedNameCounts() {
    assertThat(unused("a = $b\nb = $a\nc = $c\nd = $a\n", "")).containsExactly("d");
  }

  @Test
  void aDollarSignThatIsDoubledIsNoReference() {
    assertThat(unused("a = 1\nsmtp_helo_name = $$a\n", "")).containsExactly("a");
  }

  @Test
  void aReferenceInAServiceCountsForTheNearestPlace() {
    String master =
        "smtp inet n - n - - smtpd\n -o a=1\n -o smtpd_banner=$a$b\n"
            + "10025 inet n - n - - smtpd\n -o a=1\n";
    assertThat(unused("a = 2\nb = 2\n", master)).containsExactly("a", "10025/inet a");
  }

  @Test
  void aReferenceInMainCfCountsForAllServices() {
    String master = "smtp inet n - n - - smtpd\n -o a=1\n10025 inet n - n - - smtpd\n -o a=1\n";
    assertThat(unused("smtpd_banner = $a\n", master)).isEmpty();
  }

  @Test
  void servicesMakeNames() {
    String master = "slow unix - - n - - smtp\npolicy unix - n n - 0 spawn user=x argv=/y\n";
    assertThat(
            unused(
                "slow_destination_rate_delay = 1s\nquick_destination_rate_delay = 1s\n"
                    + "policy_time_limit = 1h\nslow_time_limit = 1h\n",
                master))
        .containsExactly("quick_destination_rate_delay", "slow_time_limit");
  }

  @Test
  void tablesMakeNames() {
    assertThat(
            unused(
                "virtual_alias_maps = hash:/a, proxy:ldap:people\n"
                    + "people_server_host = x\npeople_hosts = x\nfriends_server_host = x\n",
                ""))
        .containsExactly("people_hosts", "friends_server_host");
  }

  @Test
  void restrictionClassesAreUsed() {
    assertThat(
            unused(
                "smtpd_restriction_classes = strict, $more\nmore = mild\n"
                    + "strict = reject\nmild = permit\nother = permit\n",
                ""))
        .containsExactly("other");
  }

  @Test
  void defaultsUseStress() {
    assertThat(unused("stress = yes\n", "smtp inet n - n - - smtpd\n -o stress=yes\n")).isEmpty();
  }

  /** The constant stands for a search through all defaults, which would be slow. */
  @Test
  void defaultsUseNoOtherNameThatIsNotBuiltIn() {
    for (int minor = 9; minor <= 24; minor++) {
      PostfixVersion version =
          minor <= 11 ? PostfixVersion.of(2, minor) : PostfixVersion.of(3, minor - 12);
      for (String name : PARAMETERS.namesOf(version)) {
        Parameter parameter = PARAMETERS.find(name);
        Macro text = Macro.parse(parameter.defaultIn(version), Resolver.grammar(version));
        for (Macro.Name used : parameter.isRaw(version) ? List.<Macro.Name>of() : text.names()) {
          boolean known = PARAMETERS.find(used.name(), version) != null;
          assertThat(known || used.name().equals(Resolver.STRESS))
              .as("%s in the default of %s in %s", used.name(), name, version)
              .isTrue();
        }
      }
    }
  }

  @Test
  void knowsWhenSomethingWasNotSeen() {
    assertThat(UnusedNames.of(setup("a = 1\n", "smtp inet n - n - - smtpd\n")).isComplete())
        .isTrue();
    assertThat(UnusedNames.of(setup("a = 1\n", null)).isComplete()).isFalse();
  }
}
