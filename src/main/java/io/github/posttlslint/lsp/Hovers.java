package io.github.posttlslint.lsp;

import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.cli.ParameterText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.EffectivePolicy;
import io.github.posttlslint.model.table.LookupTable;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.PasswordException;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.TrustAnchors;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.report.InspectTextWriter;
import io.github.posttlslint.report.ShowRoutes;
import io.github.posttlslint.report.Sink;
import io.github.posttlslint.report.ValueWords;
import io.github.posttlslint.run.Inspection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;

/** What is known of what stands at a place, as Markdown. */
final class Hovers {

  /** So many services are told of, one by one. */
  private static final int SERVICES = 12;

  /** So many files are looked at for what belongs to a certificate or key. */
  private static final int FILES = 20;

  private final Setup setup;
  private final Instant now;
  private final Meanings meanings;

  Hovers(Setup setup, Instant now, Meanings meanings) {
    this.setup = setup;
    this.now = now;
    this.meanings = meanings;
  }

  /** Of a place in main.cf or master.cf; null if nothing is known. */
  @Nullable Hover at(Spot spot) {
    StringBuilder text = new StringBuilder();
    if (spot instanceof Spot.Name name) {
      parameter(name.name(), text);
    } else if (spot instanceof Spot.Reference reference) {
      parameter(reference.name(), text);
    } else if (spot instanceof Spot.Field field) {
      field(field, text);
    } else if (spot instanceof Spot.Word word) {
      word(word, text);
    }
    return hover(text, spot.span());
  }

  /** Of a place in a table or a file of certificates and keys; null if nothing is known. */
  @Nullable Hover inFile(String path, SourceText source, Position position) {
    StringBuilder text = new StringBuilder();
    String shown = setup.tree().displayName(path);
    Span line = source.span(lineStart(source, position), lineEnd(source, position));
    Span here = line.in(shown);
    policies(here, text);
    routes(here, text);
    if (text.isEmpty()) {
      pem(path, text);
    }
    return hover(text, line);
  }

  private static int lineStart(SourceText source, Position position) {
    return source.startOfLine(Math.min(position.getLine() + 1, source.lineCount()));
  }

  private static int lineEnd(SourceText source, Position position) {
    int line = Math.min(position.getLine() + 1, source.lineCount());
    return source.startOfLine(line) + source.line(line).length();
  }

  private static @Nullable Hover hover(StringBuilder text, Span span) {
    return text.isEmpty()
        ? null
        : new Hover(
            new MarkupContent(MarkupKind.MARKDOWN, text.toString().strip()), Places.range(span));
  }

  // ---- parameters ----

  private void parameter(String name, StringBuilder out) {
    Parameter parameter = setup.parameters().find(name);
    if (parameter != null) {
      ParameterText about = new ParameterText(parameter);
      out.append("**").append(name).append("**: ").append(about.heading()).append("\n\n");
      String meaning = meanings.of(name);
      out.append(meaning.isEmpty() ? "" : meaning + "\n\n");
      for (ParameterText.Fact fact : about.facts()) {
        out.append("- ").append(fact.label()).append(fact.label().isEmpty() ? "or " : ": ");
        out.append(plain(fact.text())).append('\n');
      }
    } else {
      out.append("**").append(code(name)).append("**: a name of this set-up's own\n");
    }
    values(name, parameter, out);
  }

  /** The value in force for each service that reads it; services with the same one together. */
  private void values(String name, @Nullable Parameter parameter, StringBuilder out) {
    Map<String, List<String>> byValue = new LinkedHashMap<>();
    Set<String> tls = new LinkedHashSet<>();
    for (Service service : setup.services()) {
      boolean reads =
          parameter == null
              ? service.override(name) != null
              : parameter.readBy(service.program()) && !service.program().isEmpty();
      if (reads) {
        byValue
            .computeIfAbsent(value(name, service.value(name)), key -> new ArrayList<>())
            .add(service.id());
        if (isOfSuites(name)) {
          for (String line : ValueWords.tls(service)) {
            tls.add(service.id() + ", " + line);
          }
        }
      }
    }
    if (byValue.isEmpty() && setup.value(name).isExplicit()) {
      byValue.put(value(name, setup.value(name)), List.of("main.cf"));
    }
    if (byValue.isEmpty()) {
      return;
    }
    out.append("\nIn force with Postfix ").append(setup.version()).append(":\n\n");
    byValue.forEach(
        (value, services) -> {
          List<String> told = services.subList(0, Math.min(SERVICES, services.size()));
          out.append("- ").append(plain(String.join(", ", told)));
          int more = services.size() - told.size();
          out.append(more > 0 ? " and " + more + " more" : "").append(": ");
          out.append(value).append('\n');
        });
    for (String line : tls) {
      out.append("- ").append(plain(line)).append('\n');
    }
  }

  private String value(String name, Value value) {
    String shown = ValueWords.shown(setup, name, value);
    String raw = Characters.name(setup.secrets().mask(name, value.raw()));
    boolean isExpanded = !value.known().isHidden() && raw.contains("$") && !raw.equals(shown);
    return code(shown)
        + (isExpanded ? " from " + code(raw) : "")
        + " ("
        + plain(ValueWords.origins(value))
        + ")";
  }

  private static boolean isOfSuites(String name) {
    return name.contains("tls")
        && (name.endsWith("protocols")
            || name.endsWith("ciphers")
            || name.endsWith("cipherlist")
            || name.endsWith("security_level"));
  }

