package io.github.posttlslint.model.table;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.tls.Digests;
import io.github.posttlslint.model.tls.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The digests that fingerprints in tables of clients are compared by: each smtpd(8) that looks into
 * a table has its own smtpd_tls_fingerprint_digest.
 */
final class ClientDigests {

  private static final String DIGEST = "smtpd_tls_fingerprint_digest";

  private final Setup setup;
  private final Map<String, List<Value>> ofMain = new HashMap<>();

  ClientDigests(Setup setup) {
    this.setup = setup;
  }

  /** Those of the services that look into a table, each once, at least one. */
  List<Value> of(TableUse use) {
    return use.service() != null
        ? List.of(use.service().value(DIGEST))
        : ofMain.computeIfAbsent(use.parameter(), this::ofReaders);
  }

  /** The one among them that makes fingerprints of a length; else the first. */
  Value fitting(TableUse use, Known<Integer> bytes) {
    List<Value> all = of(use);
    for (Value digest : all) {
      if (Digests.bytes(digest).equalTo(bytes).ifUnknown(true)) {
        return digest;
      }
    }
    return all.get(0);
  }

  /** Services that ask no client for a certificate count only where none does. */
  private List<Value> ofReaders(String parameter) {
    List<Value> digests = new ArrayList<>();
    for (Service service : setup.services()) {
      boolean reads = service.program().equals("smtpd") && service.override(parameter) == null;
      if (reads && new Server(service).asksForCertificates().ifUnknown(true)) {
        add(service.value(DIGEST), digests);
      }
    }
    return digests.isEmpty() ? List.of(setup.value(DIGEST)) : digests;
  }

  private static void add(Value digest, List<Value> digests) {
    for (Value known : digests) {
      if (known.known().isSame(digest.known())) {
        return;
      }
    }
    digests.add(digest);
  }
}
