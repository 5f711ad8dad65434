package io.github.posttlslint.pki;

import io.github.posttlslint.input.Limits;
import java.math.BigInteger;

/** Why something encrypted could not be opened. Its message never quotes what was decrypted. */
public final class PasswordException extends Exception {

  private final boolean wrong;

  private PasswordException(String message, boolean wrong) {
    super(message);
    this.wrong = wrong;
  }

  static PasswordException wrong() {
    return new PasswordException("the password is wrong", true);
  }

  /** What is not supported, as the end of "it is encrypted with ...". */
  static PasswordException unsupported(String what) {
    return new PasswordException(
        "it is encrypted with " + what + ", which is not read here", false);
  }

  /** Too much work, see {@link Limits#PASSWORD_ROUNDS}. */
  static PasswordException tooManyRounds(BigInteger rounds) {
    String found = rounds.bitLength() < Long.SIZE ? rounds.toString() : "more than 2^63";
    return new PasswordException(
        "its password protects it by "
            + found
            + " rounds; at most "
            + Limits.PASSWORD_ROUNDS
            + " are made for all of a file",
        false);
  }

  /** Whether another password might do. */
  public boolean isWrongPassword() {
    return wrong;
  }
}
