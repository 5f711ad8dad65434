package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.DhFile;

/** The file of Diffie-Hellman parameters that servers load. */
final class DhFileKind {

  private DhFileKind() {}

  static final Kind<DhFile> KIND =
      TlsKind.<DhFile>kind("dh-file", "a file of Diffie-Hellman parameters")
          .text("path", "its name, after expansion", file -> file.reference().path())
          .choices(
              "state",
              FactType.TEXT,
              FileKind.STATES,
              "what is there",
              file -> Fact.orAbsent(file.reference().state(), state -> Fact.of(Labels.of(state))))
          .told("parameters", "some block of it has parameters", file -> file.bits().isSet())
          .fact(
              "first",
              FactType.TEXT,
              "the label of its first PEM block",
              file -> Fact.orAbsent(file.firstLabel(), Fact::of))
          .fact(
              "bits",
              FactType.NUMBER,
              "the size of the parameters",
              file -> Fact.orAbsent(file.bits(), Fact::of));
}
