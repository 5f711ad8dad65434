package io.github.posttlslint.zone.read;

import io.github.posttlslint.zone.Gap;
import io.github.posttlslint.zone.Gap.Cause;
import io.github.posttlslint.zone.ZoneRecord;
import io.github.posttlslint.zone.ZoneRecord.Alias;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Type;

/**
 * Whether names that are aliases have nothing else (RFC 2181, section 10.1), but for what DNSSEC
 * adds (RFC 4035, section 2.5).
 */
final class Aliases {

  private final Map<String, ZoneRecord> firsts = new HashMap<>();
  private final List<Gap> faults = new ArrayList<>();

  void add(ZoneRecord record, int type) {
    if (type == Type.RRSIG || type == Type.NSEC || type == Type.KEY) {
      return;
    }
    ZoneRecord first = firsts.putIfAbsent(record.owner(), record);
    if (first == null || (!isAlias(first) && !isAlias(record))) {
      return;
    }
    if (!first.data().equals(record.data())) {
      String reason = "its name has a CNAME record and others";
      faults.add(new Gap(record.place(), record.owner(), Cause.MALFORMED, reason));
    }
  }

  private static boolean isAlias(ZoneRecord record) {
    return record.data() instanceof Alias;
  }

  /** The records that a name server refuses. */
  List<Gap> faults() {
    return faults;
  }
}
