package io.github.posttlslint.model.table;

import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import org.jspecify.annotations.Nullable;

/** A part of a table that a parameter names, or the table as a whole. */
public interface TablePart extends Thing {

  /** How the parameter names the table. */
  TableUse use();

  @Override
  default Setup setup() {
    return use().setup();
  }

  @Override
  default @Nullable Service service() {
    return use().service();
  }

  @Override
  default String parameter() {
    return use().parameter();
  }
}
