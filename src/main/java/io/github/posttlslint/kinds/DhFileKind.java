package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.DhFile;

/** The file of Diffie-Hellman parameters that servers load. */
final class DhFileKind {

  private DhFileKind() {}

  static final Kind<DhFile> KIND =
      TlsKind.withNear(TlsKind.<DhFile>kind("dh-file", "a file of Diffie-Hellman parameters"))
          .text("path", "its name, after expansion", file -> file.reference().path())
          .choiceIfSet("state", FileKind.STATES, "what is there", file -> file.reference().state())
          .told("parameters", "some block of it has parameters", file -> file.bits().isSet())
          .textIfSet("first", "the label of its first PEM block", file -> file.firstLabel())
          .numberIfSet("bits", "the size of the parameters", file -> file.bits());
}
