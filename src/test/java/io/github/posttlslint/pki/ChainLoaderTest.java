package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.LoadProblem.Effect;
import io.github.posttlslint.pki.LoadProblem.Kind;
import io.github.posttlslint.pki.make.Recipes;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of Postfix's own test suite for its loader, and those that were tried beside them. */
class ChainLoaderTest {

  private static final Map<String, byte[]> PARTS = parts();

  private static Map<String, byte[]> parts() {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("root", cert(Map.of("for", "Root", "ca", true)));
    recipe.put("int", cert(Map.of("for", "Issuer", "ca", true, "issuer", "root")));
    recipe.put("ecroot", cert(Map.of("for", "EC Root", "ca", true, "key", "ec-p256")));
    recipe.put(
        "ecint",
        cert(Map.of("for", "EC Issuer", "ca", true, "issuer", "ecroot", "key", "ec-p256")));
    recipe.put("key", Map.of("key", "rsa-2048"));
    recipe.put("leaf", cert(Map.of("for", "mx.test", "key", "key", "issuer", "int")));
    recipe.put("key2", Map.of("key", "rsa-2048"));
    recipe.put("leaf2", cert(Map.of("for", "mx2.test", "key", "key2", "issuer", "int")));
    recipe.put("eckey", Map.of("key", "ec-p256", "form", "traditional"));
    recipe.put("ecleaf", cert(Map.of("for", "mx.test", "key", "eckey", "issuer", "ecint")));
    recipe.put("enc8", Map.of("key", "key", "passphrase", "x"));
    recipe.put("enc1", Map.of("key", "key", "passphrase", "x", "form", "traditional"));
    recipe.put("trusted", Map.of("content", List.of("leaf"), "label", "TRUSTED CERTIFICATE"));
    recipe.put("openssh", Map.of("key", "key", "form", "openssh"));
    recipe.put("params", Map.of("parameters", "ec-p256"));
    recipe.put("truncated", Map.of("content", List.of("leaf"), "with", "truncated"));
    recipe.put("der", Map.of("content", List.of("leaf"), "with", "der"));
    recipe.put("p12", Map.of("pkcs12", List.of("key", "leaf"), "passphrase", "x"));
    recipe.put("bom", Map.of("text", "\uFEFF"));
    recipe.put("blank", "\n\n");
    recipe.put("empty", "");
    return Recipes.build(recipe, Instant.parse("2026-06-01T00:00:00Z"));
  }

  private static Map<String, Object> cert(Map<String, Object> spec) {
    return Map.of("certificate", spec);
  }

  private static ChainElement file(String name, String contents) {
    if (contents.equals("MISSING")) {
      return new ChainElement.Missing(name);
    }
    if (contents.equals("UNSEEN")) {
      return new ChainElement.Unseen(name);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String part : contents.split(" ")) {
      byte[] bytes = PARTS.get(part);
      assertThat(bytes).as(part).isNotNull();
      all.writeBytes(bytes);
    }
    return new ChainElement.Present(PemFile.parse(name, all.toByteArray()));
  }

