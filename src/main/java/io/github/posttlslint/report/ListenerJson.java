package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.listen.ClientCertificates;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.listen.Visitors;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What clients meet at a listener as JSON; null stands for what cannot be told. */
final class ListenerJson {

  private ListenerJson() {}

  static void write(Listener listener, Json json) throws IOException {
    json.name("listener").beginObject();
    json.member("port", listener.port());
    json.member("tls", listener.tls().name().toLowerCase(Locale.ROOT));
    writeList("protocols", listener.protocols(), json);
    writeList("keys", listener.keys(), json);
    json.member("auth", listener.auth().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    writeList("addresses", listener.addresses(), json);
    json.member(
        "visitors",
        listener.visitors().<@Nullable String>fold(Visitors::label, () -> null, doubt -> null));
    json.member("meets", meets(listener));
    writeFault(listener, json);
    writeLevel(listener, json);
    writeCertificates(listener.certificates(), json);
    json.endObject();
  }

  /** {@code works}, {@code off}, or the word of a fault. */
  private static @Nullable String meets(Listener listener) {
    return listener
        .fault()
        .<@Nullable String>fold(
            fault -> fault.kind().label(),
            () -> listener.tls() == Tls.OFF ? "off" : "works",
            doubt -> null);
  }

  private static void writeFault(Listener listener, Json json) throws IOException {
    Fault fault = ListenerWords.fault(listener);
    if (fault == null) {
      json.name("fault").value((String) null);
      return;
    }
    json.name("fault").beginObject();
    json.member("parameter", fault.parameter());
    json.member("reason", ListenerWords.reason(listener, fault));
    writePlace(listener, fault.place(), json);
    json.endObject();
  }

  private static void writeLevel(Listener listener, Json json) throws IOException {
    Side.Written setting = listener.setting();
    json.name("level").beginObject();
    json.member(
        "value",
        listener.level().name().<@Nullable String>fold(name -> name, () -> null, doubt -> null));
    json.member("decidedBy", listener.level().decidedBy());
    json.member("parameter", setting.parameter());
    writePlace(listener, setting.span(), json);
    json.endObject();
  }

  private static void writePlace(Listener listener, @Nullable Span span, Json json)
      throws IOException {
    if (span != null) {
      json.member("file", Places.within(listener.setup().directory(), span.file()));
      json.member("line", span.startLine());
    }
  }

  private static void writeCertificates(ClientCertificates certificates, Json json)
      throws IOException {
    json.name("clientCertificates").beginObject();
    json.member("asked", told(certificates.areAsked()));
    json.member("demanded", told(certificates.areDemanded()));
    json.member("authorities", told(certificates.haveAuthorities()));
    writeList("restrictions", certificates.restrictions(), json);
    json.endObject();
  }

  private static String told(Truth truth) {
    return truth.fold(() -> "yes", () -> "no", doubt -> "unknown");
  }

  private static void writeList(String name, Known<List<String>> words, Json json)
      throws IOException {
    List<String> known =
        words.<@Nullable List<String>>fold(all -> all, () -> List.of(), doubt -> null);
    if (known == null) {
      json.name(name).value((String) null);
    } else {
      json.member(name, known);
    }
  }
}
