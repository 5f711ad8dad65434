package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.dns.TlsaUse;
import io.github.posttlslint.pki.Tlsa;

/** A TLSA record of a name of a listener. */
final class TlsaKind {

  private TlsaKind() {}

  static final Kind<TlsaUse> KIND =
      new Kind<TlsaUse>("tlsa", "a TLSA record of a mail host that is this set-up's")
          .text("record", "its numbers and first digits", one -> one.tlsa().shown())
          .number("usage", "the certificate usage, from 0", one -> one.tlsa().usage())
          .number("length", "the bytes of its data", one -> one.tlsa().length())
          .choice("fault", Tlsa.Fault.values(), "why nobody can use it", one -> one.tlsa().fault())
          .truth("usable", "senders of mail use it", one -> one.tlsa().isUsable())
          .told(
              "matches",
              "a certificate that is presented under the name fulfils it",
              one -> one.matches())
          .told(
              "verified",
              "the records of the name verify all certificates that are presented under it",
              one -> one.isVerified())
          .including(MailHostKind.KIND, TlsaUse::host)
          .anchor("record", "its line", TlsaUse::place)
          .anchor("service", "the listener's line of master.cf", one -> one.service().span());
}
