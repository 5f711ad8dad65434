package io.github.posttlslint.run;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.Tlsa;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.zone.PolicyFile;
import io.github.posttlslint.zone.Promises;
import io.github.posttlslint.zone.ZoneLibrary;
import io.github.posttlslint.zone.Zones;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code zone} and {@code sts-policy} of an example: the zone of example.org, in which
 * {@code {tlsa 3 1 1 cert.pem}} stands for the record of the first certificate of another file, and
 * its policy of MTA-STS.
 */
final class ExampleZone {

  static final String ZONE = "zone";
  static final String POLICY = "sts-policy";

  private static final String DOMAIN = "example.org";
  private static final String MARK = "{tlsa ";

  private ExampleZone() {}

  /** What an example promises; null without a zone. */
  static @Nullable Promises of(Example example, Setup setup) {
    Object zone = example.files().get(ZONE);
    if (zone == null) {
      return null;
    }
    SourceText text = SourceText.of(ZONE, expanded(zone.toString(), setup));
    Object policy = example.files().get(POLICY);
    List<PolicyFile> policies =
        policy == null
            ? List.of()
            : List.of(new PolicyFile("", SourceText.of(POLICY, policy.toString())));
    Zones zones =
        new Zones(
            List.of(
                ZoneLibrary.reader()
                    .read(
                        text,
                        DOMAIN,
                        name -> {
                          throw new IOException("an example includes nothing");
                        })));
    return new Promises(zones, policies);
  }

  private static String expanded(String text, Setup setup) {
    StringBuilder all = new StringBuilder();
    int done = 0;
    for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, done)) {
      int end = text.indexOf('}', at);
      List<String> words =
          end < 0 ? List.of() : ListText.words(text.substring(at + MARK.length(), end));
      if (words.size() != 4) {
        throw new RuleException("zone of an example: expected {tlsa USAGE SELECTOR MATCHING FILE}");
      }
      all.append(text, done, at).append(record(words, setup).presentation());
      done = end + 1;
    }
    return all.append(text.substring(done)).toString();
  }

  private static Tlsa record(List<String> words, Setup setup) {
    PemFile file = setup.see(Paths.join(SetupLoader.USUAL_DIRECTORY, words.get(3))).pem();
    List<Certificate> certificates = file == null ? List.of() : file.certificates();
    if (certificates.isEmpty()) {
      throw new RuleException("zone of an example: no certificate in " + words.get(3));
    }
    return Tlsa.of(
        certificates.get(0),
        Integer.parseInt(words.get(0)),
        Integer.parseInt(words.get(1)),
        Integer.parseInt(words.get(2)));
  }
}
