package io.github.posttlslint.report;

/** How reports name the tool. */
final class Tool {
  static final String NAME = "posttls-lint";

  /** Where readers of a report learn what its findings are about. */
  static final String INFORMATION = "https://www.postfix.org/TLS_README.html";

  private Tool() {}
}