  /** Accepted with the logged problems, or the cause of the rejection. */
  private static String verdict(LoadResult result) {
    if (result instanceof LoadResult.Rejected rejected) {
      return rejected.cause().kind().toString();
    }
    List<String> logged = new ArrayList<>();
    for (LoadProblem problem : result.problems()) {
      if (problem.effect() == Effect.LOGGED) {
        logged.add(problem.kind().toString());
      }
    }
    String word = result instanceof LoadResult.Unknown ? "unknown" : "accepted";
    return logged.isEmpty() ? word : word + ": " + String.join(" ", logged);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      goodchains             | key leaf int root eckey ecleaf ecint ecroot | accepted              | accepted: SECOND_KEY_IGNORED | accepted
      good-mixed-keyfirst    | eckey ecleaf ecint ecroot                   | accepted              | accepted                     | accepted
      good-mixed-keymiddle   | ecleaf ecint eckey ecroot                   | KEY_NOT_FIRST         | accepted                     | accepted
      good-mixed-keylast     | ecleaf ecint ecroot eckey                   | KEY_NOT_FIRST         | accepted                     | accepted
      warn-mixed-multi-key   | ecleaf eckey ecint key ecroot               | KEY_NOT_FIRST         | accepted: SECOND_KEY_IGNORED | accepted
      bad-back-to-back-keys  | key eckey ecleaf ecint ecroot               | KEYS_BACK_TO_BACK     | KEY_DOES_NOT_MATCH           | KEY_DOES_NOT_MATCH
      bad-ec-cert-before-key | ecleaf eckey ecint ecroot                   | KEY_NOT_FIRST         | accepted                     | accepted
      bad-key-cert-mismatch  | key ecleaf ecint ecroot                     | KEY_DOES_NOT_MATCH    | KEY_DOES_NOT_MATCH           | KEY_DOES_NOT_MATCH
      bad-rsa-key-last       | eckey ecleaf ecint ecroot key               | KEY_WITHOUT_CERTIFICATE | accepted: SECOND_KEY_IGNORED | accepted
      combo                  | key leaf int                                | accepted              | accepted                     | accepted
      combokeylast           | leaf int key                                | KEY_NOT_FIRST         | accepted                     | accepted
      combokeymid            | leaf key int                                | KEY_NOT_FIRST         | accepted                     | accepted
      twokeys                | key key2 leaf int                           | KEYS_BACK_TO_BACK     | accepted: SECOND_KEY_IGNORED | accepted
      comboenc8              | enc8 leaf int                               | ENCRYPTED_KEY         | ENCRYPTED_KEY                | ENCRYPTED_KEY
      comboenc1              | enc1 leaf int                               | ENCRYPTED_KEY         | ENCRYPTED_KEY                | ENCRYPTED_KEY
      combomismatch          | key leaf2 int                               | KEY_DOES_NOT_MATCH    | KEY_DOES_NOT_MATCH           | KEY_DOES_NOT_MATCH
      twosamealg             | key leaf int key2 leaf2 int                 | DUPLICATE_ALGORITHM   | accepted: SECOND_KEY_IGNORED | accepted
      rsaec                  | key leaf int eckey ecleaf int               | accepted              | accepted: SECOND_KEY_IGNORED | accepted
      ecparams-combo         | params eckey ecleaf int                     | accepted: IGNORED_PEM_TYPE | accepted                | accepted
      combotrusted           | key trusted int                             | IGNORED_PEM_TYPE      | IGNORED_PEM_TYPE             | accepted
      comboIntFirst          | key int leaf                                | LEAF_NOT_FIRST        | LEAF_NOT_FIRST               | LEAF_NOT_FIRST
      fullchain              | leaf int                                    | KEY_NOT_FIRST         | NO_PRIVATE_KEY               | NO_PRIVATE_KEY
      key alone              | key                                         | KEY_WITHOUT_CERTIFICATE | KEY_WITHOUT_CERTIFICATE    | NO_CERTIFICATE
      empty                  | empty                                       | NO_PEM_DATA           | NO_PEM_DATA                  | NO_CERTIFICATE
      blank                  | blank                                       | NO_PEM_DATA           | NO_PEM_DATA                  | NO_CERTIFICATE
      bom                    | bom leaf int                                | KEY_NOT_FIRST         | NO_PRIVATE_KEY               | NO_PRIVATE_KEY
      bom and key            | bom key leaf int                            | accepted              | accepted                     | accepted
      truncated              | truncated                                   | CORRUPT               | CORRUPT                      | CORRUPT
      der                    | der                                         | NO_PEM_DATA           | NO_PEM_DATA                  | NO_CERTIFICATE
      pkcs12                 | p12                                         | NO_PEM_DATA           | NO_PEM_DATA                  | NO_CERTIFICATE
      openssh key            | openssh leaf                                | IGNORED_PEM_TYPE      | IGNORED_PEM_TYPE             | IGNORED_PEM_TYPE
      """)
  void oneFileIsJudgedAsEachLoaderDoes(
      String name, String contents, String list, String mixed, String pair) {
    ChainElement file = file(name, contents);
    assertThat(verdict(ChainLoader.list(List.of(file)))).as("list").isEqualTo(list);
    assertThat(verdict(ChainLoader.mixed(file))).as("mixed").isEqualTo(mixed);
    assertThat(verdict(ChainLoader.pair(file, file))).as("pair").isEqualTo(pair);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      key and chain            | key, leaf int                       | accepted                  | 1
      chain and key            | leaf int, key                       | KEY_NOT_FIRST             | 0
      key, leaf, issuer        | key, leaf, int                      | accepted                  | 1
      key and nothing          | key, MISSING                        | accepted: FILE_NOT_OPENED | 0
      nothing                  | MISSING                             | accepted: FILE_NOT_OPENED | 0
      rsa, nothing             | key leaf int, MISSING               | accepted: FILE_NOT_OPENED | 0
      rsa, ec, nothing         | key leaf int, eckey ecleaf, MISSING | accepted: FILE_NOT_OPENED | 1
      rsa, nothing, ec         | key leaf int, MISSING, eckey ecleaf | accepted: FILE_NOT_OPENED | 0
      the same twice           | key leaf int, key leaf int          | DUPLICATE_ALGORITHM       | 0
      rsa and ec               | key leaf int, eckey ecleaf ecint    | accepted                  | 2
      empty and rsa            | empty, key leaf int                 | accepted                  | 1
      rsa and empty            | key leaf int, empty                 | accepted                  | 1
      key, issuer, leaf        | key, int, leaf                      | LEAF_NOT_FIRST            | 0
      another key, chain       | key2, leaf int                      | KEY_DOES_NOT_MATCH        | 0
      unseen key, chain        | UNSEEN, leaf int                    | unknown                   | 1
      key, unseen              | key, UNSEEN                         | unknown                   | 0
      rsa, unseen              | key leaf int, UNSEEN                | unknown                   | 1
      chain, unseen            | leaf int, UNSEEN                    | KEY_NOT_FIRST             | 0
      unseen, issuer           | UNSEEN, int                         | unknown                   | 0
      unseen, encrypted        | UNSEEN, enc1 leaf                   | ENCRYPTED_KEY             | 0
      """)
  void listOfFilesIsJudgedAsAWhole(String name, String files, String verdict, int chains) {
    List<ChainElement> elements = new ArrayList<>();
    for (String contents : files.split(", ")) {
      elements.add(file(name + elements.size(), contents));
    }
    LoadResult result = ChainLoader.list(elements);
    assertThat(verdict(result)).isEqualTo(verdict);
    assertThat(chains(result)).hasSize(chains);
  }

