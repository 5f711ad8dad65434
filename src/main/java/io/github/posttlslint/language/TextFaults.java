package io.github.posttlslint.language;

/**
 * Takes what is wrong with a text of a rule file, at places in the text.
 *
 * @param from where in the text of the scalar offsets begin
 */
public record TextFaults(RuleFaults faults, YamlNode scalar, int from) {

  /** The same for a part of the text. */
  public TextFaults from(int offset) {
    return new TextFaults(faults, scalar, from + offset);
  }

  /** Tells of a fault at an offset. */
  public void add(int offset, String message) {
    faults.add(scalar, from + offset, message);
  }

  /** Whether no more is told, so that there is no use in looking further. */
  boolean isFull() {
    return faults.isFull();
  }
}
