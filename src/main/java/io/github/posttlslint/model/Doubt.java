package io.github.posttlslint.model;

/**
 * Why something cannot be told.
 *
 * @param reason for people, a phrase without a full stop
 * @param parameter the parameter that hides it; empty if none
 */
public record Doubt(String reason, String parameter) {

  /** A doubt that no parameter is to blame for. */
  public static Doubt of(String reason) {
    return new Doubt(reason, "");
  }
}
