package io.github.posttlslint.pki;

/** One file of a list of chain files, as far as it is known. */
public sealed interface ChainElement {

  /** The file's name as it was given. */
  String name();

  /** A file whose content is known; a directory counts as an empty file, as it does for OpenSSL. */
  record Present(PemFile file) implements ChainElement {
    @Override
    public String name() {
      return file.name();
    }
  }

  /** A file that cannot be opened: it is not there, or reading it is not permitted. */
  record Missing(String name) implements ChainElement {}

  /** A file of which nothing is known, for it lies outside of what is looked at. */
  record Unseen(String name) implements ChainElement {}
}
