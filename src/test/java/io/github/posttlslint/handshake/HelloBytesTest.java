package io.github.posttlslint.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.handshake.HelloBytes.Extension;
import io.github.posttlslint.handshake.HelloBytes.Share;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HelloBytesTest {

  private static final String NAME = "captured.example.com";

  private byte[] record;
  private HelloBytes hello;

  /** The hello of Java's own client. */
  @BeforeEach
  void capture() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine(NAME, 25);
    engine.setUseClientMode(true);
    ByteBuffer sent = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), sent);
    record = Arrays.copyOf(sent.array(), sent.position());
    hello = HelloBytes.parse(record);
  }

  @Test
  void nothingChangesByItself() {
    assertThat(HelloBytes.record(0x0303, hello.message())).isEqualTo(record);
  }

  @Test
  void replacesTheServerNameAndEveryLengthAroundIt() {
    HelloBytes changed = again(hello.withServerName("mx.example"));
    assertThat(text(changed.body(HelloBytes.SERVER_NAME))).endsWith("mx.example");
    assertThat(changed.message()).hasSize(hello.message().length - NAME.length() + 10);
    assertThat(types(changed)).isEqualTo(types(hello));
  }

  @Test
  void takesTheServerNameAway() {
    HelloBytes changed = again(hello.withServerName(null));
    List<Integer> types = types(hello);
    types.remove(Integer.valueOf(HelloBytes.SERVER_NAME));
    assertThat(types(changed)).isEqualTo(types);
    assertThat(text(changed.message())).doesNotContain(NAME);
  }

  @Test
  void replacesKeySharesInTheirPlace() {
    List<Share> shares = List.of(new Share(0x2a2a, new byte[1]), new Share(0x1d, new byte[32]));
    HelloBytes changed = again(hello.withShares(shares));
    assertThat(changed.shares()).usingRecursiveComparison().isEqualTo(shares);
    assertThat(types(changed)).isEqualTo(types(hello));
  }

  @Test
  void aCookieStandsBeforeThePreSharedKey() {
    List<Extension> extensions = new ArrayList<>(hello.extensions());
    extensions.add(new Extension(HelloBytes.PRE_SHARED_KEY, new byte[9]));
    HelloBytes resumed =
        new HelloBytes(hello.start(), hello.sessionId(), hello.choices(), extensions);
    assertThat(types(again(resumed.withCookie(new byte[4]))))
        .endsWith(HelloBytes.COOKIE, HelloBytes.PRE_SHARED_KEY);
    assertThat(types(again(hello.withCookie(new byte[4])))).endsWith(HelloBytes.COOKIE);
  }

  @Test
  void knowsTheFormOfSslv2() {
    assertThat(HelloBytes.isOldForm(new byte[] {(byte) 0x80, 0x2e, 1})).isTrue();
    assertThat(HelloBytes.isOldForm(record)).isFalse();
  }

  private static HelloBytes again(HelloBytes changed) {
    return HelloBytes.parse(HelloBytes.record(0x0301, changed.message()));
  }

  private static List<Integer> types(HelloBytes of) {
    return new ArrayList<>(of.extensions().stream().map(Extension::type).toList());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
