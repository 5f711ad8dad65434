package io.github.posttlslint.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.FreePorts;
import io.github.posttlslint.testkit.PostfixInstance;
import io.github.posttlslint.testkit.Slow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running smtpd(8) for each of the things that can be wrong with a key or a certificate file. */
@Slow
class CertificateSmtpdTest {

  @Test
  void findingsTellWhereSmtpdRefusesStarttls(@TempDir Path directory) throws Exception {
    Map<String, byte[]> parts = CertificateParts.make("rsa-2048", Map.of());
    StringBuilder services = new StringBuilder();
    Map<Integer, String> expected = new LinkedHashMap<>();
    for (Map.Entry<String, String> part : CertificateParts.PARTS.entrySet()) {
      String mode = CertificateCase.MODES.get(expected.size() % CertificateCase.MODES.size());
      String[] names = part.getValue().split(" ");
      CertificateCase one = new CertificateCase(part.getKey(), mode, true, parts);
      Path files = Files.createDirectory(directory.resolve("case" + expected.size()));
      TestSetup setup = one.write(files, names[0], names[1] + " int1");
      boolean refused = CertificateCase.isRefused(setup.lint(one.settings("/")));
      int port = FreePorts.take();
      expected.put(port, part.getKey() + ", " + mode + ": " + (refused ? "454" : "220"));
      services.append("127.0.0.1:").append(port).append(" inet n - n - - smtpd");
      one.settings(files + "/").lines().forEach(setting -> services.append(" -o ").append(setting));
      services.append('\n');
    }
    Map<Integer, String> replies = new LinkedHashMap<>();
    String main =
        "compatibility_level = 3.6\nmyhostname = mx.test\nsmtpd_tls_security_level = may\n"
            + "inet_interfaces = 127.0.0.1\nsmtpd_peername_lookup = no\n";
    Path instance = Files.createDirectory(directory.resolve("postfix"));
    // smtpd runs as another user, after it has opened the files
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (PostfixInstance postfixd = PostfixInstance.start(instance, main, services.toString())) {
      for (Map.Entry<Integer, String> one : expected.entrySet()) {
        String name = one.getValue().substring(0, one.getValue().indexOf(": ") + 2);
        replies.put(one.getKey(), name + starttls(one.getKey()));
      }
      assertThat(replies).as(postfixd.log()).isEqualTo(expected);
    }
    assertThat(replies.values())
        .anyMatch(reply -> reply.endsWith("220"))
        .hasSize(CertificateParts.PARTS.size());
  }

  /** The code of the reply to STARTTLS. */
  private static String starttls(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      OutputStream out = socket.getOutputStream();
      String line = in.readLine();
      for (String command : List.of("EHLO client.test", "STARTTLS")) {
        out.write((command + "\r\n").getBytes(US_ASCII));
        out.flush();
        do {
          line = in.readLine();
        } while (line != null && line.startsWith("250-"));
      }
      return line == null ? "" : line.substring(0, 3);
    }
  }
}