  private void field(Spot.Field field, StringBuilder out) {
    Service service = field.service();
    if (field.field() == MasterField.SERVICE || field.field() == MasterField.COMMAND) {
      out.append("**").append(plain(service.id())).append("**: ");
      out.append(plain(service.program())).append(", ").append(service.role().label());
      out.append("\n\n");
      for (String line : ValueWords.tls(service)) {
        out.append("- ").append(plain(line)).append('\n');
      }
    } else {
      out.append("**").append(field.field().label()).append("**\n");
    }
  }

  // ---- words of values ----

  private void word(Spot.Word word, StringBuilder out) {
    tables(word, out);
    String path = Definitions.path(setup, word.word());
    if (path != null) {
      pem(path, out);
    }
    routes(word.span(), out);
    if (out.isEmpty()) {
      parameter(word.parameter(), out);
    }
  }

  private void routes(Span here, StringBuilder out) {
    for (String line : ShowRoutes.sentBy(setup, here::overlaps)) {
      out.append("- ").append(plain(line)).append('\n');
    }
  }

  private void tables(Spot.Word word, StringBuilder out) {
    for (LookupTable table : LookupTable.all(Tables.of(setup), now)) {
      if (table.place().overlaps(word.span())) {
        out.append("**").append(code(setup.secrets().mask(table.reference()))).append("**: ");
        out.append(state(table)).append('\n');
        int entries = table.use().certainEntries().size();
        if (entries > 0) {
          out.append("\n").append(entries).append(entries == 1 ? " entry\n" : " entries\n");
        }
        out.append('\n');
        return;
      }
    }
  }

  private static String state(LookupTable table) {
    return table
        .isMissing()
        .fold(
            () -> "its file is missing",
            () ->
                table
                    .isUncompiled()
                    .fold(
                        () -> "it has not been compiled",
                        () ->
                            table
                                .isStale()
                                .fold(
                                    () -> "its compiled form is older than its text",
                                    () -> "its file is there, and up to date",
                                    doubt -> "its file is there"),
                        doubt -> "its text is there"),
            doubt -> "its file is not among those given");
  }

  // ---- policies ----

  private void policies(Span here, StringBuilder out) {
    for (EffectivePolicy policy : EffectivePolicy.all(setup)) {
      if (!policy.span().overlaps(here)) {
        continue;
      }
      out.append("**").append(code(policy.key().isEmpty() ? "each" : policy.key()));
      out.append("**: TLS level ").append(code(policy.level()));
      out.append(" by ").append(policy.parameter());
      String service = policy.service();
      out.append(service == null ? "" : " of " + plain(service)).append("\n\n");
      for (EffectivePolicy.Setting setting : policy.settings()) {
        String value = setting.value();
        out.append("- ").append(plain(setting.name())).append(" = ");
        out.append(value == null ? "unknown" : code(setup.secrets().mask(value)));
        String parameter = setting.parameter();
        out.append(parameter == null ? "" : " by " + parameter).append('\n');
      }
    }
  }

  // ---- certificates and keys ----

  /** What a file holds, and what in other files of the set-up belongs to that. */
  private void pem(String path, StringBuilder out) {
    HeldFile file = held(path);
    if (file == null || file.items().isEmpty()) {
      return;
    }
    List<HeldFile> all = new ArrayList<>(List.of(file));
    for (String other : companions(path)) {
      HeldFile one = all.size() < FILES ? held(other) : null;
      if (one != null) {
        all.add(one);
      }
    }
    Inspection.Settings settings =
        new Inspection.Settings(now, 21, List.of("sha256"), List.of(), TrustAnchors.NONE);
    StringBuilder text = new StringBuilder();
    try {
      new InspectTextWriter(new Inspection(settings, all), new Sink(text, Sink.Reader.PROGRAM))
          .write(file);
    } catch (IOException e) {
      return; // a string takes everything
    }
    out.append("```text\n").append(text.toString().replace("```", "'''").strip());
    out.append("\n```\n");
  }

  /** The files that services load together with one. */
  private Set<String> companions(String path) {
    Set<String> others = new LinkedHashSet<>();
    for (TlsFiles files : TlsFiles.of(setup)) {
      List<FileReference> references = files.references();
      if (references.stream().anyMatch(one -> one.file().path().equals(path))) {
        references.forEach(one -> others.add(one.file().path()));
      }
    }
    others.remove(path);
    return others;
  }

  private @Nullable HeldFile held(String path) {
    FileTree tree = setup.tree();
    if (!(tree.look(path) instanceof FileTree.Found found) || found.kind() != FileTree.Kind.FILE) {
      return null;
    }
    try {
      byte[] bytes = tree.read(path);
      if (bytes.length > Limits.CONFIGURATION_SIZE || PemFile.hasTooMany(bytes)) {
        return null;
      }
      HeldFile file = HeldFile.read(tree.displayName(path), bytes, (name, needed) -> null);
      return file.form() == FileForm.PEM ? file : null;
    } catch (IOException | PasswordException e) {
      return null;
    }
  }

  // ---- words ----

  /** Text from files in Markdown: none of it is markup. */
  static String code(String text) {
    String visible = Characters.name(text);
    return visible.indexOf('`') >= 0 ? "`` " + visible + " ``" : "`" + visible + "`";
  }

  private static String plain(String text) {
    String visible = Characters.name(text);
    StringBuilder out = new StringBuilder(visible.length());
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      if ("\\`*[]<>".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
