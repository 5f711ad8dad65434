package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.TrustAnchors;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.SeenFile;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Side;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSL sends after a leaf that is loaded alone (ssl/statem/statem_lib.c,
 * ssl_add_cert_chain): the way up through the CAs that the services trust themselves, as far as it
 * goes.
 */
final class ChainCompletion {

  private final TlsFiles files;
  private final KnownAuthorities authorities;
  private final Setup setup;
  private final List<PemFile> trusted = new ArrayList<>();
  private @Nullable String directory;
  private Fact.@Nullable Unknown doubt;
  private List<Certificate> certificates = List.of();

  private ChainCompletion(TlsFiles files, KnownAuthorities authorities) {
    this.files = files;
    this.authorities = authorities;
    this.setup = files.sides().get(0).service().setup();
  }

  static ChainCompletion of(
      LoadedChain chain, TlsFiles files, KnownAuthorities authorities, Instant now) {
    ChainCompletion completion = new ChainCompletion(files, authorities);
    boolean trusts = files.caFile() != null || files.caDirectory() != null;
    if (trusts && chain.issuers().isEmpty() && !chain.certificate().isSelfSigned()) {
      completion.find(chain.certificate(), now);
    }
    return completion;
  }

  /** The certificates in order; those that are sure. */
  List<Certificate> certificates() {
    return certificates;
  }

  /** Why there may be more certificates; null if there are no more. */
  Fact.@Nullable Unknown doubt() {
    return doubt;
  }

  private void find(Certificate leaf, Instant now) {
    lookAtFile();
    lookAtDirectory();
    lookAtSystem();
    String hashed = directory;
    TrustAnchors anchors =
        hashed == null
            ? TrustAnchors.of(trusted)
            : TrustAnchors.of(trusted, hash -> authorities.hashed(hashed, hash));
    Purpose purpose = files.isServer() ? Purpose.SERVER : Purpose.CLIENT;
    Path path = PathFinder.findByNames(leaf, List.of(), anchors, now, purpose);
    List<Certificate> found = new ArrayList<>();
    for (Path.Step step : path.steps().subList(1, path.steps().size())) {
      found.add(step.certificate());
    }
    certificates = found;
    if (path.end() != Path.End.ISSUER_NOT_FOUND) {
      doubt = null;
    }
  }

  private void lookAtFile() {
    FileReference file = files.caFile();
    PemFile pem = file == null ? null : file.file().pem();
    if (pem != null) {
      trusted.add(pem);
    } else if (file != null && !file.file().isKnown()) {
      doubt = unseen(file, file.file().reason());
    }
  }

  /** It is opened for each connection, when a jailed service sees its jail only. */
  private void lookAtDirectory() {
    FileReference reference = files.caDirectory();
    if (reference == null) {
      return;
    }
    String path = reference.file().path();
    for (Side side : files.sides()) {
      Service service = side.service();
      if (service.isChrooted()) {
        Value queue = service.value("queue_directory");
        path = queue.isUnknown() ? "" : Paths.normalise(queue.text() + "/" + reference.path());
      }
    }
    boolean seen =
        reference.file().state() != SeenFile.State.UNSEEN
            && setup.tree().look(path) instanceof FileTree.Found;
    directory = seen ? path : null;
    if (!setup.tree().isComplete()) {
      doubt = unseen(reference, "links to certificates in it may not be among the given files");
    }
  }

  private void lookAtSystem() {
    Value append = files.sides().get(0).service().value("tls_append_default_CA");
    if (append.isUnknown()) {
      doubt = new Fact.Unknown(append.reason(), "tls_append_default_CA");
    } else if (append.text().equalsIgnoreCase("yes")) {
      trusted.addAll(authorities.collections());
      if (authorities.collections().isEmpty() && !setup.tree().isComplete()) {
        doubt = new Fact.Unknown("the system's CAs are not seen", "tls_append_default_CA");
      }
    }
  }

  private static Fact.Unknown unseen(FileReference reference, String reason) {
    return new Fact.Unknown(reference.file().shown() + ": " + reason, reference.parameter());
  }
}
