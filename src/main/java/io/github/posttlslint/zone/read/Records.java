package io.github.posttlslint.zone.read;

import io.github.posttlslint.pki.Tlsa;
import io.github.posttlslint.zone.ZoneRecord.Address;
import io.github.posttlslint.zone.ZoneRecord.Alias;
import io.github.posttlslint.zone.ZoneRecord.Certificate;
import io.github.posttlslint.zone.ZoneRecord.Data;
import io.github.posttlslint.zone.ZoneRecord.Delegation;
import io.github.posttlslint.zone.ZoneRecord.Mx;
import io.github.posttlslint.zone.ZoneRecord.Other;
import io.github.posttlslint.zone.ZoneRecord.Redirection;
import io.github.posttlslint.zone.ZoneRecord.Start;
import io.github.posttlslint.zone.ZoneRecord.Text;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Turns the library's records into ours. */
final class Records {

  private Records() {}

  /** Whether the data of records of a type are of interest. */
  static boolean isRead(int type) {
    return switch (type) {
      case Type.SOA,
          Type.NS,
          Type.MX,
          Type.A,
          Type.AAAA,
          Type.CNAME,
          Type.DNAME,
          Type.TLSA,
          Type.TXT ->
          true;
      default -> false;
    };
  }

  /** The same data. */
  static Data data(Record made) {
    if (made instanceof MXRecord mx) {
      return new Mx(mx.getPriority(), text(mx.getTarget()));
    }
    if (made instanceof ARecord address) {
      return new Address(address.getAddress().getHostAddress());
    }
    if (made instanceof AAAARecord address) {
      return new Address(address.getAddress().getHostAddress());
    }
    if (made instanceof CNAMERecord alias) {
      return new Alias(text(alias.getTarget()));
    }
    if (made instanceof TLSARecord tlsa) {
      byte[] data = tlsa.getCertificateAssociationData();
      return new Certificate(
          new Tlsa(
              tlsa.getCertificateUsage(),
              tlsa.getSelector(),
              tlsa.getMatchingType(),
              HexFormat.of().formatHex(data)));
    }
    if (made instanceof TXTRecord text) {
      StringBuilder all = new StringBuilder();
      for (byte[] part : text.getStringsAsByteArrays()) {
        all.append(new String(part, StandardCharsets.ISO_8859_1));
      }
      return new Text(all.toString());
    }
    return switch (made.getType()) {
      case Type.SOA -> new Start();
      case Type.NS -> new Delegation();
      case Type.DNAME -> new Redirection();
      default -> new Other();
    };
  }

  /** A name in lower case, without the dot at the end; that of the root is the dot. */
  static String text(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }
}
