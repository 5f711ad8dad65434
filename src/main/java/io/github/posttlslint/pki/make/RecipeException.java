package io.github.posttlslint.pki.make;

/** A recipe that cannot be followed; the message names the entry and says what is wrong with it. */
public final class RecipeException extends IllegalArgumentException {

  RecipeException(String entry, String message) {
    super(entry + ": " + message);
  }

  RecipeException(String entry, String message, Throwable cause) {
    super(entry + ": " + message, cause);
  }
}
