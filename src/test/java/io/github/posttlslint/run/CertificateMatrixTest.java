package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.PostfixLoader.Handshake;
import io.github.posttlslint.testkit.PostfixLoader.Meeting;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates of each kind of key with each defect, in chains of each shape, for servers and
 * clients: the real Postfix library loads them and shakes hands with a peer that verifies, and the
 * findings have to say the same.
 */
@Slow
class CertificateMatrixTest {

  private static final String STORE = "/etc/ssl/certs/ca-certificates.crt";

  /** Which findings tell of an error of OpenSSL, X509_V_ERR_*: one of them has to be there. */
  private static final Map<String, List<String>> MEANINGS = new HashMap<>();

  static {
    List<String> incomplete =
        List.of("chain-issuer-missing", "chain-issuer-not-sent", "chain-issuer-unfit");
    MEANINGS.put("20", incomplete);
    MEANINGS.put("21", incomplete);
    MEANINGS.put("7", List.of("chain-signature-invalid"));
    MEANINGS.put("leaf 9", List.of("cert-not-yet-valid"));
    MEANINGS.put("leaf 10", List.of("cert-expired"));
    MEANINGS.put("above 9", List.of("chain-expired-issuer"));
    MEANINGS.put("above 10", List.of("chain-expired-issuer"));
    MEANINGS.put("18", List.of("cert-self-signed"));
    MEANINGS.put("25", List.of("private-ca-pathlen"));
    MEANINGS.put(
        "leaf 26",
        List.of("cert-eku-no-server-auth", "cert-eku-no-client-auth", "cert-keyusage-unsuitable"));
    MEANINGS.put("above 26", List.of("chain-issuer-unfit"));
    MEANINGS.put("32", List.of("chain-issuer-unfit"));
    MEANINGS.put("79", List.of("chain-issuer-unfit"));
    MEANINGS.put("34", List.of("cert-critical-extension"));
    MEANINGS.put("62", List.of("cert-name-mismatch"));
    MEANINGS.put("66", List.of("key-rsa-too-small"));
    MEANINGS.put("68", List.of("sig-weak-digest"));
  }

