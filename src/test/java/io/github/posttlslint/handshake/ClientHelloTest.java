package io.github.posttlslint.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the bytes of a first message say. */
class ClientHelloTest {

  private static ClientHello of(String name) {
    return Clients.all().stream()
        .filter(client -> client.name().equals(name))
        .findFirst()
        .orElseThrow()
        .hello();
  }

  @Test
  void extensionsOfTls13AreRead() {
    ClientHello hello = of("OpenSSL 1.1.1d (Debian)");
    assertThat(hello.versions()).containsExactly(0x0304, 0x0303);
    assertThat(hello.suites()).startsWith(0x1302, 0x1303, 0x1301);
    assertThat(hello.groups()).containsExactly(29, 23, 30, 25, 24);
    assertThat(hello.keyShares()).containsExactly(29);
    assertThat(hello.signatures()).startsWith(0x0403, 0x0503, 0x0603, 0x0807);
    assertThat(hello.sendsServerName()).isTrue();
    assertThat(hello.newest()).isEqualTo(0x0304);
  }

  @Test
  void anOldClientHasNoExtensions() {
    ClientHello hello = of("IE 8 XP");
    assertThat(hello.version()).isEqualTo(0x0301);
    assertThat(hello.versions()).isNull();
    assertThat(hello.groups()).isNull();
    assertThat(hello.signatures()).isNull();
    assertThat(hello.sendsServerName()).isFalse();
  }

  @Test
  void theFormOfSsl2HasSuitesOfThreeBytes() {
    ClientHello hello = of("Java 6u45");
    assertThat(hello.version()).isEqualTo(0x0301);
    assertThat(hello.suites()).contains(0x0004, 0x002f, 0x0033);
  }

  @Test
  void aCutMessageIsRefused() {
    byte[] whole = HexFormat.of().parseHex("1603010031" + "0100002d0303" + "00".repeat(32) + "00");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ClientHello.parse(cut))
          .as("%d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyClientOffersSomething() {
    List<Client> all = Clients.all();
    assertThat(all).hasSize(79).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            client -> {
              assertThat(client.hello().suites()).as(client.name()).isNotEmpty();
              assertThat(client.year()).as(client.name()).isBetween(2001, 2026);
            });
    assertThat(all.stream().filter(Client::isCurrent)).hasSizeGreaterThan(20);
  }
}
