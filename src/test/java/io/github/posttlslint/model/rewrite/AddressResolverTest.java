package io.github.posttlslint.model.rewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is told without a Postfix to ask; the rest, AddressResolverAgainstPostfixTest holds. */
class AddressResolverTest {

  private static final Parameters PARAMETERS = Parameters.load();

  private static final String MAIN =
      """
      compatibility_level = 3.6
      myhostname = host.example.com
      relayhost = [rh]
      relay_domains = relay.test
      """;

  private final MemoryTree tree = new MemoryTree("/etc/postfix", true);

  private AddressResolver resolver(String settings, String master) {
    SetupFiles files =
        new SetupFiles(
            tree,
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", MAIN + settings)),
            MasterCf.parse(SourceText.of("master.cf", master)));
    Setup setup = new Setup(files, PARAMETERS, PostfixVersion.of(3, 7));
    return new AddressResolver(setup, Tables.of(setup));
  }

  private AddressResolver resolver(String settings) {
    return resolver(settings, "rewrite unix - - n - - trivial-rewrite\n");
  }

  private static String shown(Known<Outcome> outcome) {
    return outcome.fold(
        one ->
            one instanceof Resolution route
                ? route.addressClass() + " " + route.transport() + " " + route.nextHop()
                : ((Refusal) one).temporary() ? "deferred" : "returned",
        () -> "nothing",
        doubt -> "cannot tell: " + doubt.reason());
  }

  /** Where mail of s@example.com goes. */
  private String route(String settings, String recipient) {
    return shown(resolver(settings).outcome("s@example.com", recipient));
  }

  @Test
  void serviceWithoutNextHopTakesTheDomainButColonKeepsTheRelay() {
    assertThat(route("transport_maps = inline:{a.test=smtp:}", "x@a.test"))
        .isEqualTo("DEFAULT smtp a.test");
    assertThat(route("transport_maps = inline:{a.test=:}", "x@a.test"))
        .isEqualTo("DEFAULT smtp [rh]");
    assertThat(route("transport_maps = inline:{*=:[gw]}", "x@a.test"))
        .isEqualTo("DEFAULT smtp [gw]");
  }

  @Test
  void transportOfTheSenderKeepsTheRelayAndIsNotForRelayDomains() {
    String settings = "sender_dependent_default_transport_maps = inline:{@example.com=out:}\n";
    assertThat(route(settings, "x@a.test")).isEqualTo("DEFAULT out [rh]");
    assertThat(route(settings, "x@relay.test")).isEqualTo("RELAY relay [rh]");
    assertThat(route(settings.replace("out:", "out:[h]"), "x@a.test")).isEqualTo("DEFAULT out [h]");
    assertThat(route(settings.replace("out:", "dunno"), "x@a.test")).isEqualTo("DEFAULT smtp [rh]");
  }

  @Test
  void whatATableHidesIsToldOfNobodyButTheRestIs() {
    String settings = "transport_maps = inline:{a.test=smtp:[gw]} mysql:/etc/postfix/db.cf\n";
    assertThat(route(settings, "x@a.test"))
        .isEqualTo("cannot tell: what a table of type mysql holds is not known");
    AddressResolver resolver = resolver(settings);
    Known<Hop> base = resolver.base(AddressClass.DEFAULT, "a.test", SenderEntries.NONE);
    assertThat(base.map(hop -> hop.transport() + " " + hop.nextHop()).or("", ""))
        .isEqualTo("smtp [rh]");
    assertThat(resolver.transportOf("x@a.test").isHidden()).isTrue();
    assertThat(resolver("transport_maps = inline:{a.test=smtp:[gw]}").transportOf("x@a.test"))
        .extracting(entry -> entry.map(TransportEntry::nextHop).or("", ""))
        .isEqualTo("[gw]");
  }

