package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The setting at a place of main.cf or master.cf.
 *
 * @param entry the line of master.cf whose option it is; null for a setting of main.cf
 */
public record SettingAt(Setup setup, Assignment line, @Nullable MasterEntry entry) {

  /** Finds it; null if the place is in no setting. */
  public static @Nullable SettingAt find(Setup setup, Span place) {
    MainCf main = setup.main();
    if (main != null && main.source().file().equals(place.file())) {
      MainCfEntry entry = last(main.ownEntries(), one -> one.line().parts(), place);
      return entry != null && entry.span().overlaps(whole(place))
          ? new SettingAt(setup, entry, null)
          : null;
    }
    MasterCf master = setup.master();
    if (master == null || master.stock() != null || !master.source().file().equals(place.file())) {
      return null;
    }
    MasterEntry entry = last(master.entries(), one -> one.line().parts(), place);
    for (ParameterOverride one : entry == null ? List.<ParameterOverride>of() : entry.overrides()) {
      if (one.span().overlaps(whole(place))) {
        return new SettingAt(setup, one, entry);
      }
    }
    return null;
  }

  /** An empty place takes no room, but stands somewhere. */
  private static Span whole(Span place) {
    boolean isEmpty =
        place.startLine() == place.endLine() && place.startColumn() == place.endColumn();
    return isEmpty && place.startColumn() > 1
        ? new Span(
            place.file(),
            place.startLine(),
            place.startColumn() - 1,
            place.endLine(),
            place.endColumn())
        : place;
  }

  /** The last line that does not begin behind the place; they are in order. */
  private static <T> @Nullable T last(
      List<T> lines, Function<T, List<LogicalText>> parts, Span place) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int first = parts.apply(lines.get(middle)).get(0).span().startLine();
      if (first <= place.startLine()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : lines.get(low - 1);
  }

  /** All that has to go with the setting; null if that cannot be told, or others refer to it. */
  public @Nullable Span removal() {
    return setup.refersTo(line.name()) ? null : Removal.of(line, entry);
  }

  /** Whether the same place sets the parameter once more. */
  public boolean isRepeated() {
    int count = 0;
    List<? extends Assignment> lines = entry == null ? setup.mainEntries() : entry.overrides();
    for (Assignment one : lines) {
      count += one.name().equals(line.name()) ? 1 : 0;
    }
    return count > 1;
  }

  /** Whether another value than the default holds once the setting is gone. */
  public boolean hidesAnother() {
    MainCf main = setup.main();
    MainCf stock = entry != null || main == null ? null : main.stock();
    return isRepeated()
        || (stock != null && stock.find(line.name()) != null)
        || (entry != null && setup.value(line.name()).isExplicit());
  }
}
