package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.HelloWords;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.Meeting;
import io.github.posttlslint.model.reach.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients get of the listeners of setups, as text or as Markdown. */
public final class ClientsWriter {

  static final List<String> TITLES = List.of("family", "number", "clients", "years", "get");

  private final boolean isMarkdown;

  /**
   * Makes a writer.
   *
   * @param isMarkdown whether it is to be Markdown
   */
  public ClientsWriter(boolean isMarkdown) {
    this.isMarkdown = isMarkdown;
  }

  private Page page(Sink out) {
    return isMarkdown ? new MarkdownPage(out) : new TextPage(out);
  }

  /** Writes a table for each listener. */
  public void write(List<JudgedClients> setups, int clients, Sink out) throws IOException {
    Page page = page(out);
    if (!setups.isEmpty()) {
      page.intro(ClientWords.source(clients));
    }
    for (JudgedClients setup : setups) {
      writeHead(setup, page);
      for (Audience audience : setup.listeners()) {
        write(audience, clients, page);
      }
    }
  }

  private static void writeHead(JudgedClients setup, Page page) throws IOException {
    page.heading(
        Characters.name(setup.setup().directory())
            + ": "
            + ShowTextWriter.platform(setup.setup().platform()));
    if (setup.listeners().isEmpty()) {
      page.line("No service accepts SMTP connections.");
    }
  }

  private static void write(Audience audience, int clients, Page page) throws IOException {
    page.smallHeading(ClientWords.heading(audience));
    Outcome common = audience.common();
    if (common != null) {
      page.line(ClientWords.common(common, audience.listener()));
      return;
    }
    page.table(TITLES, rows(audience));
    int count = audience.meetings().size();
    String others =
        count == clients ? "" : "; " + (clients - count) + " more never ask for a server name";
    page.line(count + " clients: " + ClientWords.counts(audience) + others + ".");
    for (String remark : ClientWords.remarks(audience)) {
      page.line(remark);
    }
  }

  /** A row for clients of one family that get the same, with the titles {@link #TITLES}. */
  static List<List<String>> rows(Audience audience) {
    List<Client> clients = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Meeting meeting : audience.meetings()) {
      clients.add(meeting.client());
      words.add(ClientWords.outcome(meeting.outcome(), audience.listener()));
    }
    List<List<String>> rows = new ArrayList<>();
    Client.Family family = null;
    int at = 0;
    for (ClientRange range :
        ClientRange.of(clients, (before, i) -> words.get(before).equals(words.get(i)))) {
      boolean isNew = range.first().family() != family;
      family = range.first().family();
      int count = range.clients().size();
      rows.add(
          List.of(
              isNew ? family.words() : "",
              Integer.toString(count),
              range.names(),
              range.years(),
              words.get(at)));
      at += count;
    }
    return rows;
  }

  /** Writes what one client offers, and what happens at each listener. */
  public void explain(Client client, List<JudgedClients> setups, Sink out) throws IOException {
    Page page = page(out);
    page.heading(client.name() + " (" + client.year() + ")");
    page.line(ClientWords.source(1));
    page.table(List.of("it has", ""), offered(client));
    for (JudgedClients setup : setups) {
      writeHead(setup, page);
      for (Audience audience : setup.listeners()) {
        page.smallHeading(ClientWords.heading(audience));
        Meeting meeting = first(audience);
        if (meeting == null) {
          page.line("It never asks for a server name.");
          continue;
        }
        List<List<String>> rows = new ArrayList<>();
        for (ClientSteps.Step step : ClientSteps.of(audience, meeting)) {
          rows.add(List.of(step.what(), step.words()));
        }
        page.table(List.of("step", ""), rows);
        Outcome common = audience.common();
        page.line(
            common == null
                ? "In short: " + ClientWords.outcome(meeting.outcome(), audience.listener()) + "."
                : ClientWords.common(common, audience.listener()));
      }
    }
  }

  private static @Nullable Meeting first(Audience audience) {
    return audience.meetings().isEmpty() ? null : audience.meetings().get(0);
  }

  private static List<List<String>> offered(Client client) {
    HelloWords hello = new HelloWords(client);
    List<List<String>> rows = new ArrayList<>();
    add("versions", hello.versions(), rows);
    add("cipher suites", hello.suites(), rows);
    add("groups", hello.groups(), rows);
    add("keys sent at once", hello.keyShares(), rows);
    add("signature algorithms", hello.signatures(), rows);
    add("certificates signed", hello.certificateSignatures(), rows);
    List<String> limits = hello.limits();
    add("does not take", limits.isEmpty() ? List.of("nothing that is known") : limits, rows);
    String name = client.hello().sendsServerName() ? "sent" : "not sent";
    rows.add(List.of("server name", name));
    return rows;
  }

  private static void add(String what, List<String> words, List<List<String>> rows) {
    rows.add(List.of(what, words.isEmpty() ? "none named" : String.join(", ", words)));
  }
}
