package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fault at one place.
 *
 * @param rule the rule that found it
 * @param severity usually the rule's; options may change it
 * @param message one or more sentences for people; secrets are already taken out
 * @param help what to do about it, in a sentence; secrets are already taken out
 * @param span the offending text
 * @param parameter the Postfix parameter concerned; null if none
 * @param services the services it holds for, such as {@code submission/inet}, in the order of
 *     master.cf; empty if the finding does not depend on a service
 * @param related other places that explain the finding
 * @param fix how to mend it; null if there is no mechanical way
 */
public record Finding(
    Rule rule,
    Severity severity,
    String message,
    String help,
    Span span,
    @Nullable String parameter,
    List<String> services,
    List<Related> related,
    @Nullable Fix fix) {

  public Finding {
    services = List.copyOf(services);
    related = List.copyOf(related);
  }

  /** The same with another fix. */
  public Finding with(Fix other) {
    return new Finding(rule, severity, message, help, span, parameter, services, related, other);
  }

  /**
   * Another place that belongs to a finding.
   *
   * @param span the place
   * @param message what is to be seen there, a phrase or sentence
   */
  public record Related(Span span, String message) {}

  /**
   * A change that mends the fault.
   *
   * @param safe whether the change cannot alter anything but the fault
   * @param description an imperative sentence
   * @param edits the replacements, not overlapping; empty if only the description helps
   */
  public record Fix(boolean safe, String description, List<Edit> edits) {
    public Fix {
      edits = List.copyOf(edits);
    }

    /** Whether there is nothing to apply: people do by hand what the description says. */
    public boolean isOnlyDescribed() {
      return edits.isEmpty();
    }

    /**
     * The same, to be reviewed.
     *
     * @param reason a sentence that says why
     */
    public Fix doubted(String reason) {
      String said = description.endsWith(".") ? description : description + ".";
      return new Fix(false, said + " " + reason, edits);
    }
  }

  /**
   * Replaces a stretch of text; an empty span inserts.
   *
   * @param span what to replace
   * @param replacement the new text
   */
  public record Edit(Span span, String replacement) {}
}
