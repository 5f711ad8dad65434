package io.github.posttlslint.model.table;

/** How a daemon opens a table (the dict_flags of maps_create() and match_list_init()). */
public enum OpenManner {
  /** Letter case of keys does not matter; results may have groups of a pattern in them. */
  MAPS(true, true),
  /** The same, without lines whose result has {@code $1} in it (DICT_FLAG_NO_REGSUB). */
  ADDRESSES(true, false),
  /** As part of a list: the name is in lower case, the keys are as they are. */
  LIST(false, true);

  private final boolean folds;
  private final boolean substitutes;

  OpenManner(boolean folds, boolean substitutes) {
    this.folds = folds;
    this.substitutes = substitutes;
  }

  /** Whether the case of letters does not matter. */
  boolean folds() {
    return folds;
  }

  /** Whether lines whose result depends on the key count. */
  boolean substitutes() {
    return substitutes;
  }
}
