package io.github.posttlslint.model;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import java.util.HashSet;
import java.util.Set;

/**
 * The names that values of main.cf and master.cf may refer to: whatever stands behind {@code $}, an
 * opening brace or {@code (}, in a form that this release understands or not.
 */
final class ReferredNames {

  private final Set<String> names = new HashSet<>();

  ReferredNames(Setup setup) {
    for (MainCfEntry entry : setup.mainEntries()) {
      add(entry.value().text());
    }
    for (Service service : setup.services()) {
      for (ParameterOverride option : service.entry().overrides()) {
        add(option.value().text());
      }
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }

  private void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '$' || c == '{' || c == '(') {
        int end = i + 1;
        while (end < text.length() && Chars.isName(text.charAt(end))) {
          end++;
        }
        names.add(text.substring(i + 1, end));
        i = end - 1;
      }
    }
  }
}
