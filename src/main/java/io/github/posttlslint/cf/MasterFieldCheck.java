package io.github.posttlslint.cf;

import io.github.posttlslint.cf.SyntaxProblem.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the fields of a service against what master(8) reads from them. */
final class MasterFieldCheck {

  private MasterFieldCheck() {}

  static void check(Map<MasterField, LogicalText> fields, List<SyntaxProblem> problems) {
    for (Map.Entry<MasterField, LogicalText> field : fields.entrySet()) {
      LogicalText text = field.getValue();
      if (!text.isOpaque() && !isGood(field.getKey(), text.text())) {
        problems.add(new SyntaxProblem(Kind.BAD_FIELD, text.span(), field.getKey().label()));
      }
    }
    checkPrivate(fields.get(MasterField.TYPE), fields.get(MasterField.PRIVATE), problems);
  }

  private static void checkPrivate(
      @Nullable LogicalText type, @Nullable LogicalText privacy, List<SyntaxProblem> problems) {
    if (type != null && type.text().equals("inet") && privacy != null) {
      String text = privacy.text();
      if (text.equals("y") || text.equals("-")) {
        problems.add(new SyntaxProblem(Kind.PRIVATE_INET, privacy.span(), text));
      }
    }
  }

  /** Whether a field can have this text. */
  private static boolean isGood(MasterField field, String text) {
    if (field == MasterField.TYPE) {
      return switch (text) {
        case "inet", "unix", "fifo", "pass", "unix-dgram" -> true;
        default -> false;
      };
    }
    boolean isWakeUp = field == MasterField.WAKEUP;
    if (isWakeUp || field == MasterField.MAX_PROC) {
      return text.equals("-") || isNumber(text, isWakeUp);
    }
    if (field == MasterField.SERVICE || field == MasterField.COMMAND) {
      return field == MasterField.SERVICE || !text.equals("-");
    }
    return text.equals("y") || text.equals("n") || text.equals("-");
  }

  /** Digits; a question mark can follow those of a wake-up time. */
  private static boolean isNumber(String text, boolean questionMark) {
    boolean marked = questionMark && text.endsWith("?");
    return Chars.allDigits(marked ? text.substring(0, text.length() - 1) : text);
  }
}