  @Test
  void tableThatIsNotAskedHidesNothing() {
    String settings = "transport_maps = inline:{x@a.test=smtp:[gw]} mysql:/etc/postfix/db.cf\n";
    assertThat(route(settings, "x@a.test")).isEqualTo("DEFAULT smtp [gw]");
    assertThat(route("mydestination = here.test, {{ more }}\n", "x@here.test"))
        .isEqualTo("LOCAL local host.example.com");
    assertThat(route("mydestination = here.test, {{ more }}\n", "x@a.test"))
        .isEqualTo("cannot tell: a template fills the value in");
  }

  @Test
  void classOfADomainIsThatOfTheFirstListThatHasIt() {
    AddressResolver resolver =
        resolver(
            """
            mydestination = local.test
            virtual_alias_domains = alias.test, local.test
            virtual_mailbox_domains = box.test, alias.test
            parent_domain_matches_subdomains = relay_domains
            """);
    assertThat(of(resolver, "local.test")).isEqualTo(AddressClass.LOCAL);
    assertThat(of(resolver, "ALIAS.test")).isEqualTo(AddressClass.VIRTUAL_ALIAS);
    assertThat(of(resolver, "box.test")).isEqualTo(AddressClass.VIRTUAL);
    assertThat(of(resolver, "sub.relay.test")).isEqualTo(AddressClass.RELAY);
    assertThat(of(resolver, "other.test")).isEqualTo(AddressClass.DEFAULT);
  }

  private static AddressClass of(AddressResolver resolver, String domain) {
    return resolver
        .classOf(domain)
        .fold(
            one -> one,
            () -> Assertions.fail("no class"),
            doubt -> Assertions.fail(doubt.reason()));
  }

  @Test
  void brokenTableDefersAndBadAddressReturns() {
    assertThat(route("transport_maps = texthash:/nowhere\n", "x@a.test")).isEqualTo("deferred");
    assertThat(route("default_transport = :[gw]\n", "x@a.test")).isEqualTo("deferred");
    assertThat(route("", "x@a..test")).isEqualTo("returned");
    assertThat(resolver("").resolve("", "x@a..test").isSet().ifUnknown(true)).isFalse();
  }

  @Test
  void valuesAreThoseOfTheServiceThatResolves() {
    AddressResolver resolver =
        resolver("", "rewrite unix - - n - - trivial-rewrite -o relayhost=[own]\n");
    assertThat(shown(resolver.outcome("", "x@a.test"))).isEqualTo("DEFAULT smtp [own]");
  }

  @Test
  void stepsTellWhereTheWayIsWritten() {
    tree.file("/etc/postfix/transport", "a.test smtp:[gw]\n".getBytes(UTF_8), Metadata.UNKNOWN);
    assertThat(steps("x@a.test"))
        .extracting(Step::parameter, Step::text, AddressResolverTest::line)
        .containsExactly(Assertions.tuple("transport_maps", "smtp:[gw]", 1));
    assertThat(steps("x@relay.test"))
        .extracting(Step::parameter, Step::text, AddressResolverTest::line)
        .containsExactly(
            Assertions.tuple("relay_domains", "relay.test", 4),
            Assertions.tuple("relay_transport", "relay", 0),
            Assertions.tuple("relayhost", "[rh]", 3));
  }

  private List<Step> steps(String recipient) {
    return resolver("transport_maps = texthash:/etc/postfix/transport\n")
        .resolve("", recipient)
        .map(Resolution::steps)
        .or(List.of(), List.of());
  }

  private static int line(Step step) {
    return step.place() == null ? 0 : step.place().startLine();
  }

  @Test
  void longAddressesAndListsTakeNoLongTime() {
    StringBuilder domains = new StringBuilder("mydestination =");
    for (int i = 0; i < 20_000; i++) {
      domains.append(" d").append(i).append(".test");
    }
    AddressResolver resolver = resolver(domains.append('\n').toString());
    String nested = "x" + "@d1.test".repeat(250);
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            assertThat(of(resolver, "d" + i + ".test")).isEqualTo(AddressClass.LOCAL);
          }
          assertThat(shown(resolver.outcome("", nested))).isEqualTo("LOCAL local host.example.com");
          assertThat(shown(resolver.outcome("", "x@" + "a.".repeat(100_000) + "test")))
              .startsWith("cannot tell: an address this long");
        });
  }
}
