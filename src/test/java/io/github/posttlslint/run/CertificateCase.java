package io.github.posttlslint.run;

import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Files with a certificate and its key, and how Postfix gets to know them.
 *
 * @param name what is special
 * @param mode list ({@code *_chain_files}), one ({@code *_cert_file}) or two (and {@code
 *     *_key_file})
 * @param server whether they are a server's
 * @param parts what files are put together from
 */
record CertificateCase(String name, String mode, boolean server, Map<String, byte[]> parts) {

  /** The ways to load certificates. */
  static final List<String> MODES = List.of("list", "one", "two");

  /** The parameters that name the files, which lie in a directory whose name ends with a slash. */
  String settings(String directory) {
    String prefix = server ? "smtpd_tls_" : "smtp_tls_";
    return switch (mode) {
      case "list" -> prefix + "chain_files=" + directory + "f.pem\n";
      case "one" -> prefix + "cert_file=" + directory + "f.pem\n";
      default ->
          (prefix + "cert_file=" + directory + "f.pem\n")
              + (prefix + "key_file=" + directory + "k.pem\n");
    };
  }

  /** Writes the files into a directory and into a setup. */
  TestSetup write(Path directory, String key, String certificates) throws IOException {
    TestSetup setup = new TestSetup();
    switch (mode) {
      case "list" -> put(setup, directory, "f.pem", key + " " + certificates);
      case "one" -> put(setup, directory, "f.pem", certificates + " " + key);
      default -> {
        put(setup, directory, "f.pem", certificates);
        put(setup, directory, "k.pem", key);
      }
    }
    return setup;
  }

  /** Writes one file of some parts. */
  void put(TestSetup setup, Path directory, String name, String names) throws IOException {
    byte[] content = TestSetup.join(parts, names);
    Files.write(directory.resolve(name), content);
    setup.file("/" + name, content);
  }

  /** Whether findings say that TLS does not work: of loading, not of what peers think of it. */
  static boolean isRefused(List<Finding> findings) {
    return findings.stream()
        .anyMatch(
            one -> one.severity() == Severity.ERROR && !one.rule().judges().equals("certificate"));
  }
}
