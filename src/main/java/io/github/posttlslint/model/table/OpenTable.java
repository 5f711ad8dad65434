package io.github.posttlslint.model.table;

import io.github.posttlslint.table.PatternTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table as a daemon has opened it. */
sealed interface OpenTable {

  /** Looks a whole key up. */
  LookupResult find(String key);

  /**
   * Whether parts of addresses, such as the domain, are looked up in it (DICT_FLAG_FIXED): not so
   * in tables of patterns, nor in one that could not be opened (dict_surrogate.c).
   */
  boolean takesParts();

  /** What a look-up takes, in steps of an expansion, besides the key. */
  default int steps() {
    return 0;
  }

  /** One that answers the same to every key. */
  record Constant(LookupResult answer, boolean takesParts) implements OpenTable {

    static Constant broken(String reason) {
      return new Constant(new LookupResult.Failure(reason), false);
    }

    static Constant unclear(String reason) {
      return new Constant(new LookupResult.Unclear(reason), true);
    }

    @Override
    public LookupResult find(String key) {
      return answer;
    }
  }

  /**
   * Values by key.
   *
   * @param folds whether the keys are in lower case and looked up so
   * @param otherwise what other keys find
   */
  record Keyed(Map<String, LookupResult> values, boolean folds, LookupResult otherwise)
      implements OpenTable {

    @Override
    public LookupResult find(String key) {
      LookupResult found = values.get(folds ? key.toLowerCase(Locale.ROOT) : key);
      return found == null ? otherwise : found;
    }

    @Override
    public boolean takesParts() {
      return true;
    }
  }

  /**
   * Networks or regular expressions.
   *
   * @param inFile whether they stand in a file of their own
   */
  record Patterns(PatternTable table, boolean inFile, boolean substitutes) implements OpenTable {

    /** What trying one pattern takes. */
    private static final int STEPS_OF_A_PATTERN = 8;

    @Override
    public int steps() {
      return STEPS_OF_A_PATTERN * table.size();
    }

    @Override
    public LookupResult find(String key) {
      PatternTable.Match match = table.match(key, substitutes);
      String reason = match.answer().reason();
      String found = match.answer().found();
      if (reason != null) {
        return new LookupResult.Unclear(reason);
      }
      PatternTable.Rule rule = match.rule();
      return found == null
          ? LookupResult.MISS
          : new LookupResult.Hit(found, rule == null || !inFile ? null : rule.line().trim().span());
    }

    @Override
    public boolean takesParts() {
      return false;
    }
  }

  /** The results of several, with commas between (dict_union.c). */
  record Union(List<OpenTable> tables) implements OpenTable {

    @Override
    public LookupResult find(String key) {
      LookupResult all = LookupResult.MISS;
      for (OpenTable table : tables) {
        LookupResult one = table.find(key);
        if (one instanceof LookupResult.Failure || one instanceof LookupResult.Unclear) {
          return one;
        }
        if (one instanceof LookupResult.Hit hit) {
          all =
              all instanceof LookupResult.Hit before
                  ? new LookupResult.Hit(joined(before.value(), hit.value()), before.place())
                  : hit;
        }
      }
      return all instanceof LookupResult.Hit hit && hit.value().isEmpty() ? LookupResult.MISS : all;
    }

    private static String joined(String before, String next) {
      return before.isEmpty() ? next : before + "," + next;
    }

    @Override
    public boolean takesParts() {
      return tables.get(0).takesParts();
    }
  }

  /** Each looks up what the one before it found (dict_pipe.c). */
  record Pipe(List<OpenTable> tables) implements OpenTable {

    @Override
    public LookupResult find(String key) {
      LookupResult last = LookupResult.MISS;
      String wanted = key;
      for (OpenTable table : tables) {
        last = table.find(wanted);
        if (!(last instanceof LookupResult.Hit hit)) {
          return last;
        }
        wanted = hit.value();
      }
      return last;
    }

    @Override
    public boolean takesParts() {
      return tables.get(0).takesParts();
    }
  }
}
