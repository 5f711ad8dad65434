package io.github.posttlslint.report;

import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where readers learn more about a rule: its page on the project's site, if the build was told
 * where that is.
 */
public final class RuleLinks {

  private final String site;

  /** Links to a site, or to none if its address is empty. */
  RuleLinks(String site) {
    this.site = site.endsWith("/") ? site.substring(0, site.length() - 1) : site;
  }

  /** Links to the site that the build has written down. */
  public static RuleLinks load() {
    try {
      byte[] address = PackedFile.read(RuleLinks.class, "site.txt");
      return new RuleLinks(new String(address, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The site's address without a slash at its end; empty if there is none. */
  public String site() {
    return site;
  }

  /** The rule's page; null if there is no site, or it is a rule of the user's own. */
  @Nullable String page(Rule rule, RuleCatalog rules) {
    boolean hasPage = RuleTexts.isUrl(site) && rules.isBuiltIn(rule);
    return hasPage ? site + "/rules/" + rule.id() + ".html" : null;
  }

  /** The rule's page, else the first of its references that has an address; null if none has. */
  public @Nullable String best(Rule rule, RuleCatalog rules) {
    String page = page(rule, rules);
    return page == null ? reference(rule, rules) : page;
  }

  /**
   * What SARIF calls {@code helpUri}, the rule's documentation (SARIF 2.1.0, section 3.49.12): its
   * page, or for a rule of the user's own the first of its references.
   */
  @Nullable String help(Rule rule, RuleCatalog rules) {
    return rules.isBuiltIn(rule) ? page(rule, rules) : reference(rule, rules);
  }

  private static @Nullable String reference(Rule rule, RuleCatalog rules) {
    for (RuleText.Reference reference : rules.text(rule).references()) {
      if (RuleTexts.isUrl(reference.url())) {
        return reference.url();
      }
    }
    return null;
  }
}
