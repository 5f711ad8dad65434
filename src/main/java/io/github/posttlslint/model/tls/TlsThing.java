package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.NearMiss;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thing that services load for the sake of TLS. */
public interface TlsThing extends Thing {

  /** All that the services load. */
  TlsFiles files();

  /** The parameter that names it; null where none does. */
  @Nullable FileReference reference();

  /** Why it cannot be told whether it is loaded at all; null if it is. */
  default @Nullable Doubt doubt() {
    return files().users().doubt();
  }

  @Override
  default Setup setup() {
    return files().setup();
  }

  @Override
  default List<Service> concerned() {
    return files().users().services();
  }

  @Override
  default @Nullable String parameter() {
    FileReference reference = reference();
    return reference == null ? null : reference.parameter();
  }

  @Override
  default Span place() {
    FileReference reference = reference();
    Span written = reference == null ? null : reference.span();
    return written == null ? concerned().get(0).span() : written;
  }

  /** Where the value of the parameter is written; null where none is set. */
  default @Nullable Span valuePlace() {
    FileReference reference = reference();
    return reference == null ? null : concerned().get(0).value(reference.parameter()).valueSpan();
  }

  /** Where the name of the parameter is written; null where none is set. */
  default @Nullable Span namePlace() {
    FileReference reference = reference();
    Span span = reference == null ? null : reference.span();
    return reference == null || span == null
        ? null
        : new Span(
            span.file(),
            span.startLine(),
            span.startColumn(),
            span.startLine(),
            span.startColumn() + reference.parameter().length());
  }

  /** Of CAfile and CApath the other one; null where that is set, or this is neither. */
  default @Nullable String sibling() {
    String own = parameter();
    if (own == null || !(own.endsWith("_CAfile") || own.endsWith("_CApath"))) {
      return null;
    }
    String stem = own.substring(0, own.length() - "file".length());
    String other = stem + (own.endsWith("file") ? "path" : "file");
    for (Service service : concerned()) {
      if (service.value(other).isExplicit()) {
        return null;
      }
    }
    return other;
  }

  /** What has nearly the name of the file, if that is missing; null if nothing has. */
  default @Nullable NearMiss near() {
    FileReference reference = reference();
    return reference == null ? null : reference.near(setup());
  }

  /** The value of the parameter with that name; null where there is none. */
  default @Nullable String valueWithNear() {
    FileReference reference = reference();
    NearMiss near = near();
    return reference == null || near == null
        ? null
        : reference.valueWith(concerned().get(0), near.path());
  }
}
