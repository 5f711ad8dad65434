package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.PackReader;
import io.github.posttlslint.input.PackedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that come with the tool, as {@link CompileRules} wrote them. */
public final class BuiltInRules implements RuleCatalog {

  static final String RULES = "rules.bin";
  static final String TEXTS = "rule-texts.bin";

  private final List<Rule> rules;
  private @Nullable Map<String, RuleText> texts;

  private BuiltInRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Reads the conditions; explanations are read when first asked for. */
  public static BuiltInRules load() {
    try {
      PackReader in = open(RULES);
      int count = in.number();
      List<Rule> rules = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        rules.add(RuleCodec.read(in));
      }
      return new BuiltInRules(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PackReader open(String resource) throws IOException {
    return new PackReader(PackedFile.read(BuiltInRules.class, resource));
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public boolean isBuiltIn(Rule rule) {
    return true;
  }

  @Override
  public RuleText text(Rule rule) {
    if (texts == null) {
      texts = readTexts();
    }
    RuleText text = texts.get(rule.id());
    if (text == null) {
      throw new IllegalArgumentException("not a built-in rule: " + rule.id());
    }
    return text;
  }

  private static Map<String, RuleText> readTexts() {
    try {
      PackReader in = open(TEXTS);
      Map<String, RuleText> texts = new HashMap<>();
      for (int n = in.number(); n > 0; n--) {
        String id = in.text();
        texts.put(id, RuleCodec.readText(in));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
