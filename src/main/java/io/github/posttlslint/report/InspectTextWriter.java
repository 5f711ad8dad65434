package io.github.posttlslint.report;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.pki.BlockType;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.HeldItem;
import io.github.posttlslint.pki.Key;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PemProblem;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.run.Inspection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What files of certificates and keys hold, for people. */
public final class InspectTextWriter {

  private static final String INDENT = "      ";
  private static final int LABEL = 14;

  private final Inspection inspection;
  private final Sink out;

  /** Writes an inspection to a sink. */
  public InspectTextWriter(Inspection inspection, Sink out) {
    this.inspection = inspection;
    this.out = out;
  }

  /** Writes the files, with an empty line between them. */
  public void write() throws IOException {
    String gap = "";
    for (HeldFile file : inspection.files()) {
      out.append(gap);
      write(file);
      gap = "\n";
    }
    if (inspection.files().size() > 1 && allPem()) {
      out.append("\nall files in this order\n");
      use(inspection.together(), "");
    }
  }

  private boolean allPem() {
    return inspection.files().stream().allMatch(file -> file.form() == FileForm.PEM);
  }

  /** Writes one of the files. */
  public void write(HeldFile file) throws IOException {
    boolean pem = file.form() == FileForm.PEM;
    line("", file.name() + ": " + file.form().words() + (pem ? "" : "; Postfix reads PEM only"));
    for (int i = 0; i < file.items().size(); i++) {
      HeldItem item = file.items().get(i);
      line("  " + (i + 1) + "  ", heading(item) + lines(file, item));
      write(file, item);
    }
    for (PemProblem problem : file.pem().problems()) {
      line("  ", "line " + problem.span().startLine() + ": " + problem.detail());
    }
    Inspection.Chains chains = inspection.chains(file);
    for (Inspection.Chain chain : chains.told()) {
      write(chain);
    }
    if (chains.more() > 0) {
      line("  ", "chains of " + chains.more() + " more certificates: not looked for, too many");
    }
    for (Inspection.Use use : inspection.uses(file)) {
      use(use, file.name());
    }
  }

  private static String lines(HeldFile file, HeldItem item) {
    return file.form() == FileForm.PEM
        ? " (lines " + item.span().startLine() + "-" + item.span().endLine() + ")"
        : "";
  }

  /** What it is, with what sets it apart from others of its kind. */
  private static String heading(HeldItem item) {
    String words = item.type().words();
    Certificate certificate = item.certificate();
    if (certificate != null) {
      return words + " " + certificate;
    }
    Key key = item.key();
    PublicKey half = item.publicKey();
    boolean told = item.type() == BlockType.ENCRYPTED_PRIVATE_KEY;
    return words
        + (half == null ? "" : ", " + half.words())
        + (key != null && key.encrypted() && !told ? ", encrypted" : "")
        + (item.detail() == null ? "" : ", " + item.detail());
  }

  private void write(HeldFile file, HeldItem item) throws IOException {
    Certificate certificate = item.certificate();
    if (certificate != null) {
      write(certificate);
    } else if (!item.names().isEmpty()) {
      field("names", String.join(", ", item.names()));
    }
    List<String> partners = new ArrayList<>();
    List<Inspection.Place> all = inspection.partners(item);
    int told = Math.min(all.size(), Limits.INSPECTED_PARTNERS);
    for (Inspection.Place place : all.subList(0, told)) {
      partners.add(
          place.number()
              + (place.file().name().equals(file.name()) ? "" : " of " + place.file().name()));
    }
    if (!partners.isEmpty()) {
      String more = told < all.size() ? " and " + (all.size() - told) + " more" : "";
      field("fits", String.join(", ", partners) + more);
    } else if (item.key() != null && item.publicKey() != null) {
      field("fits", "nothing that was given");
    }
    fingerprints(item);
  }

  private void write(Certificate certificate) throws IOException {
    field(
        "issuer",
        certificate.isSelfSigned() ? "itself (self-signed)" : certificate.issuer().toString());
    field("serial", certificate.serialNumber());
    field("names", names(certificate));
    boolean host = !certificate.maySignCertificates();
    for (String name : host ? inspection.settings().hosts() : List.<String>of()) {
      field("covers", name + ": " + (certificate.matchesHost(name) ? "yes" : "no"));
    }
    field(
        "key",
        certificate.publicKey().words()
            + ", signed with "
            + certificate.signatureAlgorithm().name());
    field("valid", InspectWords.validity(inspection, certificate));
    field("good for", InspectWords.purposes(certificate));
  }

  private static String names(Certificate certificate) {
    List<String> names = new ArrayList<>();
    certificate.dnsNames().forEach(name -> names.add("DNS " + name));
    certificate.ipAddresses().forEach(name -> names.add("IP " + name));
    certificate.emailAddresses().forEach(name -> names.add("mail " + name));
    if (certificate.dnsNames().isEmpty()) {
      certificate.subject().commonNames().forEach(name -> names.add("CN " + name));
    }
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private void fingerprints(HeldItem item) throws IOException {
    Certificate certificate = item.certificate();
    PublicKey half = item.publicKey();
    for (String digest : inspection.settings().digests()) {
      if (certificate != null) {
        field(digest, certificate.fingerprint(digest) + " (certificate)");
      }
      if (half != null) {
        field(certificate == null ? digest : "", half.fingerprint(digest) + " (public key)");
      }
    }
  }

  private void write(Inspection.Chain chain) throws IOException {
    List<String> numbers = new ArrayList<>();
    chain.numbers().forEach(number -> numbers.add(String.valueOf(number)));
    String order =
        chain.ordered() ? "" : "; in the file they do not follow one another in this order";
    line("  ", "chain " + String.join(", ", numbers) + ": " + InspectWords.end(chain) + order);
    for (Path.Problem problem : chain.problems()) {
      line("    ", problem.certificate() + " " + InspectWords.problem(problem.kind()));
    }
  }

  private void use(Inspection.Use use, String file) throws IOException {
    LoadProblem problem = use.problem();
    String verdict =
        problem == null
            ? use.keyElsewhere() ? "accepted, with the key in another file" : "accepted"
            : "refused: " + problem.detail() + place(problem, file);
    line("  ", "as *_tls_" + use.parameter() + ": " + verdict);
  }

  private static String place(LoadProblem problem, String file) {
    String name = problem.where().file();
    String line = problem.block() == null ? "" : "line " + problem.where().startLine();
    if (name.equals(file)) {
      return line.isEmpty() ? "" : " (" + line + ")";
    }
    return " (" + name + (line.isEmpty() ? "" : ", " + line) + ")";
  }

  private void field(String label, String value) throws IOException {
    line(INDENT, label + " ".repeat(Math.max(1, LABEL - label.length())) + value);
  }

  private void line(String indent, String text) throws IOException {
    // the names in a certificate are its maker's choice
    out.append(indent).append(Characters.visible(text.stripTrailing())).append('\n');
  }
}
