package io.github.posttlslint.language;

/** What a fact is, where there is one. */
public enum FactType {
  TEXT("text"),
  NUMBER("number"),
  RELEASE("release"),
  TRUTH("yes or no"),
  WORDS("list");

  private final String words;

  FactType(String words) {
    this.words = words;
  }

  /** The type in words for people. */
  public String words() {
    return words;
  }
}