  private static List<LoadedChain> chains(LoadResult result) {
    if (result instanceof LoadResult.Accepted accepted) {
      return accepted.chains();
    }
    return result instanceof LoadResult.Unknown unknown ? unknown.chains() : List.of();
  }

  @Test
  void pairOfWhichTheKeyIsUnseenStillShowsItsCertificates() {
    LoadResult result = ChainLoader.pair(file("cert", "leaf int"), file("key", "UNSEEN"));
    assertThat(result).isInstanceOf(LoadResult.Unknown.class);
    assertThat(chains(result)).hasSize(1);
    LoadedChain chain = chains(result).get(0);
    assertThat(chain.key()).isNull();
    assertThat(chain.certificate().matchesHost("mx.test")).isTrue();
    assertThat(chain.issuerCertificates()).hasSize(1);
  }

  @Test
  void pairIsRejectedForItsKeyThoughTheCertificateIsUnseen() {
    LoadResult result = ChainLoader.pair(file("cert", "UNSEEN"), file("key", "enc8"));
    assertThat(verdict(result)).isEqualTo("ENCRYPTED_KEY");
  }

  @Test
  void problemPointsAtTheBeginLinesThatItConcerns() {
    LoadResult result = ChainLoader.mixed(file("combo.pem", "key leaf2 int"));
    LoadProblem problem = ((LoadResult.Rejected) result).cause();
    PemFile file = ((ChainElement.Present) file("combo.pem", "key leaf2 int")).file();
    assertThat(problem.kind()).isEqualTo(Kind.KEY_DOES_NOT_MATCH);
    assertThat(problem.where()).isEqualTo(file.blocks().get(0).beginLine());
    assertThat(problem.related()).isEqualTo(file.blocks().get(1).beginLine());
    assertThat(problem.related().startLine()).isGreaterThan(10);
  }

  @Test
  void secondLeafOfAMixedFileIsSentAsIfItWereAnIssuer() {
    LoadResult result = ChainLoader.mixed(file("two", "key leaf int eckey ecleaf"));
    LoadedChain chain = chains(result).get(0);
    assertThat(chain.issuers()).hasSize(2);
    assertThat(chain.issuerCertificates().get(1).isAuthority()).isFalse();
  }
}
