package io.github.posttlslint.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.rule.RuleText.Example;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnPortsTest {

  private static Setup setup(String main, String master) {
    Map<String, Object> texts = Map.of("main.cf", main, "master.cf", master);
    Example example =
        new Example(true, "ports", "3.7", List.of(), Map.of("files", "partial"), texts);
    return new ExampleSetup(example, Parameters.load()).build();
  }

  private static String at(String main, String master, String host, int port) {
    return setup(main, master).ownPorts().find(host, port).or(Service::name, "none", "unknown");
  }

  @Test
  void anAddressOfThisHostLeadsToTheServiceThatListensThere() {
    String master = "127.0.0.1:10026 inet n - n - - smtpd\n";
    assertThat(at("", master, "127.0.0.1", 10026)).isEqualTo("127.0.0.1:10026");
    assertThat(at("", master, "[127.0.0.1]", 10026)).isEqualTo("127.0.0.1:10026");
    assertThat(at("", master, "localhost", 10026)).isEqualTo("127.0.0.1:10026");
    assertThat(at("", master, "", 10026)).isEqualTo("127.0.0.1:10026");
    assertThat(at("", master, "::1", 10026)).isEqualTo("none");
    assertThat(at("", master, "127.0.0.1", 10025)).isEqualTo("none");
    assertThat(at("", master, "relay.example.net", 10026)).isEqualTo("none");
  }

  @Test
  void aServiceWithoutAddressListensWhereInetInterfacesSays() {
    String master = "submission inet n - n - - smtpd\n";
    assertThat(at("", master, "127.0.0.1", 587)).isEqualTo("submission");
    assertThat(at("", master, "[IPv6:::1]", 587)).isEqualTo("submission");
    assertThat(at("inet_protocols = ipv4\n", master, "::1", 587)).isEqualTo("none");
    assertThat(at("inet_interfaces = 10.0.0.1\n", master, "127.0.0.1", 587)).isEqualTo("none");
    assertThat(at("inet_interfaces = 10.0.0.1\n", master, "10.0.0.1", 587)).isEqualTo("submission");
    assertThat(at("inet_interfaces = {{ ip }}\n", master, "127.0.0.1", 587)).isEqualTo("unknown");
    assertThat(at("inet_interfaces = {{ ip }}\n", master, "192.0.2.1", 587)).isEqualTo("none");
  }

  @Test
  void aProxyFilterThatIsAPortOfThisPostfixLeadsToIt() {
    String master =
        """
        smtp inet n - n - - smtpd -o smtpd_proxy_filter=%s
        127.0.0.1:10026 inet n - n - - smtpd
        """;
    for (String filter : List.of("127.0.0.1:10026", "inet:localhost:10026", "10026")) {
      Setup setup = setup("", master.formatted(filter));
      Service second = setup.services().get(1);
      assertThat(setup.ownPorts().proxyTo(second)).isSameAs(setup.services().get(0));
    }
    Setup other = setup("", master.formatted("127.0.0.1:10025"));
    assertThat(other.ownPorts().proxyTo(other.services().get(1))).isNull();
  }
}
