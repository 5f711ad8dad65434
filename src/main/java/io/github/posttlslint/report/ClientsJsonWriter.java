package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Exchange;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.handshake.HelloWords;
import io.github.posttlslint.handshake.ServerKey;
import io.github.posttlslint.handshake.SignatureScheme;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.Meeting;
import io.github.posttlslint.model.reach.Outcome;
import io.github.posttlslint.model.reach.Outcome.Connects;
import io.github.posttlslint.model.reach.Outcome.Fails;
import io.github.posttlslint.model.reach.Outcome.Untold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What clients get as JSON, format {@code posttls-lint-clients/1}: for one setup an object, for
 * several an array of such.
 */
public final class ClientsJsonWriter {

  private final @Nullable Client explained;

  /**
   * Makes a writer.
   *
   * @param explained the one client to explain; null for the table of all
   */
  public ClientsJsonWriter(@Nullable Client explained) {
    this.explained = explained;
  }

  /** Writes the setups. */
  public void write(List<JudgedClients> setups, Sink out) throws IOException {
    Json json = new Json(out, true);
    if (setups.size() != 1) {
      json.beginArray();
    }
    for (JudgedClients setup : setups) {
      json.beginObject();
      json.member("format", "posttls-lint-clients/1");
      json.member("captured", Clients.DATE);
      json.member("directory", setup.setup().directory());
      PlatformJson.write(setup.setup().platform(), json);
      if (explained != null) {
        json.name("client").beginObject();
        writeOffer(explained, json);
        json.endObject();
      }
      json.objects("listeners", setup.listeners(), audience -> write(audience, json));
      json.endObject();
    }
    if (setups.size() != 1) {
      json.endArray();
    }
    out.append('\n');
  }

  private static void writeOffer(Client client, Json json) throws IOException {
    HelloWords hello = new HelloWords(client);
    writeName(client, json);
    json.member("versions", hello.versions());
    json.member("suites", hello.suites());
    json.member("groups", hello.groups());
    json.member("keyShares", hello.keyShares());
    json.member("signatures", hello.signatures());
    json.member("certificateSignatures", hello.certificateSignatures());
    json.member("limits", hello.limits());
    json.member("sendsServerName", client.hello().sendsServerName());
  }

  static void writeName(Client client, Json json) throws IOException {
    json.member("name", client.name());
    json.member("family", client.family().name().toLowerCase(Locale.ROOT));
    json.member("year", client.year());
    json.member("current", client.isCurrent());
  }

  private void write(Audience audience, Json json) throws IOException {
    writeListener(audience.listener(), json);
    json.member("tls", audience.listener().tls().label());
    json.member("meets", meets(audience.listener()));
    json.member(
        "serverNames", ClientWords.names(audience.listener().setup(), audience.serverNames()));
    writeSummary("summary", audience, json);
    json.objects(
        "clients",
        audience.meetings(),
        meeting -> {
          writeName(meeting.client(), json);
          write(meeting.outcome(), audience.listener(), json);
          if (explained != null) {
            writeSteps(audience, meeting, json);
          }
        });
  }

  private static void writeSteps(Audience audience, Meeting meeting, Json json) throws IOException {
    json.objects(
        "steps",
        ClientSteps.of(audience, meeting),
        step -> {
          json.member("step", step.what());
          json.member("text", step.words());
        });
  }

  static void writeListener(Listener listener, Json json) throws IOException {
    json.member("service", listener.service().id());
    json.member("port", listener.port());
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

  static void writeSummary(String name, Audience audience, Json json) throws IOException {
    int inClear = 0;
    for (Meeting meeting : audience.meetings()) {
      inClear += meeting.outcome() instanceof Fails fails && fails.isInClear() ? 1 : 0;
    }
    json.name(name).beginObject();
    json.member("connect", audience.count(Connects.class));
    json.member("refused", audience.count(Fails.class));
    json.member("unknown", audience.count(Untold.class));
    json.member("clearText", inClear);
    json.endObject();
  }

  // --- outcomes --------------------------------------------------------------------------------

  static void write(Outcome outcome, Listener listener, Json json) throws IOException {
    if (outcome instanceof Connects connects) {
      json.member("outcome", "connects");
      write(connects, json);
    } else if (outcome instanceof Fails fails) {
      json.member("outcome", "refused");
      json.member("why", fails.why());
      json.member("reason", ClientWords.reason(fails, listener));
      json.member("clearText", fails.isInClear());
    } else if (outcome instanceof Untold untold) {
      json.member("outcome", "unknown");
      json.member("reason", ClientWords.doubt(untold.doubt(), listener));
    }
  }

  private static void write(Connects connects, Json json) throws IOException {
    List<String> open = new ArrayList<>();
    member("version", connects, answer -> answer.version().words(), open, json);
    member("suite", connects, Agreed::suite, open, json);
    member("group", connects, ClientsJsonWriter::group, open, json);
    Integer prime = prime(connects, open);
    if (prime == null) {
      json.name("prime").value((String) null);
    } else {
      json.member("prime", prime);
    }
    member("key", connects, ClientsJsonWriter::key, open, json);
    member("signature", connects, ClientsJsonWriter::signature, open, json);
    json.member("dependsOnOpenssl", open);
  }

  /** One that is null where there is none, or where OpenSSL decides it, which is noted. */
  private static void member(
      String name,
      Connects connects,
      Function<Agreed, @Nullable String> part,
      List<String> open,
      Json json)
      throws IOException {
    List<String> all = new ArrayList<>();
    for (Agreed answer : connects.answers()) {
      String text = part.apply(answer);
      if (!all.contains(String.valueOf(text))) {
        all.add(String.valueOf(text));
      }
    }
    if (all.size() > 1) {
      open.add(name);
    }
    json.member(name, all.size() > 1 ? null : part.apply(connects.answers().get(0)));
  }

  private static @Nullable String group(Agreed answer) {
    return answer.exchange() instanceof Exchange.Group group ? group.name() : null;
  }

  private static @Nullable Integer prime(Connects connects, List<String> open) {
    Set<Integer> sizes = new HashSet<>();
    for (Agreed answer : connects.answers()) {
      sizes.add(answer.exchange() instanceof Exchange.Prime prime ? prime.bits() : 0);
    }
    if (sizes.size() > 1) {
      open.add("prime");
      return null;
    }
    int size = sizes.iterator().next();
    return size == 0 ? null : size;
  }

  private static @Nullable String key(Agreed answer) {
    ServerKey key = answer.key();
    return key == null ? null : key.words();
  }

  private static @Nullable String signature(Agreed answer) {
    SignatureScheme signature = answer.signature();
    return signature == null ? null : HelloWords.name(signature);
  }
}
