package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Subject;
import io.github.posttlslint.run.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edits of a rule's fix for one subject. What is replaced is an anchor of the subject, or a
 * place for a whole setting, see {@link SettingEdit}.
 */
final class FixEdits {

  /** The options of the service that is judged. */
  private static final String OPTION = "option";

  /** Behind {@code $parameter}: beside the setting that is in force. */
  private static final String BESIDE = ".beside";

  private FixEdits() {}

  /** The edits; empty if the place or the new text is not known, and the fix is only described. */
  static List<Finding.Edit> of(Rule.FixRecipe recipe, Subject<?> subject) {
    String anchor = recipe.replace();
    if (anchor == null || !recipe.with().isComplete(subject)) {
      return List.of();
    }
    Finding.Edit edit = edit(anchor, recipe.with().fillWhole(subject), subject);
    return edit == null ? List.of() : List.of(edit);
  }

  private static Finding.@Nullable Edit edit(String anchor, String text, Subject<?> subject) {
    if (anchor.equals(OPTION)) {
      return SettingEdit.option(subject, text);
    }
    if (anchor.endsWith(BESIDE)) {
      return SettingEdit.beside(subject, RuleEngine.parameterName(anchor), text);
    }
    Span span = RuleEngine.place(subject, anchor);
    return span == null ? null : new Finding.Edit(span, text);
  }
}
