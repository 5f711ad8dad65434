package io.github.posttlslint.lsp;

import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.RuleCatalog;

/**
 * What all set-ups of the server share, for the thread of {@link Work} alone.
 *
 * @param parameters the dictionary of Postfix's parameters
 * @param pems what certificates hold, read once for each content
 * @param rules those that came with the tool
 */
record Shared(Lazy<Parameters> parameters, PemCache pems, Lazy<RuleCatalog> rules) {

  /** Nothing is read yet. */
  static Shared make() {
    return new Shared(
        new Lazy<>(Parameters::load), PemCache.ofEditor(), new Lazy<>(BuiltInRules::load));
  }
}
