package io.github.posttlslint.model.reach;

import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Exchange;
import io.github.posttlslint.handshake.ServerKey;
import io.github.posttlslint.handshake.SignatureScheme;
import io.github.posttlslint.handshake.Version;
import io.github.posttlslint.model.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What becomes of a client at a listener. */
public sealed interface Outcome {

  /**
   * It has TLS.
   *
   * @param answers with each OpenSSL that Postfix can be built with, the newest first
   */
  record Connects(List<Agreed> answers) implements Outcome {

    public Connects {
      answers = List.copyOf(answers);
    }

    /** The versions that it can be, which is one where OpenSSL does not matter. */
    public List<Version> versions() {
      return distinct(Agreed::version);
    }

    /** Likewise the cipher suites, by OpenSSL's names. */
    public List<String> suites() {
      return distinct(Agreed::suite);
    }

    /** Likewise how keys are agreed on, for people. */
    public List<String> exchanges() {
      return distinct(answer -> words(answer.exchange()));
    }

    /** Likewise the keys of the certificates that are shown, for people. */
    public List<String> keys() {
      return distinct(
          answer -> {
            ServerKey key = answer.key();
            return key == null ? "no certificate" : key.words();
          });
    }

    private List<String> signatures() {
      return distinct(
          answer -> {
            SignatureScheme signature = answer.signature();
            return signature == null ? "" : signature.name();
          });
    }

    private <T> List<T> distinct(Function<Agreed, T> part) {
      List<T> all = new ArrayList<>();
      for (Agreed answer : answers) {
        T one = part.apply(answer);
        if (!all.contains(one)) {
          all.add(one);
        }
      }
      return all;
    }

    private static String words(Exchange exchange) {
      if (exchange instanceof Exchange.Group group) {
        return group.name();
      }
      return exchange instanceof Exchange.Prime prime
          ? "DH " + prime.bits() + " bit"
          : "no forward secrecy";
    }

    /** Whether a client meets the same, but for the numbers of the certificate. */
    boolean isLike(Connects other) {
      return versions().equals(other.versions())
          && suites().equals(other.suites())
          && exchanges().equals(other.exchanges())
          && keys().equals(other.keys())
          && signatures().equals(other.signatures());
    }
  }

  /**
   * It has no TLS.
   *
   * @param why the word of the kind of reason, such as version or off
   * @param reason a clause for people, without a full stop, which can have words of the files
   * @param isInClear whether it goes on in clear text
   */
  record Fails(String why, String reason, boolean isInClear) implements Outcome {}

  /** It cannot be told. */
  record Untold(Doubt doubt) implements Outcome {}
}
