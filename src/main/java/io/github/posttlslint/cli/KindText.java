package io.github.posttlslint.cli;

import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.run.rule.Rule;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** What {@code explain} prints of a kind of things that rules judge. */
final class KindText {

  private final Kind<?> kind;
  private final Writer out;

  KindText(Kind<?> kind, Writer out) {
    this.kind = kind;
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @param rules the rules of the run, of which those that judge things of the kind are listed
   */
  void write(List<Rule> rules) throws IOException {
    out.write(kind.name() + ": kind of things that rules judge: " + kind.documentation() + "\n");
    List<String> named = new ArrayList<>();
    writeFacts(kind, named);
    if (!named.isEmpty()) {
      out.write("\nAnd all facts of " + String.join(", ", named) + ".\n");
    }
    out.write("\nAnchors\n\n");
    for (Kind.Anchor<?> anchor : kind.anchors()) {
      out.write("  " + anchor.name() + "\n      " + anchor.documentation() + "\n");
    }
    out.write("  $parameter, $parameter.value\n      where the value in force is set\n");
    List<String> ids = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.judges().equals(kind.name())) {
        ids.add(rule.id());
      }
    }
    out.write("\nRules\n\n  " + (ids.isEmpty() ? "none" : String.join(", ", ids)) + "\n");
  }

  /**
   * Those of a kind that no rule can judge by itself stand here, those of others in their place.
   */
  private void writeFacts(Kind<?> from, List<String> named) throws IOException {
    out.write("\nFacts" + (from == kind ? "" : " of " + from.documentation()) + "\n\n");
    for (Kind.Definition<?> fact : from.facts()) {
      out.write("  " + fact.shown() + " (" + fact.type().words() + ")\n");
      out.write("      " + fact.documentation() + words(fact) + "\n");
    }
    for (Kind<?> other : from.includes()) {
      if (Kinds.names().contains(other.name())) {
        named.add(other.name());
      } else {
        writeFacts(other, named);
      }
    }
  }

  private static String words(Kind.Definition<?> fact) {
    String words = fact.words().isEmpty() ? "" : "; WORD: " + String.join(", ", fact.words());
    return words + (fact.choices().isEmpty() ? "" : ": " + String.join(", ", fact.choices()));
  }
}
