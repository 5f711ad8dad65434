package io.github.posttlslint.lsp;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.run.GivenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.jspecify.annotations.Nullable;

/** A folder that is edited, with what is told of it, without threads and messages. */
final class Editing {

  private final OpenTexts texts = new OpenTexts();
  private final Map<String, PublishDiagnosticsParams> told = new HashMap<>();
  private final Judgements judgements;
  private Instant now = Instant.parse("2026-06-01T00:00:00Z");

  /**
   * Opens a folder.
   *
   * @param given what {@code --now} says; null for the clock
   */
  Editing(Path folder, @Nullable String given) {
    Desk desk =
        new Desk(folder, Gate.ofEditor(folder, texts.contents()), Map.of(), () -> now, said -> {});
    Shared shared = Shared.make();
    judgements =
        new Judgements(
            texts,
            shared.pems(),
            path -> desk,
            one -> one.setups(new Options(given), shared),
            found -> told.put(found.getUri(), found));
  }

  private record Options(@Nullable String now) implements GivenOptions {
    @Override
    public boolean has(String option) {
      return option.equals("now") && now != null;
    }

    @Override
    public @Nullable String value(String option) {
      return option.equals("now") ? now : null;
    }

    @Override
    public List<String> values(String option) {
      return option.equals("now") && now != null ? List.of(now) : List.of();
    }

    @Override
    public List<String> paths() {
      return List.of();
    }
  }

  OpenTexts texts() {
    return texts;
  }

  Judgements judgements() {
    return judgements;
  }

  /** What was told last, by URI. */
  Map<String, PublishDiagnosticsParams> told() {
    return told;
  }

  void setNow(Instant instant) {
    now = instant;
  }

  Editing open(Path file) throws IOException {
    texts.put(
        OpenText.of(Client.uri(file), file, "", 1, Files.readString(file)), file.toRealPath());
    return this;
  }

  /** Judges as after a change. */
  Editing judge() {
    judgements.judge();
    return this;
  }

  /** Looks at the disk as the server does now and then; whether there was something new. */
  boolean poll() {
    boolean changed = judgements.hasChangedOnDisk();
    judgements.judge();
    return changed;
  }

  /** The ids of the rules that found something in a file, as the client knows it. */
  List<String> codes(Path file) {
    PublishDiagnosticsParams last = told.get(Client.uri(file));
    return last == null ? List.of() : Client.codes(last.getDiagnostics());
  }

  List<Diagnostic> diagnostics(Path file) {
    PublishDiagnosticsParams last = told.get(Client.uri(file));
    return last == null ? List.of() : last.getDiagnostics();
  }
}
