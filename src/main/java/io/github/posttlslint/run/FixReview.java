package io.github.posttlslint.run;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.change.Strength;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the word "safe" from fixes that, together with the safe ones before them, make the setup
 * protect less ({@link Strength}), and from those that are only described. What is left is safe as
 * a whole.
 */
final class FixReview {

  /** What may be read and compared to find the fixes in question, in characters. */
  private static final int WORK = 4_000_000;

  /** What a service costs to compare, beside the characters of the files. */
  private static final int SERVICE_WORK = 1_000;

  private static final String OF_TABLE = "What a table holds is not compared.";

  private static final String TOO_MANY = "There are too many to try them one by one.";

  private final Setup setup;
  private final List<Finding> safe = new ArrayList<>();
  private final IdentityHashMap<Finding, String> reasons = new IdentityHashMap<>();
  private int work;

  private FixReview(Setup setup) {
    this.setup = setup;
  }

  /** The findings, those with doubtful fixes changed, in their order. */
  static List<Finding> of(Setup setup, List<Finding> findings) {
    FixReview review = new FixReview(setup);
    List<Finding> candidates = new ArrayList<>();
    for (Finding finding : findings) {
      Finding.Fix fix = finding.fix();
      if (fix != null && fix.safe() && !fix.isOnlyDescribed()) {
        if (review.isOfTable(fix)) {
          review.reasons.put(finding, OF_TABLE);
        } else {
          candidates.add(finding);
        }
      }
    }
    review.sort(candidates);
    List<Finding> reviewed = new ArrayList<>(findings);
    reviewed.replaceAll(review::reviewed);
    return reviewed;
  }

  /** No comparison knows all that programs look up. */
  private boolean isOfTable(Finding.Fix fix) {
    for (Finding.Edit edit : fix.edits()) {
      if (TextEdits.source(setup, edit.span().file()) == null) {
        return true;
      }
    }
    return false;
  }

  /** Halves what loses something, until single fixes are left. */
  private void sort(List<Finding> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    String reason = work > WORK ? TOO_MANY : reason(candidates);
    if (reason == null) {
      safe.addAll(candidates);
    } else if (candidates.size() == 1 || work > WORK) {
      candidates.forEach(one -> reasons.put(one, reason));
    } else {
      int half = candidates.size() / 2;
      sort(candidates.subList(0, half));
      sort(candidates.subList(half, candidates.size()));
    }
  }

  /** Why these are not safe besides those that are; null if they are. */
  private @Nullable String reason(List<Finding> candidates) {
    TextEdits edits = new TextEdits(setup);
    for (List<Finding> list : List.of(safe, candidates)) {
      for (Finding one : list) {
        Finding.Fix fix = one.fix();
        if (fix != null) {
          edits.add(fix.edits());
        }
      }
    }
    Setup result = edits.result();
    work += size(result) + result.services().size() * SERVICE_WORK;
    Strength.Loss loss = Strength.loss(setup, result);
    return loss == null ? null : loss.text();
  }

  private static int size(Setup setup) {
    int size = 0;
    for (SourceText text : setup.texts()) {
      size += text.text().length();
    }
    return size;
  }

  private Finding reviewed(Finding finding) {
    Finding.Fix fix = finding.fix();
    if (fix == null || !fix.safe()) {
      return finding;
    }
    if (fix.isOnlyDescribed()) {
      return finding.with(new Finding.Fix(false, fix.description(), fix.edits()));
    }
    String reason = reasons.get(finding);
    return reason == null ? finding : finding.with(fix.doubted(reason));
  }
}
