package io.github.posttlslint.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the old chapter tells, claim by claim, is found in the sample that is set up by it.
 *
 * <p>Claims without a finding of their own: 2, a Postfix too old for TLS is refused as {@code
 * --postfix-version}; 13, CAfile and CApath may both be set, and each is judged by itself; 16,
 * whether Postfix was reloaded leaves no trace in files, but a table older than its source does;
 * 18, a user's PKCS#12 bundle is right for a mail program and found only where Postfix is given it;
 * 23, no server compares the name in a client's certificate, so its name is no finding.
 */
class BookChapterTest {

  private static final Set<String> FOUND = new TreeSet<>();

  @BeforeAll
  static void check() throws IOException {
    Run run = Cli.run("check", "--now", SamplesTest.NOW, "-f", "json", "samples/book-chapter");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
    for (JsonNode finding : new ObjectMapper().readTree(run.out()).get("findings")) {
      String rule = finding.get("rule").asText();
      FOUND.add(rule + " " + place(finding));
      for (JsonNode also : finding.path("also")) {
        FOUND.add(also.asText() + " " + place(finding));
      }
      for (JsonNode related : finding.get("related")) {
        FOUND.add(rule + " " + place(related));
      }
    }
  }

  private static String place(JsonNode node) {
    return node.get("file").asText() + ":" + node.get("line").asInt();
  }

  @ParameterizedTest(name = "claim {0}: {1} at {2}")
  @CsvSource({
    "1,auth-plaintext-offered,main.cf:15",
    "1,relayhost-sasl-may,main.cf:30",
    "3,dep-use-tls,main.cf:9",
    "4,cert-is-der,master.cf:7",
    "4,cert-is-csr,master.cf:17",
    "5,key-encrypted,master.cf:23",
    "6,cert-expired,master.cf:96",
    "7,key-world-readable,master.cf:8",
    "7,key-owner-not-root,master.cf:8",
    "8,cert-self-signed,master.cf:33",
    "9,cert-name-mismatch,master.cf:27",
    "10,cafile-missing,master.cf:52",
    "10,cafile-contains-private-key,master.cf:36",
    "11,capath-not-hashed,master.cf:37",
    "12,capath-outside-chroot,master.cf:45",
    "13,capath-not-hashed,master.cf:37",
    "14,param-hyphen-for-underscore,main.cf:10",
    "14,param-case-mismatch,main.cf:13",
    "14,param-case-mismatch,main.cf:14",
    "15,key-file-missing,main.cf:11",
    "15,cert-file-missing,main.cf:12",
    "15,cert-file-missing,main.cf:28",
    "16,table-db-stale,main.cf:19",
    "17,param-misspelled,main.cf:18",
    "17,all-clientcerts-caution,master.cf:38",
    "18,cert-is-pkcs12,master.cf:12",
    "19,fingerprint-table-digest-length,clientcerts:2",
    "19,fingerprint-table-key-format,clientcerts:3",
    "19,fingerprint-table-key-format,clientcerts:4",
    "19,table-duplicate-key,clientcerts:5",
    "19,table-line-no-value,clientcerts:6",
    "19,table-db-stale,main.cf:19",
    "20,clientcerts-recipient-only,master.cf:58",
    "20,clientcerts-after-reject,master.cf:65",
    "21,client-cert-same-as-server,master.cf:82",
    "22,cert-eku-no-client-auth,master.cf:82",
    "24,dep-use-tls,main.cf:26",
    "24,key-file-missing,main.cf:27",
    "24,param-case-mismatch,main.cf:29",
    "25,maincf-missing-equals,main.cf:21",
    "25,maincf-missing-equals,main.cf:22",
    "25,maincf-missing-equals,main.cf:23"
  })
  void claimIsAnswered(int claim, String rule, String place) {
    assertThat(FOUND).as("claim " + claim).contains(rule + " " + place);
  }

  @Test
  void releaseBeforeTlsIsRefused() {
    Run run = Cli.run("check", "--postfix-version", "2.1", "samples/book-chapter");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("2.1", "releases from 2.2");
  }
}
