package io.github.posttlslint.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What proves each rule, as the table {@code rules/PROOFS.md} has it, which a test keeps right. */
record Proofs(Map<String, Proof> byRule) {

  private static final int COLUMNS = 5;

  /**
   * A row.
   *
   * @param releases those that the rule is for, such as {@code all} or {@code from 3.6}
   * @param by what proves it; empty if nothing does
   * @param seenWith the releases of Postfix that did what the rule says; may be empty
   */
  record Proof(String releases, String by, String seenWith) {}

  static Proofs read(Path table) throws IOException {
    Map<String, Proof> byRule = new TreeMap<>();
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.replaceFirst("^[|] ", "").split(" [|](?: |$)", -1);
      if (line.startsWith("| ") && cells.length > COLUMNS - 1 && !cells[0].equals("rule")) {
        byRule.put(cells[0], new Proof(cells[2], cells[3].strip(), cells[4].strip()));
      }
    }
    return new Proofs(byRule);
  }

  Proof of(String rule) {
    Proof proof = byRule.get(rule);
    if (proof == null) {
      throw new IllegalStateException("rules/PROOFS.md has no line for " + rule);
    }
    return proof;
  }
}
