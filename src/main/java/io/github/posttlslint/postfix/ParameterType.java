package io.github.posttlslint.postfix;

import java.util.Locale;

/** How Postfix reads the value of a parameter (mail_conf_bool.c and its siblings). */
public enum ParameterType {
  /** {@code yes} or {@code no}. */
  BOOL,
  /** A boolean whose built-in default is an expression. */
  NBOOL,
  /** A decimal number of 32 bits. */
  INT,
  /** An integer whose built-in default is an expression. */
  NINT,
  /** A decimal number of 64 bits. */
  LONG,
  /** A number with an optional unit: s, m, h, d, w. */
  TIME,
  /** Text; {@code $name} in it is replaced when the parameter is read. */
  STR,
  /** Text whose {@code $name} are left alone when the parameter is read. */
  RAW;

  /** From the notation of the reference files. */
  static ParameterType parse(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** In the notation of the reference files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Is it {@code yes} or {@code no}? */
  public boolean isBoolean() {
    return this == BOOL || this == NBOOL;
  }

  /** Is it a number without unit? */
  public boolean isInteger() {
    return this == INT || this == NINT || this == LONG;
  }
}
