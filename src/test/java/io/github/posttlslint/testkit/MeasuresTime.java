package io.github.posttlslint.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A test class that counts on being done within a moment: no other runs beside it. It is not for
 * bounds of many seconds, which only tell that something ends at all.
 */
@Isolated("it counts on being done within a moment")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MeasuresTime {}
