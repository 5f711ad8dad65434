package io.github.posttlslint.site;

import io.github.posttlslint.lsp.Meanings;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.RuleCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the pages are made from.
 *
 * @param sources the top directory of the checkout
 * @param repository the address of the project's repository, where files that are no page are
 * @param image the address of the container image
 * @param version of the program
 * @param rules all rules that come with it
 * @param ids their ids
 * @param parameters all parameters of Postfix
 * @param parameterNames their names
 * @param meanings what parameters are for
 * @param proofs what proves each rule
 */
record Known(
    Path sources,
    String repository,
    String image,
    String version,
    RuleCatalog rules,
    Set<String> ids,
    Parameters parameters,
    Set<String> parameterNames,
    Meanings meanings,
    Proofs proofs) {

  static Known of(Path sources, String repository, String image, String version)
      throws IOException {
    RuleCatalog rules = BuiltInRules.load();
    Set<String> ids = new TreeSet<>();
    rules.rules().forEach(rule -> ids.add(rule.id()));
    Parameters parameters = Parameters.load();
    return new Known(
        sources,
        repository,
        image,
        version,
        rules,
        ids,
        parameters,
        new TreeSet<>(parameters.all()),
        Meanings.load(),
        Proofs.read(sources.resolve("rules/PROOFS.md")));
  }

  /** The page of a rule or a parameter of that name; null if it is neither. */
  @Nullable String page(String name) {
    if (ids.contains(name)) {
      return "rules/" + name + ".html";
    }
    boolean isParameter = name.indexOf('_') > 0 && parameterNames.contains(name);
    return isParameter ? "parameters/" + name + ".html" : null;
  }

  /** Where a file or directory of the repository can be seen, as it was when this was released. */
  String inRepository(String path) {
    return repository + "/blob/v" + version + "/" + path;
  }

  /** The numbers of rules by group, sorted. */
  TreeMap<String, Integer> groups() {
    TreeMap<String, Integer> groups = new TreeMap<>();
    rules.rules().forEach(rule -> groups.merge(rule.group(), 1, Integer::sum));
    return groups;
  }
}
