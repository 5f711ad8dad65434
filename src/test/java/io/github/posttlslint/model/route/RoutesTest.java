package io.github.posttlslint.model.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds on the ways of one mail; DeliveriesTest holds it against a running Postfix. */
class RoutesTest {

  private static final Parameters PARAMETERS = Parameters.load();
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final String MAIN =
      """
      compatibility_level = 3.6
      myhostname = host.example.com
      relayhost = [gw.example.com]:587
      """;
  private static final String MASTER =
      """
      smtp inet n - n - - smtpd
      rewrite unix - - n - - trivial-rewrite
      smtp unix - - n - - smtp
      lmtp unix - - n - - lmtp
      """;

  private static List<Route> ways(String settings) {
    return find(settings).or(List.of(), List.of());
  }

  private static Known<List<Route>> find(String settings) {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", true),
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", MAIN + settings)),
            MasterCf.parse(SourceText.of("master.cf", MASTER)));
    Setup setup = new Setup(files, PARAMETERS, PostfixVersion.of(3, 7));
    return Routes.of(setup, Tables.of(setup))
        .find(setup.services().get(0), "ann+x@a.test", "bob@b.test");
  }

  private static String destination(String settings) {
    return find(settings).fold(ways -> ways.get(0).destination(), () -> "", doubt -> "unknown");
  }

  private static String fault(String policy) {
    return ways("smtp_tls_policy_maps = static:{" + policy + "}\n")
        .get(0)
        .terms()
        .fault()
        .or("", "?");
  }

  private static List<String> versions(String settings) {
    return ways(settings).get(0).terms().versions().or(List.of(), List.of("?"));
  }

  // --- filters ---------------------------------------------------------------------------------

  @Test
  void mailGoesToTheFilterOfTheListenerFirst() {
    assertThat(destination("")).isEqualTo("[gw.example.com]:587");
    assertThat(destination("content_filter = smtp:[127.0.0.1]:10024\n"))
        .isEqualTo("[127.0.0.1]:10024");
    assertThat(destination("content_filter = smtp:\n")).isEqualTo("b.test");
  }

  @Test
  void lastFilterOfAccessTablesWins() {
    String rest =
        """
        content_filter = smtp:[127.0.0.1]:10024
        smtpd_recipient_restrictions = check_recipient_access inline:{{b.test=FILTER smtp:[r]}}
        smtpd_sender_restrictions = \
        """;
    assertThat(destination(rest + "check_sender_access inline:{{a.test=FILTER smtp:[s]}}\n"))
        .isEqualTo("[r]");
    assertThat(
            destination(
                rest.replace("b.test", "c.test")
                    + "check_sender_access inline:{{a.test=FILTER smtp:[s]}}\n"))
        .isEqualTo("[s]");
  }

  @Test
  void permissionBeforeAFilterLeavesItOutOrUnknown() {
    String check = "check_sender_access inline:{{a.test=FILTER smtp:[s]}}\n";
    String list = "smtpd_sender_restrictions = ";
    assertThat(destination(list + "permit, " + check)).isEqualTo("[gw.example.com]:587");
    assertThat(destination(list + "check_sender_access inline:{a.test=OK}, " + check))
        .isEqualTo("[gw.example.com]:587");
    assertThat(destination(list + "check_sender_access inline:{a.test=DUNNO}, " + check))
        .isEqualTo("[s]");
    assertThat(destination(list + "permit_mynetworks, " + check)).isEqualTo("unknown");
  }

  @Test
  void filterBeforeTheQueueMakesTheActionCountForNothing() {
    assertThat(
            destination(
                """
                smtpd_proxy_filter = 127.0.0.1:10025
                smtpd_sender_restrictions = check_sender_access inline:{{a.test=FILTER smtp:[s]}}
                """))
        .isEqualTo("[gw.example.com]:587");
  }

  // --- hosts -----------------------------------------------------------------------------------

  @Test
  void domainIsTheHostForLmtpAndWithoutDns() {
    assertThat(form("default_transport = lmtp:b.test:24\n")).isEqualTo(NextHop.Form.HOST);
    assertThat(form("default_transport = smtp:b.test\n")).isEqualTo(NextHop.Form.DOMAIN);
    assertThat(form("default_transport = smtp:b.test\nsmtp_dns_support_level = disabled\n"))
        .isEqualTo(NextHop.Form.HOST);
  }

  private static NextHop.Form form(String settings) {
    NextHop faulty = NextHop.smtp("[", 25);
    return ways(settings).get(0).hop().or(faulty, faulty).form();
  }

  // --- TLS -------------------------------------------------------------------------------------

  @Test
  void policyThatCannotBeUsedStopsTheMail() {
    String broken = "client TLS configuration problem";
    assertThat(fault("bogus")).isEqualTo(broken);
    assertThat(fault("encrypt match=nexthop")).isEqualTo(broken);
    assertThat(fault("may colour=green")).isEqualTo(broken);
    assertThat(fault("encrypt ciphers=high ciphers=high")).isEqualTo(broken);
    assertThat(fault("fingerprint")).isEqualTo(broken);
    assertThat(fault("secure tafile=/etc/postfix/gone.pem")).isEqualTo(broken);
    assertThat(fault("none match=nexthop")).isEmpty();
    assertThat(fault("secure match=nexthop match=dot-nexthop")).isEmpty();
  }

  @Test
  void wrapperModeBelowEncryptMakesNoConnection() {
    String wrapped = "smtp_tls_wrappermode = yes\nsmtp_tls_security_level = may\n";
    assertThat(ways(wrapped).get(0).terms().fault().or("", "?")).startsWith("server unavailable");
    assertThat(
            ways(wrapped + "smtp_tls_policy_maps = static:encrypt\n")
                .get(0)
                .terms()
                .fault()
                .or("", "?"))
        .isEmpty();
  }

  @Test
  void versionsAreThoseThatHaveSuites() {
    assertThat(versions("smtp_tls_security_level = none\n")).isEmpty();
    assertThat(versions("smtp_tls_security_level = may\nsmtp_tls_protocols = >=TLSv1.2\n"))
        .containsExactly("TLSv1.2", "TLSv1.3");
    assertThat(versions("smtp_tls_policy_maps = static:{encrypt protocols=>=TLSv1.3}\n"))
        .containsExactly("TLSv1.3");
    assertThat(versions("smtp_tls_policy_maps = static:{encrypt exclude=ALL}\n")).isEmpty();
    assertThat(versions("smtp_tls_policy_maps = static:{encrypt ciphers=strong}\n")).isEmpty();
  }

  // --- matching and passwords ------------------------------------------------------------------

  private static boolean fits(String match, String... names) {
    Map<String, Object> recipes = new HashMap<>();
    recipes.put("cert", Map.of("certificate", Map.of("for", List.of(names), "key", "key")));
    recipes.put("key", Map.of("key", "ec-p256"));
    byte[] pem = Recipes.build(recipes, NOW).get("cert");
    Certificate certificate = PemFile.parse("cert", pem).certificates().get(0);
    Route way = ways("smtp_tls_policy_maps = static:{secure match=" + match + "}\n").get(0);
    return new ServerMatch(way).fits(certificate).ifUnknown(false);
  }

  @Test
  void namesMatchAsOpensslComparesThem() {
    assertThat(fits("nexthop", "gw.example.com")).isTrue();
    assertThat(fits("nexthop", "*.example.com")).isTrue();
    assertThat(fits("dot-nexthop", "gw.example.com")).isFalse();
    assertThat(fits("dot-nexthop", "a.gw.example.com")).isTrue();
    assertThat(fits(".example.com", "*.example.com")).isTrue();
    assertThat(fits("*.example.com", "gw.example.com")).isFalse();
    assertThat(fits("a.test:hostname", "gw.example.com")).isTrue();
    assertThat(fits("127.0.0.1:nexthop", "gw.example.com")).isFalse();
  }

  @Test
  void passwordIsThatOfTheSenderFirstThenOfTheHost() {
    String on =
        """
        smtp_sasl_auth_enable = yes
        recipient_delimiter = +
        smtp_sasl_password_maps = inline:{ann@a.test=s:1, gw.example.com=h:2}
        """;
    assertThat(ways(on).get(0).passwordKey().or("", "?")).isEqualTo("gw.example.com");
    assertThat(ways(on).get(0).user().or("", "?")).isEqualTo("h");
    assertThat(
            ways(on + "smtp_sender_dependent_authentication = yes\n")
                .get(0)
                .passwordKey()
                .or("", "?"))
        .isEqualTo("ann@a.test");
  }
}
