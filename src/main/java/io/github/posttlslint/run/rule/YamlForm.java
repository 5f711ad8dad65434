package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.language.RuleFaults;
import io.github.posttlslint.language.Suggestion;
import io.github.posttlslint.language.YamlNode;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a part of a YAML file has to look like. */
sealed interface YamlForm {

  /**
   * Checks a part.
   *
   * @param what the part in words: its key, in quotes
   */
  void check(YamlNode node, String what, RuleFaults faults);

  /** A text that says something, up to some characters. */
  record Text(int longest) implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (node.form() != YamlNode.Form.TEXT) {
        String instead = node.form().isScalar() ? "; put it in quotes" : "";
        faults.add(node, what + ": expected a text, found " + node.form().words() + instead);
      } else if (node.text().isBlank()) {
        faults.add(node, what + " is empty");
      } else if (node.text().length() > longest) {
        faults.add(node, what + ": longer than " + longest + " characters");
      }
    }
  }

  /** A condition; {@code true} is one, too. */
  record Condition() implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (node.form() != YamlNode.Form.TRUTH) {
        new Text(Limits.CONDITION).check(node, what, faults);
      }
    }
  }

  /** A text that may say nothing. */
  record MaybeEmpty(int longest) implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (node.form() != YamlNode.Form.TEXT || !node.text().isBlank()) {
        new Text(longest).check(node, what, faults);
      }
    }
  }

  /** One of some words. */
  record Choice(List<String> words) implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (!node.form().isScalar()) {
        faults.add(node, what + ": expected a word, found " + node.form().words());
      } else if (!words.contains(node.text())) {
        String found = YamlWords.key(node.text());
        faults.add(node, what + ": " + found + Suggestion.of(node.text(), words));
      }
    }
  }

  /** A release of Postfix, in quotes, lest 3.10 becomes 3.1. */
  record Release() implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (node.form() != YamlNode.Form.TEXT) {
        faults.add(node, what + ": put the release in quotes, such as \"3.10\"");
      } else if (PostfixVersion.parse(node.text()) == null) {
        faults.add(node, what + ": " + YamlWords.key(node.text()) + " is not a release");
      }
    }
  }

  /** Something that is written in this way. */
  record Only(YamlNode.Form form) implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (node.form() != form) {
        faults.add(node, what + ": expected " + form.words() + ", found " + node.form().words());
      }
    }
  }

  /** A list. */
  record Many(YamlForm item, boolean orOne, int most) implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (node.form() != YamlNode.Form.LIST && !orOne) {
        faults.add(node, what + ": expected a list, found " + node.form().words());
        return;
      }
      if (node.items().size() > most) {
        faults.add(node, what + ": more than " + most + " entries");
        return;
      }
      for (YamlNode one : node.itemsOrSelf()) {
        if (!faults.isFull()) {
          item.check(one, what, faults);
        }
      }
    }
  }

  /** A text, or a mapping. */
  record Either(YamlForm text, YamlForm mapping) implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      boolean isMapping = node.form() == YamlNode.Form.MAPPING;
      (isMapping ? mapping : text).check(node, what, faults);
    }
  }

  /** Anything at all. */
  record Anything() implements YamlForm {
    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {}
  }

  /** A key of a mapping. */
  record KeyForm(String name, boolean required, YamlForm form) {

    static KeyForm required(String name, YamlForm form) {
      return new KeyForm(name, true, form);
    }

    static KeyForm of(String name, YamlForm form) {
      return new KeyForm(name, false, form);
    }
  }

  /**
   * A mapping.
   *
   * @param name what it is, in words
   * @param keys the keys that it can have
   * @param others what other keys have; null if there must not be any
   */
  record Mapping(String name, List<KeyForm> keys, @Nullable YamlForm others) implements YamlForm {

    Mapping(String name, List<KeyForm> keys) {
      this(name, keys, null);
    }

    /** A mapping whose keys can be anything. */
    static Mapping free(String name) {
      return new Mapping(name, List.of(), new Anything());
    }

    @Override
    public void check(YamlNode node, String what, RuleFaults faults) {
      if (node.form() != YamlNode.Form.MAPPING) {
        faults.add(node, what + ": expected a mapping, found " + node.form().words());
        return;
      }
      Set<String> meant = new HashSet<>();
      for (Map.Entry<String, YamlNode.Entry> entry : node.entries().entrySet()) {
        if (!faults.isFull()) {
          checkKey(entry.getKey(), entry.getValue(), meant, faults);
        }
      }
      for (KeyForm key : keys) {
        YamlNode value = node.get(key.name());
        if (value != null) {
          key.form().check(value, "'" + key.name() + "'", faults);
        } else if (key.required() && !meant.contains(key.name())) {
          faults.add(node, name + " lacks the key '" + key.name() + "'");
        }
      }
    }

    private void checkKey(String key, YamlNode.Entry entry, Set<String> meant, RuleFaults faults) {
      List<String> known = new ArrayList<>();
      keys.forEach(one -> known.add(one.name()));
      if (known.contains(key)) {
        return;
      }
      if (others != null) {
        others.check(entry.value(), "'" + key + "'", faults);
        return;
      }
      String near = Nearest.word(key, known);
      if (near != null) {
        meant.add(near);
      }
      faults.add(
          entry.line(),
          entry.column(),
          "unknown key " + YamlWords.key(key) + " of " + name + Suggestion.of(key, known));
    }
  }
}
