package io.github.posttlslint.model;

import io.github.posttlslint.input.Span;

/** A part of a setup that belongs to one service. */
public interface ServicePart extends Thing {

  @Override
  Service service();

  @Override
  default Setup setup() {
    return service().setup();
  }

  @Override
  default Span place() {
    return service().span();
  }
}
