package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.dns.Few;
import io.github.posttlslint.model.dns.MailHost;

/** A name by which zones lead clients to a listener. */
final class MailHostKind {

  private MailHostKind() {}

  static final Kind<MailHost> KIND =
      new Kind<MailHost>(
              "mail-host",
              "a name by which the zones that were given lead clients to a listener: of port 25,"
                  + " and of 465 and 587 where they have TLSA records")
          .number("port", "the port", MailHost::port)
          .text("name", "the name", MailHost::name)
          .text("owner", "the name of its TLSA records", MailHost::owner)
          .words("domains", "the domains whose MX records name it", host -> Few.of(host.domains()))
          .numberIfSet(
              "tlsa.usable",
              "how many TLSA records it has that senders of mail use",
              host -> host.usable())
          .knownWords(
              "unverified",
              "the certificates that no TLSA record verifies, each with the reason; none where"
                  + " there is no usable record",
              host -> host.unverified())
          .textIfSet("failure", "why no client gets TLS there", host -> host.failure())
          .knownWords(
              "other-names",
              "the certificates that are not for the name",
              host -> host.otherNames())
          .knownWords(
              "self-signed", "the certificates that are self-signed", host -> host.selfSigned())
          .knownWords(
              "private-ca",
              "the certificates of CAs that are none of the public ones, as far as can be told,"
                  + " each with what tells so",
              host -> host.privateIssuers())
          .words(
              "enforcing",
              "those of 'domains' with a policy of MTA-STS in mode enforce",
              host -> Few.of(host.enforcing()))
          .including(ServiceKind.KIND, MailHost::service)
          .anchor("tlsa", "its first TLSA record, or else its MX record", MailHost::place)
          .anchor("mx", "the first MX record that names it", MailHost::mxPlace)
          .anchor("service", "the listener's line of master.cf", host -> host.service().span());
}
