package io.github.posttlslint.setup;

import java.util.List;

/** A part of a table that a parameter names, or the table as a whole. */
public interface TablePart extends Thing {

  /** How the parameter names the table. */
  TableUse use();

  @Override
  default Setup setup() {
    return use().setup();
  }

  @Override
  default List<Service> concerned() {
    Service service = use().service();
    return service == null ? List.of() : List.of(service);
  }

  @Override
  default Value value(String parameter) {
    return use().value(parameter);
  }

  @Override
  default String parameter() {
    return use().parameter();
  }
}