  /** Errors that peers find and findings do not tell, with the reason, by the begin of a name. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "client, self-signed", List.of("18", "usual: servers go by the fingerprint"),
          "client, second missing", List.of("20", "a private CA may be a root for its servers"));

  @TempDir Path directory;
  private final List<String> differences = new ArrayList<>();
  private final Set<String> seen = new TreeSet<>();
  private int cases;
  private PostfixLoader postfix;

  @BeforeEach
  void writePeer() throws IOException {
    Map<String, byte[]> peer =
        Recipes.build(
            Map.of(
                "key", Map.of("key", "rsa-2048"),
                "cert", Map.of("certificate", Map.of("for", "peer.test", "key", "key"))),
            TestSetup.NOW);
    Files.write(directory.resolve("peer.pem"), TestSetup.join(peer, "key cert"));
  }

  @Test
  void findingsTellWhatPeersFindWrong() throws Exception {
    try (PostfixLoader started = PostfixLoader.start(directory)) {
      postfix = started;
      for (Map.Entry<String, Map<String, Object>> defect : CertificateParts.DEFECTS.entrySet()) {
        for (String key : List.of("rsa-2048", "ec-p256")) {
          Map<String, byte[]> parts = CertificateParts.make(key, defect.getValue());
          for (String shape : CertificateParts.SHAPES.keySet()) {
            compareShape(shape, defect.getKey(), parts);
          }
        }
        compareShape(
            "complete", defect.getKey(), CertificateParts.make("ed25519", defect.getValue()));
      }
    }
    finish(1100);
    Set<String> expected = new TreeSet<>(MEANINGS.keySet());
    expected.remove("66"); // see below: a key that is too small
    assertThat(seen).as("errors that peers found").containsAll(expected);
  }

  private void compareShape(String shape, String defect, Map<String, byte[]> parts)
      throws IOException {
    String leaf = shape.equals("self-signed") ? "self " : "leaf ";
    for (boolean server : List.of(true, false)) {
      String name = (server ? "server, " : "client, ") + shape + ", " + defect;
      compare(
          new CertificateCase(name, nextMode(), server, parts),
          "key",
          leaf + CertificateParts.SHAPES.get(shape));
    }
  }

  private String nextMode() {
    return CertificateCase.MODES.get(cases % CertificateCase.MODES.size());
  }

  @Test
  void findingsTellWhatOpenSslAddsToALoneCertificate() throws Exception {
    List<String> trusted =
        List.of("int2", "int1", "root", "other", "leaf", "int2 int1", "root int1 int2");
    try (PostfixLoader started = PostfixLoader.start(directory)) {
      postfix = started;
      Map<String, byte[]> parts = CertificateParts.make("ec-p256", Map.of());
      for (String file : trusted) {
        for (String chain : List.of("leaf", "leaf int2", "self")) {
          for (boolean server : List.of(true, false)) {
            compareAdded(new CertificateCase(chain, nextMode(), server, parts), file);
          }
        }
      }
    }
    finish(40);
  }

  private void compareAdded(CertificateCase one, String trusted) throws IOException {
    cases++;
    TestSetup setup = one.write(directory, "key", one.name());
    one.put(setup, directory, "ca.pem", trusted);
    String ca = (one.server() ? "smtpd" : "smtp") + "_tls_CAfile=/ca.pem\n";
    Set<String> told = ids(setup.lint(one.settings("/") + ca));
    Handshake theirs = meet(one, "ca.pem");
    boolean added = theirs.sent().size() > one.name().split(" ").length;
    boolean broken = theirs.errors().contains("0 20");
    if (told.contains("chain-issuer-from-cafile") != added || isIncomplete(told) != broken) {
      differences.add(one.name() + " trusting " + trusted + ": " + theirs + ", found " + told);
    }
  }

  private static boolean isIncomplete(Collection<String> rules) {
    return rules.contains("chain-issuer-missing") || rules.contains("chain-issuer-not-sent");
  }

  private static Set<String> ids(List<Finding> findings) {
    Set<String> ids = new TreeSet<>();
    for (Finding one : findings) {
      ids.add(one.rule().id());
      ids.addAll(one.also());
    }
    return ids;
  }

  @Test
  void findingsTellWhatPostfixDoesNotLoad() throws Exception {
    try (PostfixLoader started = PostfixLoader.start(directory)) {
      postfix = started;
      for (String key : List.of("rsa-2048", "ec-p384", "ed25519", "ed448")) {
        Map<String, byte[]> parts = CertificateParts.make(key, Map.of());
        for (Map.Entry<String, String> part : CertificateParts.PARTS.entrySet()) {
          String[] names = part.getValue().split(" ");
          for (String mode : CertificateCase.MODES) {
            for (boolean server : List.of(true, false)) {
              String name = (server ? "server, " : "client, ") + mode + ", " + part.getKey();
              String issuers = names[1].equals("int2") ? " leaf int1" : " int2 int1";
              compare(new CertificateCase(name, mode, server, parts), names[0], names[1] + issuers);
            }
          }
        }
      }
      for (String key :
          List.of("rsa-512", "rsa-1024", "rsa-pss-2048", "ec-p521", "ec-secp256k1", "dsa-2048")) {
        Map<String, byte[]> parts = CertificateParts.make(key, Map.of());
        for (String mode : CertificateCase.MODES) {
          for (boolean server : List.of(true, false)) {
            String name = (server ? "server, " : "client, ") + key;
            compare(new CertificateCase(name, mode, server, parts), "key", "leaf int2 int1");
          }
        }
      }
    }
    finish(500);
    assertThat(seen).contains("66");
  }

  private void finish(int least) {
    System.out.println("compared with Postfix and its peer: " + cases + " certificate files");
    assertThat(differences).isEmpty();
    assertThat(cases).isGreaterThan(least);
  }

  private void compare(CertificateCase one, String key, String certificates) throws IOException {
    cases++;
    TestSetup setup = one.write(directory, key, certificates);
    if (one.server()) {
      // all public roots; a client's certificate is of a CA that only its servers know
      setup.file(STORE, TestSetup.join(one.parts(), "root"));
    }
    Handshake theirs = meet(one, "-");
    theirs.errors().forEach(error -> seen.addAll(names(error)));
    List<Finding> findings = setup.lint(one.settings("/"));
    String difference = difference(theirs, findings, known(one.name()));
    if (!difference.isEmpty()) {
      differences.add(one.name() + ", " + one.mode() + ": " + difference);
    }
  }

  private Handshake meet(CertificateCase one, String trusted) throws IOException {
    Files.write(directory.resolve("root.pem"), one.parts().get("root"));
    long now = TestSetup.NOW.getEpochSecond();
    String host = one.server() ? CertificateParts.HOST : "-";
    String request =
        switch (one.mode()) {
          case "list" -> "A f.pem";
          case "one" -> "B f.pem";
          default -> "C f.pem k.pem";
        };
    return postfix.meet(new Meeting(one.server(), trusted, "root.pem", now, host), request);
  }

  private static String known(String name) {
    for (Map.Entry<String, List<String>> one : KNOWN.entrySet()) {
      if (name.startsWith(one.getKey())) {
        return one.getValue().get(0);
      }
    }
    return "";
  }

  /** What Postfix or its peer says and no finding does, or the other way round; else empty. */
  private static String difference(Handshake theirs, List<Finding> findings, String known) {
    Set<String> told = ids(findings);
    Set<String> claimed =
        ids(findings.stream().filter(one -> one.severity() != Severity.NOTE).toList());
    boolean refused = CertificateCase.isRefused(findings);
    // a client that has nothing that it could sign with goes on without a certificate
    boolean works = theirs.loaded() && theirs.finished() && !theirs.sent().isEmpty();
    if (!works) {
      boolean enough = refused || (theirs.loaded() && !claimed.isEmpty());
      return enough ? "" : "loaded: " + theirs.loaded() + ", no handshake, found " + told;
    }
    if (refused) {
      return "handshake, found " + told;
    }
    Set<String> explained = new TreeSet<>();
    boolean whole = true;
    for (String error : theirs.errors()) {
      List<String> meanings = meaning(error);
      explained.addAll(meanings);
      whole &= !isIncomplete(meanings);
      if (meanings.stream().noneMatch(told::contains) && !error.endsWith(" " + known)) {
        return "peer finds " + theirs.errors() + ", found " + told;
      }
    }
    if (!whole) {
      // of a chain without an end OpenSSL does not check all
      return "";
    }
    claimed.removeAll(explained);
    claimed.retainAll(MEANINGS.values().stream().flatMap(List::stream).toList());
    return claimed.isEmpty() ? "" : "peer finds " + theirs.errors() + ", found too " + claimed;
  }

  private static List<String> meaning(String error) {
    List<String> found = new ArrayList<>();
    names(error).forEach(name -> found.addAll(MEANINGS.getOrDefault(name, List.of())));
    return found;
  }

  /** The number of an error, alone and with where it is. */
  private static List<String> names(String error) {
    String number = error.substring(error.indexOf(' ') + 1);
    return List.of(number, (error.startsWith("0 ") ? "leaf " : "above ") + number);
  }
}
