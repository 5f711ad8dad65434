package io.github.posttlslint.report;

import io.github.posttlslint.model.Secrets;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.TrustAnchors;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The certificates that services present, as chains, each with a bar of its validity. */
final class HtmlCertificates {
  private static final int BAR = 100;

  private final String directory;
  private final Instant now;
  private final Markup html;

  private HtmlCertificates(SetupReport setup, Markup html) {
    this.directory = setup.setup().directory();
    this.now = setup.now();
    this.html = html;
  }

  /** Writes them; nothing where there are none. */
  static void write(List<TlsFiles> files, SetupReport setup, Markup html) throws IOException {
    Map<String, Presented> all = new LinkedHashMap<>();
    for (TlsFiles some : files) {
      for (ChainLoad load : some.loads()) {
        Secrets secrets = some.setup().secrets();
        List<String> paths = paths(load, secrets);
        String key = some.isServer() + " " + paths;
        Presented presented =
            all.computeIfAbsent(
                key, k -> new Presented(load, secrets, paths, some.isServer(), new ArrayList<>()));
        for (Side side : some.sides()) {
          presented.services.add(side.service().id());
        }
      }
    }
    if (!all.isEmpty()) {
      html.element("h3", "Certificates").newline();
      for (Presented presented : all.values()) {
        new HtmlCertificates(setup, html).write(presented);
      }
    }
  }

  /** What services with the same role load from the same files. */
  private record Presented(
      ChainLoad load, Secrets secrets, List<String> paths, boolean server, List<String> services) {}

  private static List<String> paths(ChainLoad load, Secrets secrets) {
    List<String> paths = new ArrayList<>();
    for (FileReference file : load.files()) {
      paths.add(secrets.mask(file.path()));
    }
    return paths;
  }

  private void write(Presented presented) throws IOException {
    html.open("div", "class", "chain").newline().open("h4");
    String separator = "";
    for (String path : presented.paths) {
      html.text(separator).element("code", Characters.visible(path));
      separator = ", ";
    }
    html.close().newline();
    html.element(
        "p",
        (presented.server ? "Presented by " : "Presented to servers by ")
            + Characters.visible(String.join(", ", presented.services)),
        "class",
        "meta");
    html.newline();
    Purpose purpose = presented.server ? Purpose.SERVER : Purpose.CLIENT;
    LoadResult result = presented.load.result();
    if (result instanceof LoadResult.Rejected rejected) {
      html.open("p").element("strong", "Postfix does not load it: ");
      html.text(Characters.visible(rejected.cause().detail()) + " (");
      String file = Places.within(directory, rejected.cause().where().file());
      html.element("code", Characters.visible(file)).text(").").close().newline();
    } else if (result instanceof LoadResult.Unknown unknown) {
      String unseen = Characters.visible(presented.secrets.mask(unknown.unseen()));
      html.element("p", "Not seen: " + unseen, "class", "soft");
      html.newline();
      write(unknown.chains(), purpose);
    } else if (result instanceof LoadResult.Accepted accepted) {
      write(accepted.chains(), purpose);
    }
    html.close().newline();
  }

  private void write(List<LoadedChain> chains, Purpose purpose) throws IOException {
    for (LoadedChain chain : chains) {
      List<Certificate> issuers = chain.issuerCertificates();
      Certificate leaf = chain.certificate();
      Path path = PathFinder.find(leaf, issuers, TrustAnchors.NONE, now, purpose);
      html.open("ol").newline();
      write(leaf, 0, path, purpose);
      for (int i = 0; i < issuers.size(); i++) {
        write(issuers.get(i), i + 1, path, purpose);
      }
      html.close().newline();
      html.element("p", end(path), "class", "soft").newline();
    }
  }

  private static String end(Path path) {
    return switch (path.end()) {
      case SELF_SIGNED_LEAF -> "The chain is the certificate itself, which is self-signed.";
      case TRUST_ANCHOR, UNTRUSTED_ROOT -> "The chain ends with a root.";
      case ISSUER_NOT_FOUND ->
          "The chain ends here; peers must know the issuer, "
              + Characters.visible(path.last().issuer().toString())
              + ".";
    };
  }

  private void write(Certificate certificate, int index, Path path, Purpose purpose)
      throws IOException {
    html.open("li").element("b", Characters.visible(certificate.toString()));
    List<String> facts = new ArrayList<>(certificate.hostNames());
    facts.add(certificate.publicKey().words());
    facts.add("signed with " + certificate.signatureAlgorithm().name());
    html.open("p", "class", "meta");
    for (String fact : facts) {
      html.element("span", Characters.visible(fact));
    }
    html.close().newline();
    writeValidity(certificate);
    for (Path.Problem problem : path.problems()) {
      String words = problem.index() == index ? words(problem.kind(), purpose) : "";
      if (!words.isEmpty()) {
        html.element("p", "This certificate " + words + ".").newline();
      }
    }
    html.close().newline();
  }

  /** What is wrong; empty for what the bar shows. */
  private static String words(Path.Kind kind, Purpose purpose) {
    return switch (kind) {
      case EXPIRED, NOT_YET_VALID -> "";
      case WRONG_PURPOSE ->
          "is not meant for TLS " + (purpose == Purpose.SERVER ? "servers" : "clients");
      default -> InspectWords.problem(kind);
    };
  }

  private void writeValidity(Certificate certificate) throws IOException {
    boolean expired = certificate.isExpired(now);
    boolean early = certificate.isNotYetValid(now);
    long days = Duration.between(now, certificate.notAfter()).toDays();
    String state =
        expired
            ? "expired " + InspectWords.days(-days) + " ago"
            : early ? "not yet valid" : InspectWords.days(days) + " left";
    html.open("p", "class", expired || early ? "validity bad" : "validity");
    String bar = "0 0 " + BAR + " 8";
    html.open("svg", "class", "bar", "viewBox", bar, "aria-hidden", "true");
    html.single("rect", "width", Integer.toString(BAR), "height", "8", "rx", "2");
    html.single(
        "rect",
        "class",
        "past",
        "width",
        Integer.toString(past(certificate)),
        "height",
        "8",
        "rx",
        "2");
    html.close().text(" " + InspectWords.date(certificate.notBefore()) + " to ");
    html.text(InspectWords.date(certificate.notAfter()) + ", ").element("b", state);
    html.close().newline();
  }

  /** How much of the validity is over, out of {@link #BAR}. */
  private int past(Certificate certificate) {
    long whole = certificate.notAfter().getEpochSecond() - certificate.notBefore().getEpochSecond();
    long past = now.getEpochSecond() - certificate.notBefore().getEpochSecond();
    return whole <= 0 || past >= whole ? BAR : past <= 0 ? 0 : (int) (past * BAR / whole);
  }
}
