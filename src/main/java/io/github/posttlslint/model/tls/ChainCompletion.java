package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.PublicIntermediates;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.TrustAnchors;
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

  private final LoadedChain chain;
  private final TlsFiles files;
  private final KnownAuthorities authorities;
  private final Instant now;
  private final List<PemFile> trusted = new ArrayList<>();
  private @Nullable String directory;
  private @Nullable Doubt doubt;
  private final Lazy<List<Certificate>> certificates = new Lazy<>(this::find);

  /** Makes one; it is found when it is first asked for. */
  ChainCompletion(LoadedChain chain, TlsFiles files, KnownAuthorities authorities, Instant now) {
    this.chain = chain;
    this.files = files;
    this.authorities = authorities;
    this.now = now;
  }

  /** The certificates in order; those that are sure. */
  List<Certificate> certificates() {
    return certificates.get();
  }

  /** Whether there is one at all. */
  Truth exists() {
    if (!certificates().isEmpty()) {
      return Truth.YES;
    }
    return doubt == null ? Truth.NO : Truth.unknown(doubt);
  }

  /** Whether there are no more certificates than these. */
  Truth isWhole() {
    certificates();
    return doubt == null ? Truth.YES : Truth.unknown(doubt);
  }

  private List<Certificate> find() {
    boolean trusts = files.caFile() != null || files.caDirectory() != null;
    boolean isAlone = chain.issuers().isEmpty() && !chain.certificate().isSelfSigned();
    if (!trusts || !isAlone) {
      return List.of();
    }
    lookAtFile();
    lookAtDirectory();
    lookAtSystem();
    String hashed = directory;
    TrustAnchors anchors =
        hashed == null
            ? TrustAnchors.of(trusted)
            : TrustAnchors.of(trusted, hash -> authorities.hashed(hashed, hash));
    Purpose purpose = files.isServer() ? Purpose.SERVER : Purpose.CLIENT;
    Path path = PathFinder.findByNames(chain.certificate(), List.of(), anchors, now, purpose);
    List<Certificate> found = new ArrayList<>();
    for (Path.Step step : path.steps().subList(1, path.steps().size())) {
      found.add(step.certificate());
    }
    if (path.end() != Path.End.ISSUER_NOT_FOUND) {
      doubt = null;
    }
    return found;
  }

  private void lookAtFile() {
    FileReference file = files.caFile();
    PemFile pem = file == null ? null : file.file().pem();
    if (pem != null) {
      trusted.add(pem);
    } else if (file != null && !file.file().isKnown() && !hasRootsOnly(file)) {
      doubt = file.unseen();
    }
  }

  /** The system's file of public CAs has no intermediate ones. */
  private boolean hasRootsOnly(FileReference file) {
    Certificate leaf = chain.certificate();
    return SystemAuthorities.isFile(file.path())
        && (leaf.isPubliclyLogged() || PublicIntermediates.include(leaf.issuer()));
  }

  /** It is opened for each connection, when a jailed service sees its jail only. */
  private void lookAtDirectory() {
    FileReference reference = files.caDirectory();
    if (reference == null) {
      return;
    }
    String path = reference.file().path();
    for (Service service : files.users().services()) {
      if (service.isChrooted()) {
        path = service.inJail(reference.path()).or("", "");
      }
    }
    FileTree tree = files.setup().tree();
    boolean seen =
        reference.file().state() != SeenFile.State.UNSEEN
            && tree.look(path) instanceof FileTree.Found;
    directory = seen ? path : null;
    if (!tree.isComplete()) {
      String why = "links to certificates in it may not be among the given files";
      doubt = new Doubt(reference.file().shown(), why, reference.parameter());
    }
  }

  private void lookAtSystem() {
    String parameter = "tls_append_default_CA";
    Service service = files.users().services().get(0);
    Truth appended = service.value(parameter).isYes();
    doubt = appended.fold(() -> withSystem(parameter), () -> doubt, unknown -> unknown);
  }

  private @Nullable Doubt withSystem(String parameter) {
    trusted.addAll(authorities.collections());
    return authorities.collections().isEmpty() && !files.setup().tree().isComplete()
        ? new Doubt("the system's CAs are not seen", parameter)
        : doubt;
  }
}
