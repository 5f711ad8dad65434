package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where reports lead for a rule. */
class RuleLinksTest {

  private static final String SITE = "https://posttls-lint.test/manual";
  private static final BuiltInRules RULES = BuiltInRules.load();
  private static final Rule RULE = RULES.rules().get(0);
  private static final String REFERENCE = RULES.text(RULE).references().get(0).url();

  /** The same rule as one of the user's. */
  private static final RuleCatalog OWN = RuleCatalog.of(Map.of(RULE, RULES.text(RULE)));

  @Test
  void rulesOfTheToolLeadToTheirPage() {
    RuleLinks links = new RuleLinks(SITE + "/");
    String page = SITE + "/rules/" + RULE.id() + ".html";
    assertThat(links.page(RULE, RULES)).isEqualTo(page);
    assertThat(links.best(RULE, RULES)).isEqualTo(page);
    assertThat(links.help(RULE, RULES)).isEqualTo(page);
  }

  @Test
  void withoutASiteThereIsNoPageAndNoHelpUri() {
    for (String none : new String[] {"", "not an address"}) {
      RuleLinks links = new RuleLinks(none);
      assertThat(links.page(RULE, RULES)).isNull();
      assertThat(links.help(RULE, RULES)).isNull();
      assertThat(links.best(RULE, RULES)).isEqualTo(REFERENCE);
    }
  }

  @Test
  void rulesOfTheUserHaveNoPageButTheirReference() {
    assertThat(REFERENCE).startsWith("https://");
    RuleLinks links = new RuleLinks(SITE);
    assertThat(links.page(RULE, OWN)).isNull();
    assertThat(links.help(RULE, OWN)).isEqualTo(REFERENCE);
    assertThat(links.best(RULE, OWN)).isEqualTo(REFERENCE);
  }
}
