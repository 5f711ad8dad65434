package io.github.posttlslint.setup;

import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;

/** The services with a part in TLS that the master.cf of every distribution has. */
final class StockMaster {

  private static final String TEXT =
      """
      smtp      inet  n       -       n       -       -       smtpd
      tlsmgr    unix  -       -       n       1000?   1       tlsmgr
      smtp      unix  -       -       n       -       -       smtp
      relay     unix  -       -       n       -       -       smtp
      lmtp      unix  -       -       n       -       -       lmtp
      scache    unix  -       -       n       -       1       scache
      """;

  private StockMaster() {}

  static MasterCf parse() {
    return MasterCf.parse(SourceText.of("master.cf", TEXT));
  }
}
