package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.model.tls.NearbyCertificates;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client that relay_clientcerts or check_ccert_access lists by its fingerprint, and the
 * certificate with that fingerprint, if it lies beside the configuration.
 *
 * @param parameter the parameter that names the table
 * @param key the fingerprint, as written; redacted where it is nothing of the kind
 * @param file the certificate's file, as reports name it; null if none was found
 * @param subject the certificate's subject; null if none was found
 * @param span the fingerprint's place
 */
public record ListedClient(
    String parameter, String key, @Nullable String file, @Nullable String subject, Span span) {

  /** The entries of all such tables whose text is at hand, in order. */
  public static List<ListedClient> all(Setup setup) {
    List<ListedClient> all = new ArrayList<>();
    NearbyCertificates nearby = new NearbyCertificates(setup);
    Set<String> seen = new HashSet<>();
    for (TableUse use : Tables.of(setup).uses()) {
      TableFiles files = use.files();
      if (use.purpose() == Purpose.FINGERPRINT
          && files != null
          && seen.add(use.parameter() + " " + files.path())) {
        for (TableEntry entry : use.certainEntries()) {
          all.add(of(use, entry.key(), nearby));
        }
      }
    }
    return all;
  }

  private static ListedClient of(TableUse use, LogicalText key, NearbyCertificates nearby) {
    NearbyCertificates.Nearby found = null;
    for (Value digest : use.tables().digests().of(use)) {
      // without an algorithm nothing has a fingerprint
      found = found == null ? nearby.find(key.text(), digest.known().or("", "")) : found;
    }
    return new ListedClient(
        use.parameter(),
        TableWords.key(use.purpose(), key.text()),
        found == null ? null : found.file(),
        found == null ? null : found.certificate().subject().toString(),
        key.span());
  }
}
