package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.Comment;
import io.github.posttlslint.cf.LogicalLine;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code continuation}: an indented line, which continues a setting of main.cf or a service of
 * master.cf.
 *
 * <p>Facts: {@code file} (main or master), {@code text}, {@code owner} (the parameter or service
 * that it continues), {@code braced} (it stands inside braces), {@code assigned} (the word before
 * {@code =} that the line begins with), {@code assigned.known} (that word is a parameter of some
 * release), {@code commented-service} (for the first line after a service of master.cf that is
 * commented out: the name of that service). Anchors: {@code owner} (where the setting or service
 * begins), {@code comment} (the service that is commented out), {@code indentation} (the white
 * space before the line).
 */
final class ContinuationSubject implements Subject {

  private final Setup setup;
  private final @Nullable Service service;
  private final String owner;
  private final Span ownerSpan;
  private final LogicalText line;
  private final LogicalText text;
  private final boolean braced;
  private final @Nullable Comment commented;

  private ContinuationSubject(
      Setup setup,
      @Nullable Service service,
      String owner,
      Span ownerSpan,
      LogicalText line,
      boolean braced,
      @Nullable Comment commented) {
    this.setup = setup;
    this.service = service;
    this.owner = owner;
    this.ownerSpan = ownerSpan;
    this.line = line;
    this.text = line.trim();
    this.braced = braced;
    this.commented = commented;
  }

  static List<ContinuationSubject> all(Setup setup) {
    List<ContinuationSubject> all = new ArrayList<>();
    MainCf main = setup.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        if (entry.isNameKnown()) {
          addLines(setup, null, entry.name(), entry.nameSpan(), entry.line(), all);
        }
      }
    }
    if (setup.master() != null) {
      for (Service service : setup.services()) {
        addLines(setup, service, service.id(), service.span(), service.entry().line(), all);
      }
    }
    return all;
  }

  private static void addLines(
      Setup setup,
      @Nullable Service service,
      String owner,
      Span ownerSpan,
      LogicalLine line,
      List<ContinuationSubject> all) {
    int depth = 0;
    int nextComment = 0;
    List<LogicalText> parts = line.parts();
    for (int i = 0; i < parts.size(); i++) {
      LogicalText part = parts.get(i);
      if (i > 0) {
        Comment commented = null;
        while (nextComment < line.comments().size()
            && line.comments().get(nextComment).span().startLine() < part.span().startLine()) {
          Comment comment = line.comments().get(nextComment++);
          commented = CommentedService.name(comment) == null ? commented : comment;
        }
        all.add(
            new ContinuationSubject(setup, service, owner, ownerSpan, part, depth > 0, commented));
      }
      depth += depth(part.text());
    }
  }

  private static int depth(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
    }
    return depth;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public List<Service> services() {
    return service == null ? List.of() : List.of(service);
  }

  @Override
  public Value value(String parameter) {
    return service == null ? setup.value(parameter) : service.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "file" -> Fact.of(service == null ? "main" : "master");
      case "text" -> Fact.of(text.original());
      case "owner" -> Fact.of(owner);
      case "braced" -> Fact.of(braced);
      case "assigned" -> {
        String assigned = assigned(text.text());
        yield assigned == null ? Fact.absent() : Fact.of(assigned);
      }
      case "assigned.known" -> {
        String assigned = assigned(text.text());
        yield Fact.of(assigned != null && setup.parameters().find(assigned) != null);
      }
      case "commented-service" -> {
        String commentedName = commented == null ? null : CommentedService.name(commented);
        yield commentedName == null ? Fact.absent() : Fact.of(commentedName);
      }
      default -> SetupFacts.of(setup, name);
    };
  }

  private static @Nullable String assigned(String text) {
    int end = 0;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    int equals = end;
    while (equals < text.length() && text.charAt(equals) == ' ') {
      equals++;
    }
    boolean assignment =
        end > 0
            && equals < text.length()
            && text.charAt(equals) == '='
            && !text.startsWith("==", equals);
    return assignment ? text.substring(0, end) : null;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "owner" -> ownerSpan;
      case "indentation" -> indentation();
      case "comment" -> commented == null ? null : commented.span();
      default -> null;
    };
  }

  private Span indentation() {
    int end = 0;
    while (line.text().charAt(end) == ' ' || line.text().charAt(end) == '\t') {
      end++;
    }
    return line.span(0, end);
  }

  @Override
  public Span place() {
    return text.span();
  }

  @Override
  public @Nullable String parameter() {
    return service == null ? owner : null;
  }
}
