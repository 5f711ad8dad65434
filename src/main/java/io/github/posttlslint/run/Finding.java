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
 * @param also ids of the rules that report the same cause, and yielded to this finding; sorted
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
    @Nullable Fix fix,
    List<String> also) {

  public Finding {
    services = List.copyOf(services);
    related = List.copyOf(related);
    also = List.copyOf(also);
  }

  /** A finding that no other has yielded to. */
  public Finding(
      Rule rule,
      Severity severity,
      String message,
      String help,
      Span span,
      @Nullable String parameter,
      List<String> services,
      List<Related> related,
      @Nullable Fix fix) {
    this(rule, severity, message, help, span, parameter, services, related, fix, List.of());
  }

  /** The same with another fix. */
  public Finding with(Fix other) {
    return new Finding(
        rule, severity, message, help, span, parameter, services, related, other, also);
  }

  /** The same where it may not hold: at most a warning, and to be fixed by hand. */
  Finding doubtful(String told, List<Related> places) {
    return new Finding(
        rule,
        severity == Severity.ERROR ? Severity.WARNING : severity,
        told,
        help,
        span,
        parameter,
        services,
        places,
        fix == null ? null : new Fix(false, fix.description(), List.of()),
        also);
  }

  /** The same at another place. */
  Finding at(Span place) {
    return new Finding(
        rule, severity, message, help, place, parameter, services, related, fix, also);
  }

  /** The same for some of the services. */
  Finding forServices(List<String> some) {
    return new Finding(rule, severity, message, help, span, parameter, some, related, fix, also);
  }

  /** The same after these rules have yielded to it. */
  Finding telling(List<String> others) {
    return new Finding(
        rule, severity, message, help, span, parameter, services, related, fix, others);
  }

  /**
   * Whether both stand at the same place: their texts overlap, or they stand in one line and are
   * about the same parameter.
   */
  public boolean isAtPlaceOf(Finding other) {
    return span.overlaps(other.span)
        || (span.file().equals(other.span.file())
            && span.startLine() == other.span.startLine()
            && parameter != null
            && parameter.equals(other.parameter));
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
