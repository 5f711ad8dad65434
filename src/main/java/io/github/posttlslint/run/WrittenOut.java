package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.TemplateDefaults;
import io.github.posttlslint.cf.TemplateDefaults.Filled;
import io.github.posttlslint.cf.TemplateNames;
import io.github.posttlslint.cf.TemplateNames.Layer;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.secret.HiddenLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setup whose templates are filled in with the defaults that are known. Of these, none is used
 * that could not be shown if it were written in its place: it may be a secret.
 */
final class WrittenOut {

  private final Setup blank;
  private final @Nullable TemplateDefaults main;
  private final @Nullable TemplateDefaults master;
  private final List<String> unread;
  private final List<Filled> filled = new ArrayList<>();
  private final Setup setup;

  private WrittenOut(
      Setup blank,
      @Nullable TemplateDefaults main,
      @Nullable TemplateDefaults master,
      List<String> unread) {
    this.unread = unread;
    this.blank = blank;
    this.main = main;
    this.master = master;
    if (main != null) {
      filled.addAll(main.all());
    }
    if (master != null) {
      filled.addAll(master.all());
    }
    this.setup = filled.isEmpty() ? blank : with(main, master);
  }

  /** Fills a setup in. */
  static WrittenOut of(Setup setup) {
    HiddenLines hidden = setup.secrets().lines();
    Function<BiPredicate<String, String>, TemplateNames> files = setup.files().names();
    BiPredicate<String, String> secret = (name, value) -> !hidden.of(name, value).isEmpty();
    TemplateNames names =
        files == null ? new TemplateNames(Layer.EMPTY, Layer.EMPTY, secret) : files.apply(secret);
    MainCf main = setup.main();
    MasterCf master = setup.master();
    TemplateDefaults ofMain = main == null ? null : TemplateDefaults.of(main.source(), names);
    TemplateDefaults ofMaster = master == null ? null : TemplateDefaults.of(master.source(), names);
    HiddenLines written =
        new HiddenLines(
            main == null || ofMain == null ? null : written(main.source(), ofMain),
            master == null || ofMaster == null ? null : written(master.source(), ofMaster),
            setup.parameters());
    return new WrittenOut(
        setup,
        ofMain == null ? null : open(ofMain, written.mainText(), written.main(), written),
        ofMaster == null ? null : open(ofMaster, written.masterText(), written.master(), written),
        names.unread());
  }

  private static SourceText written(SourceText text, TemplateDefaults defaults) {
    return SourceText.of(text.file(), defaults.written());
  }

  /** Without those of which something would be hidden. */
  private static TemplateDefaults open(
      TemplateDefaults defaults,
      @Nullable SourceText text,
      Map<Integer, List<Hidden>> hidden,
      HiddenLines lines) {
    List<Filled> open = new ArrayList<>();
    int shift = 0;
    for (Filled one : defaults.all()) {
      int from = one.from() + shift;
      shift += one.text().length() - (one.to() - one.from());
      if (text != null
          && !isHidden(text, from, one.text(), hidden)
          && lines.of(one.text()).isEmpty()) {
        open.add(one);
      }
    }
    return defaults.only(open);
  }

  private static boolean isHidden(
      SourceText text, int at, String value, Map<Integer, List<Hidden>> hidden) {
    int line = text.lineOf(at);
    int from = at - text.startOfLine(line);
    for (Hidden part : hidden.getOrDefault(line, List.of())) {
      if (part.start() < from + value.length() && from < part.end()) {
        return true;
      }
    }
    return false;
  }

  /** Whether no default is known. */
  boolean isEmpty() {
    return filled.isEmpty();
  }

  /** Files that could say more and were not read, and why. */
  List<String> unread() {
    return unread;
  }

  /** All expressions that are filled in. */
  List<Filled> filled() {
    return filled;
  }

  /** The setup with all of them. */
  Setup setup() {
    return setup;
  }

  /** The setup with some of them alone. */
  Setup only(List<Filled> some) {
    return with(main == null ? null : main.only(some), master == null ? null : master.only(some));
  }

  private Setup with(@Nullable TemplateDefaults ofMain, @Nullable TemplateDefaults ofMaster) {
    MainCf first = blank.main();
    MasterCf second = blank.master();
    return blank.with(
        first == null || ofMain == null ? null : first.with(ofMain),
        second == null || ofMaster == null ? null : second.with(ofMaster));
  }
}
