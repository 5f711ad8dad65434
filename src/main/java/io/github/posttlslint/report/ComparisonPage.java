package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.AudienceChange;
import io.github.posttlslint.model.reach.AudienceChange.ClientChange;
import io.github.posttlslint.model.reach.AudienceChange.Kind;
import io.github.posttlslint.model.reach.Comparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** For whom listeners change, for people. */
final class ComparisonPage {

  private static final List<String> TITLES = List.of("number", "clients", "years", "when", "get");

  private final Page page;

  ComparisonPage(Page page) {
    this.page = page;
  }

  /** Writes all of it. */
  void write(Comparison comparison) throws IOException {
    for (AudienceChange change : comparison.common()) {
      if (change.changes().isEmpty()) {
        page.smallHeading(heading(change));
        page.line("Nobody gets anything else: " + ClientWords.counts(change.after()) + ".");
      } else {
        write(change);
      }
    }
    for (Audience audience : comparison.added()) {
      page.smallHeading(ClientWords.heading(audience));
      page.line("It is new: " + ClientWords.counts(audience) + ".");
    }
    for (Audience audience : comparison.gone()) {
      page.smallHeading(ClientWords.heading(audience));
      page.line("It is gone; before, " + ClientWords.counts(audience) + ".");
    }
  }

  /** Writes what changes for clients of listeners that are there before and after. */
  void writeChanged(Comparison comparison) throws IOException {
    for (AudienceChange change : comparison.changed()) {
      write(change);
    }
  }

  private void write(AudienceChange change) throws IOException {
    page.smallHeading(heading(change));
    for (Kind kind : Kind.values()) {
      List<ClientChange> some = change.of(kind);
      if (!some.isEmpty()) {
        page.line(
            (some.size() == 1 ? "1 client " : some.size() + " clients ")
                + kind.words(some.size())
                + ":");
        page.table(TITLES, rows(change, some));
      }
    }
    String before = ClientWords.counts(change.before());
    page.line("Before, " + before + "; after, " + ClientWords.counts(change.after()) + ".");
  }

  private static String heading(AudienceChange change) {
    Listener listener = change.after().listener();
    List<String> names = ClientWords.names(listener.setup(), change.serverNames());
    String asked = names.isEmpty() ? "" : ", asked for " + Places.first(names, ", ");
    String before = ClientWords.offer(change.before().listener());
    String after = ClientWords.offer(listener);
    return ClientWords.place(listener)
        + asked
        + ": "
        + (before.equals(after) ? after : before + " -> " + after);
  }

  private static List<List<String>> rows(AudienceChange change, List<ClientChange> changes) {
    List<Client> clients = new ArrayList<>();
    List<List<String>> words = new ArrayList<>();
    for (ClientChange one : changes) {
      clients.add(one.client());
      words.add(
          List.of(
              ClientWords.outcome(one.before(), change.before().listener()),
              ClientWords.outcome(one.after(), change.after().listener())));
    }
    List<List<String>> rows = new ArrayList<>();
    int at = 0;
    for (ClientRange range :
        ClientRange.of(clients, (before, i) -> words.get(before).equals(words.get(i)))) {
      int count = range.clients().size();
      String number = Integer.toString(count);
      rows.add(List.of(number, range.names(), range.years(), "before", words.get(at).get(0)));
      rows.add(List.of("", "", "", "after", words.get(at).get(1)));
      at += count;
    }
    return rows;
  }
}
