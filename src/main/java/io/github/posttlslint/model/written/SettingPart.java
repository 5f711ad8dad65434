package io.github.posttlslint.model.written;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import org.jspecify.annotations.Nullable;

/** What a setting has, or what is wrong with it. */
public interface SettingPart extends Thing {

  /** The setting. */
  Setting setting();

  @Override
  default Setup setup() {
    return setting().setup();
  }

  @Override
  default @Nullable Service service() {
    return setting().service();
  }

  @Override
  default Span place() {
    return setting().place();
  }

  @Override
  default String parameter() {
    return setting().parameter();
  }
}
