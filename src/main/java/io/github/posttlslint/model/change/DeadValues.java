package io.github.posttlslint.model.change;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.change.Scale.Order;

/**
 * Values that Postfix does not take for what they were meant to be, such as those in quotation
 * marks: it ignores them or does not run. Once mended they come into force, so that what holds
 * without them is the measure.
 */
final class DeadValues {

  private DeadValues() {}

  /** A setup as if its dead values were not written; itself if there are none. */
  static Setup without(Setup setup) {
    MainCf main = setup.main();
    MainCf soundMain =
        main == null ? null : main.without(entry -> isDead(entry.name(), entry.value().text()));
    MasterCf master = setup.master();
    MasterCf soundMaster =
        master == null
            ? null
            : master.without(option -> isDead(option.name(), option.value().text()));
    return soundMain == main && soundMaster == master ? setup : setup.with(soundMain, soundMaster);
  }

  private static boolean isDead(String name, String text) {
    if (name.equals("compatibility_level")) {
      return false; // without it other defaults hold, but with it no program started
    }
    if (text.indexOf('"') >= 0 || text.indexOf('\'') >= 0) {
      return true;
    }
    String meant = Mended.bare(text);
    if (meant.equals(text)) {
      return false;
    }
    Scale scale = Scale.of(name);
    if (scale == Scale.ELSEWHERE) {
      return !name.endsWith("_restrictions") || text.indexOf('#') >= 0;
    }
    return scale.compare(text, meant) == Order.UNKNOWN;
  }
}
