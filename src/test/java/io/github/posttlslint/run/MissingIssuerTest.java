package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.run.rule.Severity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How sure it is that the issuer of a lone leaf is no root, and what is told of it. */
class MissingIssuerTest {

  private static final String PAIR =
      """
      smtpd_tls_cert_file = /etc/mail/mx.pem
      smtpd_tls_key_file = /etc/mail/mx.key
      """;

  private static final List<String> RULES =
      List.of("chain-issuer-missing", "chain-issuer-not-sent");

  private final Map<String, Object> recipes = new LinkedHashMap<>();

  MissingIssuerTest() {
    recipes.put("key", Map.of("key", "ec-p256"));
    certificate("root", Map.of("for", "Example Anchor", "ca", true));
  }

  private void certificate(String name, Map<String, Object> recipe) {
    Map<String, Object> whole = new HashMap<>(Map.of("key", "ec-p256"));
    whole.putAll(recipe);
    recipes.put(name, Map.of("certificate", whole));
  }

  /**
   * A leaf of an intermediate of that subject; neighbours are files beside it and what they have.
   */
  private List<Finding> judge(String subject, boolean logged, Map<String, String> neighbours) {
    certificate("int", Map.of("subject", subject, "ca", true, "issuer", "root"));
    certificate(
        "leaf", Map.of("for", "mx.example.org", "key", "key", "issuer", "int", "logged", logged));
    Map<String, byte[]> made = Recipes.build(recipes, TestSetup.NOW);
    TestSetup setup =
        new TestSetup()
            .file("/etc/mail/mx.pem", TestSetup.join(made, "leaf"))
            .file("/etc/mail/mx.key", TestSetup.join(made, "key"));
    neighbours.forEach(
        (name, parts) -> setup.file("/etc/mail/" + name, TestSetup.join(made, parts)));
    return setup.lint(PAIR).stream().filter(one -> RULES.contains(one.rule().id())).toList();
  }

  private static void assertTold(List<Finding> findings, Severity severity, String help) {
    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.services()).containsExactlyInAnyOrder("smtp/inet", "submission/inet");
    assertThat(finding.help()).contains(help);
  }

  @Test
  void anIssuerOfWhichNothingIsKnownIsANote() {
    assertTold(judge("CN=Our CA", false, Map.of()), Severity.NOTE, "");
    assertTold(judge("CN=R11", false, Map.of("other.pem", "root")), Severity.NOTE, "");
    assertTold(
        judge("O=Our own firm,CN=Our TLS CA", false, Map.of("readme.txt", "int")),
        Severity.NOTE,
        "");
  }

  @Test
  void aFileBesideThatHasTheIntermediateMakesItAnError() {
    for (String name : List.of("chain.pem", "mx.ca-bundle", "intermediate.crt", "x.cer")) {
      assertTold(
          judge("CN=Our CA", false, Map.of(name, "int root")),
          Severity.ERROR,
          "Append the certificate of its issuer, which is in /etc/mail/" + name);
    }
    assertTold(
        judge("CN=Our CA", false, Map.of("ca.pem", "int", "full.pem", "leaf int")),
        Severity.ERROR,
        "Name /etc/mail/full.pem, which has the same certificate");
    assertTold(
        judge("CN=Our CA", false, Map.of("both.pem", "key leaf int")), Severity.ERROR, "Append");
  }

  @Test
  void aLoggedLeafAndAKnownNameMakeItAnError() {
    assertTold(judge("CN=Some Root of Trust 1", true, Map.of()), Severity.ERROR, "");
    for (String name :
        List.of(
            "C=US,O=Let's Encrypt,CN=E7",
            "C=AT,O=ZeroSSL,CN=ZeroSSL RSA Domain Secure Site CA",
            "C=GB,O=Sectigo Limited,CN=Sectigo RSA Domain Validation Secure Server CA",
            "C=US,O=Google Trust Services,CN=WR1",
            "C=US,O=DigiCert Inc,CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1")) {
      assertTold(judge(name, false, Map.of()), Severity.ERROR, "");
    }
  }

  @Test
  void theIssuerItselfSentSaysNothing() {
    certificate("int", Map.of("subject", "CN=Our CA", "ca", true, "issuer", "root"));
    certificate("leaf", Map.of("for", "mx.example.org", "key", "key", "issuer", "int"));
    Map<String, byte[]> made = Recipes.build(recipes, TestSetup.NOW);
    List<Finding> findings =
        new TestSetup()
            .file("/etc/mail/mx.pem", TestSetup.join(made, "leaf int"))
            .file("/etc/mail/mx.key", TestSetup.join(made, "key"))
            .file("/etc/mail/chain.pem", TestSetup.join(made, "int root"))
            .lint(PAIR);
    assertThat(findings).noneMatch(one -> RULES.contains(one.rule().id()));
  }
}
