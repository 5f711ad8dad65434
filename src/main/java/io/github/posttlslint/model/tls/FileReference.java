package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.NearMiss;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.pki.PemFile;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that names a file or directory.
 *
 * @param use what for
 * @param parameter the parameter that is set, perhaps through the default of another
 * @param path the name as Postfix sees it, after expansion
 * @param span where it is set, name and value
 * @param file what was found there
 */
public record FileReference(
    FileUse use, String parameter, String path, @Nullable Span span, SeenFile file) {

  /** What is there; never {@link SeenFile.State#UNSEEN}. */
  public Known<SeenFile.State> state() {
    return file.state() == SeenFile.State.UNSEEN ? Known.unknown(unseen()) : Known.of(file.state());
  }

  /** The content of a regular file; unset where there is something else, or nothing. */
  public Known<PemFile> content() {
    if (!file.isKnown()) {
      return Known.unknown(unseen());
    }
    return Known.ofNullable(file.pem());
  }

  /** Whether it is not seen, and its name can only be that of a directory. */
  public boolean isCalledDirectory() {
    return file.state() == SeenFile.State.UNSEEN && SystemAuthorities.isCalledDirectory(path);
  }

  /** Whether it is not seen, and its name is hardly that of a directory. */
  public boolean isCalledFile() {
    return file.state() == SeenFile.State.UNSEEN && SystemAuthorities.isCalledFile(path);
  }

  /**
   * What is there and has nearly the same name, if this is missing; null if nothing has that is of
   * use in its place.
   */
  public @Nullable NearMiss near(Setup setup) {
    NearMiss near =
        file.state() == SeenFile.State.MISSING && path.startsWith("/")
            ? setup.nearMiss(path)
            : null;
    return near == null || !isOfUse(setup.see(near.path())) ? null : near;
  }

  /** Whether a file would do what this one is named for; where its content is not seen, it may. */
  private boolean isOfUse(SeenFile other) {
    boolean isDirectory = other.state() == SeenFile.State.DIRECTORY;
    if (isDirectory != (use == FileUse.CA_DIRECTORY)) {
      return false;
    }
    PemFile pem = other.pem();
    if (pem == null) {
      return true;
    }
    return switch (use) {
      case KEY -> pem.holdsUnencryptedKey();
      case CHAIN -> pem.holdsUnencryptedKey() || !pem.certificateBlocks().isEmpty();
      case CERTIFICATE, CA_FILE -> !pem.certificateBlocks().isEmpty();
      case TRUST_ANCHOR -> NamedFile.anchors(pem) > 0;
      case CA_DIRECTORY, OPENSSL_CONFIG, DH_PARAMETERS -> true;
    };
  }

  /**
   * The value of the parameter as written, with another file in the place of this one.
   *
   * @return null where this one's name does not stand in it once, as where a variable has it
   */
  @Nullable String valueWith(Service service, String other) {
    Value value = service.value(parameter);
    boolean beside = Paths.parent(Paths.normalise(path)).equals(Paths.parent(other));
    String name = beside ? Paths.name(path) : path;
    int at = value.raw().indexOf(name);
    boolean isOnce = at >= 0 && value.raw().indexOf(name, at + 1) < 0;
    return isOnce && !value.known().isHidden()
        ? value.raw().substring(0, at)
            + (beside ? Paths.name(other) : other)
            + value.raw().substring(at + name.length())
        : null;
  }

  /** Why the file cannot be told of. */
  Doubt unseen() {
    return new Doubt(file.shown(), file.reason(), parameter);
  }

  /** The same with something else found there. */
  FileReference with(SeenFile other) {
    return new FileReference(use, parameter, path, span, other);
  }
}
