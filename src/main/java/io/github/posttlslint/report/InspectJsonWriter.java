package io.github.posttlslint.report;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.HeldItem;
import io.github.posttlslint.pki.Key;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PemProblem;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.run.Inspection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What files of certificates and keys hold as JSON, format {@code posttls-lint-inspect/1}. */
public final class InspectJsonWriter {

  private final Inspection inspection;
  private final Json json;
  private final Sink out;

  /** Writes an inspection to a sink. */
  public InspectJsonWriter(Inspection inspection, Sink out) {
    this.inspection = inspection;
    this.out = out;
    this.json = new Json(out, true);
  }

  /** Writes one object for all files. */
  public void write() throws IOException {
    json.beginObject();
    json.member("format", "posttls-lint-inspect/1");
    json.member("now", inspection.settings().now().toString());
    json.objects("files", inspection.files(), this::write);
    if (inspection.files().stream().allMatch(file -> file.form() == FileForm.PEM)) {
      json.name("together").beginObject();
      write(inspection.together());
      json.endObject();
    }
    json.endObject();
    out.append('\n');
  }

  private void write(HeldFile file) throws IOException {
    json.member("file", file.name());
    json.member("form", word(file.form()));
    json.name("items").beginArray();
    for (int i = 0; i < file.items().size(); i++) {
      write(file, file.items().get(i), i + 1);
    }
    json.endArray();
    json.name("problems").beginArray();
    for (PemProblem problem : file.pem().problems()) {
      json.beginObject();
      json.member("line", problem.span().startLine());
      json.member("message", problem.detail());
      json.endObject();
    }
    json.endArray();
    Inspection.Chains chains = inspection.chains(file);
    json.objects("chains", chains.told(), this::write);
    if (chains.more() > 0) {
      json.member("moreChains", chains.more());
    }
    json.objects("uses", inspection.uses(file), this::write);
  }

  private void write(HeldFile file, HeldItem item, int number) throws IOException {
    json.beginObject();
    json.member("number", number);
    json.member("type", word(item.type()));
    if (file.form() == FileForm.PEM) {
      json.member("line", item.span().startLine());
      json.member("endLine", item.span().endLine());
    }
    Certificate certificate = item.certificate();
    PublicKey half = item.publicKey();
    Key key = item.key();
    if (certificate != null) {
      write(certificate);
    } else if (!item.names().isEmpty()) {
      json.member("dnsNames", item.names());
    }
    if (key != null) {
      json.member("encrypted", key.encrypted());
    }
    if (item.detail() != null) {
      json.member("detail", item.detail());
    }
    if (half != null) {
      json.member("key", half.words());
      fingerprints(certificate, half);
    }
    List<Inspection.Place> partners = inspection.partners(item);
    int told = Math.min(partners.size(), Limits.INSPECTED_PARTNERS);
    json.name("fits").beginArray();
    for (Inspection.Place place : partners.subList(0, told)) {
      json.beginObject();
      json.member("file", place.file().name());
      json.member("number", place.number());
      json.endObject();
    }
    json.endArray();
    if (told < partners.size()) {
      json.member("fitsMore", partners.size() - told);
    }
    json.endObject();
  }

  private void write(Certificate certificate) throws IOException {
    json.member("subject", certificate.subject().toString());
    json.member("issuer", certificate.issuer().toString());
    json.member("serial", certificate.serialNumber());
    json.member("selfSigned", certificate.isSelfSigned());
    json.member("dnsNames", certificate.dnsNames());
    json.member("ipAddresses", certificate.ipAddresses());
    json.member("emailAddresses", certificate.emailAddresses());
    json.member("commonNames", certificate.subject().commonNames());
    List<String> uncovered = new ArrayList<>(inspection.settings().hosts());
    uncovered.removeIf(certificate::matchesHost);
    json.member("uncoveredNames", uncovered);
    json.member("notBefore", certificate.notBefore().toString());
    json.member("notAfter", certificate.notAfter().toString());
    json.member("validity", word(inspection.validity(certificate)));
    json.member("daysLeft", (int) inspection.daysLeft(certificate));
    json.member("signature", certificate.signatureAlgorithm().name());
    json.member("server", certificate.suits(Purpose.SERVER));
    json.member("client", certificate.suits(Purpose.CLIENT));
    json.member("ca", certificate.maySignCertificates());
  }

  private void fingerprints(@Nullable Certificate certificate, PublicKey half) throws IOException {
    json.name("fingerprints").beginObject();
    for (String digest : inspection.settings().digests()) {
      json.name(digest).beginObject();
      if (certificate != null) {
        json.member("certificate", certificate.fingerprint(digest));
      }
      json.member("publicKey", half.fingerprint(digest));
      json.endObject();
    }
    json.endObject();
  }

  private void write(Inspection.Chain chain) throws IOException {
    json.name("numbers").beginArray();
    for (int number : chain.numbers()) {
      json.value(number);
    }
    json.endArray();
    json.member("end", word(chain.end()));
    json.member("complete", chain.end() != Inspection.End.ISSUER_MISSING);
    json.member("issuer", chain.issuer());
    json.member("ordered", chain.ordered());
    json.name("problems").beginArray();
    for (Path.Problem problem : chain.problems()) {
      json.beginObject();
      json.member("problem", word(problem.kind()));
      json.member("subject", problem.certificate().toString());
      json.endObject();
    }
    json.endArray();
  }

  private void write(Inspection.Use use) throws IOException {
    LoadProblem problem = use.problem();
    json.member("parameter", use.parameter());
    json.member("accepted", problem == null);
    json.member("keyElsewhere", use.keyElsewhere());
    if (problem != null) {
      json.member("message", problem.detail());
      json.member("file", problem.where().file());
      json.member("line", problem.where().startLine());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
