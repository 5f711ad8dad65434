package io.github.posttlslint.setup;

/** A part of a setup that belongs to one service. */
public interface ServicePart extends Thing {

  @Override
  Service service();

  @Override
  default Setup setup() {
    return service().setup();
  }
}
