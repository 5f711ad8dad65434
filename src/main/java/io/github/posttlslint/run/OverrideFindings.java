package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is told of files that override the settings of an image: what they are to blame for, at a
 * place in them.
 */
final class OverrideFindings {

  /** Of as many settings each is left out to see which is to blame. */
  private static final int MOST_TRIED = 30;

  private final Setup setup;
  private final Function<Setup, List<Finding>> judge;
  private final Map<Span, Set<List<Object>>> without = new LinkedHashMap<>();
  private @Nullable Set<List<Object>> ofImage;

  /**
   * Makes one for a setup.
   *
   * @param judge finds what is wrong with another setup
   */
  OverrideFindings(Setup setup, Function<Setup, List<Finding>> judge) {
    this.setup = setup;
    this.judge = judge;
  }

  /** These findings without those that the image has without the overrides. */
  List<Finding> of(List<Finding> findings) {
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      if (!isNowhere(finding.span())) {
        kept.add(finding);
      } else if (!ofImage().contains(key(finding))) {
        kept.add(finding.at(place(finding)));
      }
    }
    return kept;
  }

  /** What cannot be told of the user's own lines. */
  List<Unverified> ofOwn(List<Unverified> unverified) {
    List<Unverified> kept = new ArrayList<>(unverified);
    kept.removeIf(one -> isNowhere(one.span()));
    return kept;
  }

  /** In no file of the user, or at the start of main.cf, as what nobody has set. */
  private boolean isNowhere(Span place) {
    return setup.isStock(place) || place.equals(setup.place());
  }

  private Set<List<Object>> ofImage() {
    Set<List<Object>> known = ofImage;
    if (known == null) {
      MainCf main = setup.main();
      MasterCf master = setup.master();
      MainCf plain = main == null ? null : main.stock();
      MasterCf services = master == null ? null : master.stock();
      known =
          keys(
              setup.with(
                  plain == null ? null : plain.asStock(),
                  services == null ? null : services.asStock()));
      ofImage = known;
    }
    return known;
  }

  private Set<List<Object>> keys(Setup other) {
    Set<List<Object>> keys = new HashSet<>();
    for (Finding finding : judge.apply(other)) {
      keys.add(key(finding));
    }
    return keys;
  }

  private static List<Object> key(Finding finding) {
    return List.of(finding.rule().id(), finding.message());
  }

  /**
   * The user's first option of a service that is concerned, else the first setting without which
   * nothing is to be found, else the start of the first file.
   */
  private Span place(Finding finding) {
    MasterCf master = setup.master();
    for (Service service : setup.services()) {
      for (ParameterOverride option : service.entry().overrides()) {
        if (finding.services().contains(service.id())
            && master != null
            && master.isOwn()
            && option.value().source() == master.source()) {
          return option.span();
        }
      }
    }
    for (Map.Entry<Span, Set<List<Object>>> one : withoutEach().entrySet()) {
      if (!one.getValue().contains(key(finding))) {
        return one.getKey();
      }
    }
    return setup.place();
  }

  /** What is found without one of the settings, by the place of that. */
  private Map<Span, Set<List<Object>>> withoutEach() {
    MainCf main = setup.main();
    List<MainCfEntry> own = main == null || !main.isOwn() ? List.of() : main.ownEntries();
    if (without.isEmpty() && own.size() <= MOST_TRIED) {
      for (MainCfEntry entry : own) {
        without.put(
            entry.span(),
            keys(setup.with(main == null ? null : main.withoutOwn(entry.name()), null)));
      }
    }
    return without;
  }

  /**
   * The edits of a fix, if all of them change the user's main.cf; else none, for lines for {@code
   * postconf -P} have a form of their own.
   */
  static List<Finding.Edit> possible(List<Finding.Edit> edits, Setup setup) {
    MasterCf master = setup.master();
    for (Finding.Edit edit : edits) {
      Span place = edit.span();
      boolean isLine = master != null && place.file().equals(master.source().file());
      if (isLine || setup.isStock(place)) {
        return List.of();
      }
    }
    return edits;
  }
}
