package io.github.posttlslint.report;

import io.github.posttlslint.model.Secrets;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All certificates that services of several set-ups present, by the day on which they expire. */
final class HtmlCalendar {

  private static final int MONTHS = 12;
  private static final int COLUMN = 60;
  private static final int HEIGHT = 80;

  /** With more than this, those that expire later are only counted. */
  private static final int MOST = 500;

  private final Report report;
  private final Markup html;
  private final Map<Certificate, Set<Place>> places = new LinkedHashMap<>();

  /**
   * Where a certificate is presented.
   *
   * @param setup the number of the set-up
   * @param file as Postfix sees it, secrets taken out
   */
  private record Place(int setup, String directory, String file) {}

  HtmlCalendar(Report report, Markup html) {
    this.report = report;
    this.html = html;
    for (int i = 0; i < report.setups().size(); i++) {
      SetupReport setup = report.setups().get(i);
      for (TlsFiles files : TlsFiles.of(setup.setup().model())) {
        add(files, i + 1, setup.setup().directory());
      }
    }
  }

  private void add(TlsFiles files, int number, String directory) {
    Secrets secrets = files.setup().secrets();
    for (ChainLoad load : files.loads()) {
      for (LoadedChain chain : load.result().chains()) {
        String file = secrets.mask(load.reference(chain.leaf().span()).path());
        places
            .computeIfAbsent(chain.certificate(), key -> new LinkedHashSet<>())
            .add(new Place(number, directory, file));
      }
    }
  }

  /** Writes them; nothing where there are none. */
  void write() throws IOException {
    if (places.isEmpty()) {
      return;
    }
    List<Certificate> all = new ArrayList<>(places.keySet());
    all.sort(Comparator.comparing(Certificate::notAfter).thenComparing(Certificate::toString));
    Instant now = report.setups().get(0).now();
    html.open("section", "id", "certificates").newline();
    html.element("h2", "Certificates by expiry").newline();
    drawMonths(all, now);
    html.open("div", "class", "wide").open("table").newline();
    HtmlWriter.writeHeadings(html, "Expires", "Certificate", "Names", "Set-ups");
    html.open("tbody").newline();
    for (Certificate certificate : all.subList(0, Math.min(MOST, all.size()))) {
      write(certificate, now);
    }
    html.close().newline().close().close().newline();
    if (all.size() > MOST) {
      html.element("p", all.size() - MOST + " more expire later.", "class", "soft").newline();
    }
    html.close().newline();
  }

  private void write(Certificate certificate, Instant now) throws IOException {
    boolean isOver = certificate.isExpired(now);
    html.open("tr", "class", isOver ? "expired" : null).open("td");
    html.element(isOver ? "strong" : "span", InspectWords.date(certificate.notAfter()));
    html.text(isOver ? " expired" : "").close();
    html.element("td", Characters.visible(certificate.toString()));
    html.element("td", Characters.visible(Places.first(certificate.hostNames(), ", ")));
    html.open("td");
    Set<Place> where = places.getOrDefault(certificate, Set.of());
    String separator = "";
    int left = where.size();
    for (Place place : where) {
      if (left < where.size() - 4) {
        html.text(" and " + left + " more");
        break;
      }
      html.text(separator)
          .element("a", Characters.visible(place.directory()), "href", "#setup-" + place.setup());
      html.text(" ").element("code", Characters.visible(place.file()));
      separator = ", ";
      left--;
    }
    html.close().close().newline();
  }

  /** How many expire in each of the coming months; the first column is what is over already. */
  private void drawMonths(List<Certificate> all, Instant now) throws IOException {
    int[] counts = new int[MONTHS + 1];
    YearMonth first = YearMonth.from(now.atZone(ZoneOffset.UTC));
    for (Certificate certificate : all) {
      YearMonth month = YearMonth.from(certificate.notAfter().atZone(ZoneOffset.UTC));
      int at = (month.getYear() - first.getYear()) * 12 + month.getMonthValue();
      at -= first.getMonthValue();
      if (certificate.isExpired(now)) {
        counts[0]++;
      } else if (at < MONTHS) {
        counts[at + 1]++;
      }
    }
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    String box = "0 0 " + COLUMN * (MONTHS + 1) + " " + (HEIGHT + 40);
    String label = "How many certificates expire in each of the coming months; the table has them";
    html.open(
        "div", "class", "months-box", "tabindex", "0", "role", "group", "aria-label", "Months");
    html.open("svg", "class", "months", "viewBox", box, "role", "img", "aria-label", label);
    html.newline();
    for (int i = 0; i <= MONTHS; i++) {
      int height = counts[i] * HEIGHT / most;
      int left = i * COLUMN;
      html.single(
          "rect",
          "class",
          i == 0 ? "over" : "due",
          "x",
          Integer.toString(left + 8),
          "y",
          Integer.toString(HEIGHT + 16 - height),
          "width",
          Integer.toString(COLUMN - 16),
          "height",
          Integer.toString(height));
      String under = i == 0 ? "expired" : first.plusMonths(i - 1).toString();
      drawText(under, left, HEIGHT + 34);
      drawText(counts[i] == 0 ? "" : Integer.toString(counts[i]), left, HEIGHT + 12 - height);
    }
    html.close().close().newline();
  }

  private void drawText(String text, int left, int y) throws IOException {
    String middle = Integer.toString(left + COLUMN / 2);
    html.element("text", text, "x", middle, "y", Integer.toString(y), "text-anchor", "middle");
  }
}
