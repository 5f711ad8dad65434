package io.github.posttlslint.model.dns;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.pki.Tlsa;
import io.github.posttlslint.zone.ZoneRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A TLSA record of a name of a listener.
 *
 * @param place its line
 */
public record TlsaUse(MailHost host, Tlsa tlsa, Span place) implements ServicePart {

  /** Those of all names. */
  public static List<TlsaUse> all(List<MailHost> hosts) {
    List<TlsaUse> all = new ArrayList<>();
    for (MailHost host : hosts) {
      for (ZoneRecord record : host.records().records()) {
        if (record.data() instanceof ZoneRecord.Certificate certificate) {
          all.add(new TlsaUse(host, certificate.tlsa(), record.place()));
        }
      }
    }
    return all;
  }

  @Override
  public Service service() {
    return host.service();
  }

  /** Whether a certificate that is presented fulfils it. */
  public Truth matches() {
    return host.matches(tlsa);
  }

  /** Whether the records verify all that is presented. */
  public Truth isVerified() {
    return host.isVerified();
  }

  @Override
  public boolean isPublic(String fact) {
    return fact.equals("record");
  }
}
