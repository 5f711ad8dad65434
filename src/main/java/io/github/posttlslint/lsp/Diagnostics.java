package io.github.posttlslint.lsp;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.report.RuleLinks;
import io.github.posttlslint.run.EditedSetups.Loaded;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Severity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;
import org.jspecify.annotations.Nullable;

/** The findings of a set-up as the protocol tells them, by file. */
final class Diagnostics {

  static final String SOURCE = "posttls-lint";

  /** The group of the rules about settings that grow old. */
  private static final String DEPRECATED = "deprecated";

  private final EditedSetup edited;
  private final OpenTexts texts;
  private final RuleLinks links = RuleLinks.load();
  private final Map<Path, List<Diagnostic>> byFile = new LinkedHashMap<>();

  private Diagnostics(EditedSetup edited, OpenTexts texts) {
    this.edited = edited;
    this.texts = texts;
  }

  /** Those of what was read and judged. */
  static Map<Path, List<Diagnostic>> of(
      EditedSetup edited, Loaded loaded, @Nullable SetupReport report, OpenTexts texts) {
    Diagnostics all = new Diagnostics(edited, texts);
    for (Problem problem : loaded.problems()) {
      all.add(problem);
    }
    if (report != null) {
      for (Problem problem : report.problems()) {
        all.add(problem);
      }
      for (Finding finding : report.findings()) {
        all.add(finding.span(), all.diagnostic(finding, loaded));
      }
    }
    return all.byFile;
  }

  /** What keeps a set-up from being judged: a mistake in a configuration file, say. */
  static Map<Path, List<Diagnostic>> of(EditedSetup edited, List<String> mistakes) {
    List<Diagnostic> all = new ArrayList<>();
    for (String mistake : mistakes) {
      String told = "This set-up is not judged: " + Characters.name(mistake);
      all.add(new Diagnostic(Places.line(1), told, DiagnosticSeverity.Error, SOURCE));
    }
    return Map.of(edited.first(), all);
  }

  private void add(Span span, Diagnostic diagnostic) {
    byFile.computeIfAbsent(edited.path(span), path -> new ArrayList<>()).add(diagnostic);
  }

  private void add(Problem problem) {
    String text = Characters.name(problem.message());
    Diagnostic diagnostic =
        new Diagnostic(Places.line(problem.line()), text, DiagnosticSeverity.Warning, SOURCE);
    byFile.computeIfAbsent(file(problem.file()), path -> new ArrayList<>()).add(diagnostic);
  }

  private Path file(@Nullable String named) {
    try {
      Path path = named == null ? edited.first() : edited.path(named);
      boolean isFolder = path.equals(edited.location().directory());
      return isFolder ? edited.first() : path;
    } catch (InvalidPathException e) {
      return edited.first();
    }
  }

  private Diagnostic diagnostic(Finding finding, Loaded loaded) {
    Diagnostic diagnostic =
        new Diagnostic(
            Places.range(finding.span()),
            text(finding),
            severity(finding.severity()),
            SOURCE,
            finding.rule().id());
    String url = links.best(finding.rule(), loaded.judge().rules());
    if (url != null) {
      diagnostic.setCodeDescription(new DiagnosticCodeDescription(url));
    }
    List<DiagnosticRelatedInformation> related = new ArrayList<>();
    for (Finding.Related one : finding.related()) {
      if (isAFile(one.span(), loaded.setup())) {
        Location place = Places.location(edited.path(one.span()), Places.range(one.span()), texts);
        related.add(new DiagnosticRelatedInformation(place, Characters.name(one.message())));
      }
    }
    if (!related.isEmpty()) {
      diagnostic.setRelatedInformation(related);
    }
    List<DiagnosticTag> tags = tags(finding);
    if (!tags.isEmpty()) {
      diagnostic.setTags(tags);
    }
    return diagnostic;
  }

  private static boolean isAFile(Span span, @Nullable Setup setup) {
    return setup != null && !setup.isStock(span);
  }

  /** The message and, in a line of its own, what to do. */
  private static String text(Finding finding) {
    String services =
        finding.services().isEmpty() ? "" : " (" + String.join(", ", finding.services()) + ")";
    String help = finding.help().isEmpty() ? "" : "\n" + Characters.name(finding.help());
    return Characters.name(finding.message() + services) + help;
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case NOTE -> DiagnosticSeverity.Information;
    };
  }

  /** Deprecated is what its rules say; unnecessary what a fix takes out and changes nothing. */
  private static List<DiagnosticTag> tags(Finding finding) {
    List<DiagnosticTag> tags = new ArrayList<>(1);
    if (finding.rule().group().equals(DEPRECATED)) {
      tags.add(DiagnosticTag.Deprecated);
    } else if (isTakenOut(finding)) {
      tags.add(DiagnosticTag.Unnecessary);
    }
    return tags;
  }

  private static boolean isTakenOut(Finding finding) {
    Finding.Fix fix = finding.fix();
    if (fix == null || !fix.safe() || fix.isOnlyDescribed()) {
      return false;
    }
    for (Finding.Edit edit : fix.edits()) {
      if (!edit.replacement().isBlank() || !edit.span().overlaps(finding.span())) {
        return false;
      }
    }
    return true;
  }
}
