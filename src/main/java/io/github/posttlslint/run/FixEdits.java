package io.github.posttlslint.run;

import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Subject;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.EditableTables.EditableTable;
import io.github.posttlslint.model.table.LookupTable;
import io.github.posttlslint.model.table.TablePart;
import io.github.posttlslint.model.written.SettingAt;
import io.github.posttlslint.run.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edits of a rule's fix for one subject. What is replaced or removed is an anchor of the
 * subject, or words of it ({@link WordEdits}); what is added is a whole setting ({@link
 * SettingEdit}) or a line of master.cf.
 */
final class FixEdits {

  /** The options of the service that is judged. */
  private static final String OPTION = "option";

  /** The end of master.cf. */
  private static final String SERVICES = "services";

  /** Behind {@code $parameter}: beside the setting that is in force. */
  private static final String BESIDE = ".beside";

  private FixEdits() {}

  /** The edits; empty if the place or the new text is not known, and the fix is only described. */
  static List<Finding.Edit> of(Rule.FixRecipe recipe, Subject<?> subject) {
    if (!isComplete(recipe.words(), subject) || !isComplete(recipe.with(), subject)) {
      return List.of();
    }
    List<Finding.Edit> edits = List.of();
    for (String anchor : recipe.anchors()) {
      edits = edits.isEmpty() ? edits(recipe, anchor, subject) : edits;
    }
    return edits;
  }

  private static List<Finding.Edit> edits(
      Rule.FixRecipe recipe, String anchor, Subject<?> subject) {
    Template with = recipe.with();
    if (with != null && isWhole(anchor)) {
      Finding.Edit added = added(anchor, with.fillWhole(subject), subject);
      return added == null ? List.of() : List.of(added);
    }
    Span place = RuleEngine.place(subject, anchor);
    return place == null || isNameOfTable(place, anchor, recipe, subject)
        ? List.of()
        : edits(recipe, place, subject);
  }

  private static boolean isWhole(String anchor) {
    return anchor.equals(OPTION) || anchor.equals(SERVICES) || anchor.endsWith(BESIDE);
  }

  /**
   * Whether a part of a table stands in main.cf or master.cf: it has the place of the whole table
   * there, or somebody took one of these for a table.
   */
  private static boolean isNameOfTable(
      Span place, String anchor, Rule.FixRecipe recipe, Subject<?> subject) {
    return subject.thing() instanceof TablePart part
        && !(part instanceof LookupTable)
        && !anchor.startsWith("$")
        && recipe.words() == null
        && TextEdits.source(part.setup(), place.file()) != null;
  }

  private static boolean isComplete(@Nullable Template template, Subject<?> subject) {
    return template == null || template.isComplete(subject);
  }

  private static Finding.@Nullable Edit added(String anchor, String text, Subject<?> subject) {
    if (anchor.equals(OPTION)) {
      return SettingEdit.option(subject, text);
    }
    if (anchor.equals(SERVICES)) {
      MasterCf master = subject.thing().setup().master();
      return master == null ? null : SettingEdit.service(master, text);
    }
    return SettingEdit.beside(subject, RuleEngine.parameterName(anchor), text);
  }

  private static List<Finding.Edit> edits(Rule.FixRecipe recipe, Span place, Subject<?> subject) {
    Setup setup = subject.thing().setup();
    SourceText source = TextEdits.source(setup, place.file());
    if (source == null) {
      EditableTable table = table(place, subject);
      source = table == null ? null : table.source();
    }
    if (source == null) {
      return List.of();
    }
    Template words = recipe.words();
    Template with = recipe.with();
    if (words == null && with != null) {
      return List.of(new Finding.Edit(place, with.fillWhole(subject)));
    }
    WordEdits edits = new WordEdits(source, SettingAt.find(setup, place));
    if (words == null) {
      return edits.removed(place);
    }
    List<String> meant = List.of(words.fillWhole(subject).split(" "));
    return with == null
        ? edits.removed(place, meant)
        : edits.replaced(place, meant, with.fillWhole(subject));
  }

  /** The table that a place is in; null if that may not be changed. */
  private static @Nullable EditableTable table(Span place, Subject<?> subject) {
    return subject.thing() instanceof TablePart part
        ? part.use().tables().editable().find(place.file())
        : null;
  }

  /** What is to be done once the edits are made, as a sentence behind a blank; or nothing. */
  static String afterwards(List<Finding.Edit> edits, Subject<?> subject) {
    EditableTable table = edits.isEmpty() ? null : table(edits.get(0).span(), subject);
    return table == null || table.compiler() == null
        ? ""
        : " Then run \"" + table.compiler() + "\".";
  }
}
