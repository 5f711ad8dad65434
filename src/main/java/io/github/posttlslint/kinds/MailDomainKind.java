package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.dns.Few;
import io.github.posttlslint.model.dns.MailDomain;

/** A mail domain of the zones. */
final class MailDomainKind {

  private MailDomainKind() {}

  static final Kind<MailDomain> KIND =
      new Kind<MailDomain>(
              "mail-domain",
              "a domain of the zones that were given, which has MX records: one of its MX hosts is this"
                  + " set-up's, or the set-up takes mail for it")
          .text("domain", "the domain", MailDomain::domain)
          .words(
              "alias-hosts",
              "its MX hosts that are aliases, each with what it is an alias of",
              domain -> Few.of(domain.aliases()))
          .knownWords(
              "addressless",
              "its MX hosts without an address",
              domain -> domain.addressless().map(Few::of))
          .words("tlsa-hosts", "its MX hosts with TLSA records", domain -> Few.of(domain.covered()))
          .knownWords(
              "bare-hosts",
              "those without, where others have some",
              domain -> domain.bare().map(Few::of))
          .truth(
              "misplaced-tlsa",
              "TLSA records stand below the domain itself, which is none of its MX hosts",
              MailDomain::hasMisplaced)
          .textIfSet(
              "sts-problem",
              "what is wrong with its record _mta-sts",
              domain -> domain.stsProblem())
          .textIfSet(
              "sts-host.missing",
              "the host of its policy, if there is a record _mta-sts and that has no address",
              domain -> domain.missingPolicyHost())
          .text("sts-mode", "the mode of its policy, if that is given", MailDomain::mode)
          .text("policy-problem", "why senders do not take its policy", MailDomain::policyProblem)
          .number("max-age", "max_age of its policy; -1 if none is given", MailDomain::maxAge)
          .words(
              "unlisted",
              "its MX hosts that its policy does not name",
              domain -> Few.of(domain.unlisted()))
          .textIfSet(
              "report-problem",
              "what is wrong with its record _smtp._tls",
              domain -> domain.reportProblem())
          .including(SetupKind.FACTS, MailDomain::setup)
          .anchor("mx", "its first MX record", MailDomain::place)
          .anchor("mx.alias", "the first MX record that names an alias", MailDomain::aliasPlace)
          .anchor(
              "mx.addressless",
              "the first MX record that names a host without an address",
              MailDomain::addresslessPlace)
          .anchor("misplaced", "the TLSA record of the domain itself", MailDomain::misplacedPlace)
          .anchor("sts", "its record _mta-sts", MailDomain::stsPlace)
          .anchor("report", "its record _smtp._tls", MailDomain::reportPlace)
          .anchor("policy", "the start of its policy", domain -> domain.policyPlace("version"))
          .anchor("policy.mx", "the first mx of its policy", domain -> domain.policyPlace("mx"))
          .anchor(
              "policy.max_age", "max_age of its policy", domain -> domain.policyPlace("max_age"));
}
