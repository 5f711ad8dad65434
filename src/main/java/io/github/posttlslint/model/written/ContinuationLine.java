package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.Comment;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalLine;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.RestrictionList;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indented line, which continues a setting of main.cf or a service of master.cf.
 *
 * @param owner what it continues
 * @param line with the white space that it begins with
 * @param isBraced whether it stands inside braces
 * @param commented for the first line after a service of master.cf that is commented out: that
 *     comment; null otherwise
 */
public record ContinuationLine(
    Owner owner, LogicalText line, boolean isBraced, @Nullable Comment commented) implements Thing {

  /**
   * A setting or a service with continuation lines.
   *
   * @param service the service; null for a setting of main.cf
   * @param name the parameter, or the service's name and type
   * @param span where it begins
   */
  public record Owner(Setup setup, @Nullable Service service, String name, Span span) {}

  /** All of a setup, in the order of its files. */
  public static List<ContinuationLine> all(Setup setup) {
    List<ContinuationLine> all = new ArrayList<>();
    for (MainCfEntry entry : setup.ownMainEntries()) {
      if (entry.isNameKnown() && entry.line().parts().size() > 1) {
        add(new Owner(setup, null, entry.name(), entry.nameSpan()), entry.line(), all);
      }
    }
    for (Service service : setup.services()) {
      LogicalLine line = service.entry().line();
      if (line.parts().size() > 1) {
        add(new Owner(setup, service, service.id(), service.span()), line, all);
      }
    }
    return all;
  }

  private static void add(Owner owner, LogicalLine line, List<ContinuationLine> all) {
    List<LogicalText> parts = line.parts();
    List<Comment> comments = line.comments();
    int depth = depth(parts.get(0).text());
    int next = 0;
    for (LogicalText part : parts.subList(1, parts.size())) {
      Comment commented = null;
      int start = part.span().startLine();
      while (next < comments.size() && comments.get(next).span().startLine() < start) {
        Comment comment = comments.get(next++);
        commented = CommentedService.name(comment) == null ? commented : comment;
      }
      all.add(new ContinuationLine(owner, part, depth > 0, commented));
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

  /** {@code main} or {@code master}. */
  public String file() {
    return owner.service() == null ? "main" : "master";
  }

  /** The line as written, without white space at its ends. */
  public String text() {
    return line.trim().original();
  }

  /** The word before {@code =} that it begins with; null if it does not begin so. */
  public @Nullable String assigned() {
    String text = line.trim().text();
    int end = 0;
    while (end < text.length() && Chars.isName(text.charAt(end))) {
      end++;
    }
    int equals = end;
    while (equals < text.length() && text.charAt(equals) == ' ') {
      equals++;
    }
    boolean assignment = end > 0 && text.startsWith("=", equals) && !text.startsWith("==", equals);
    return assignment ? text.substring(0, end) : null;
  }

  /** Whether that word is a parameter of some release. */
  public boolean isAssignedKnown() {
    String assigned = assigned();
    return assigned != null && setup().parameters().find(assigned) != null;
  }

  /** The name of the service before it that is commented out; null if there is none. */
  public @Nullable String commentedService() {
    return commented == null ? null : CommentedService.name(commented);
  }

  /**
   * What the options from here to the next service that is commented out do to a port that takes
   * mail from everywhere, as the end of a sentence; empty if that is nothing that stops mail.
   */
  public String effect() {
    boolean waits = false;
    boolean refuses = false;
    Service service = service();
    if (service != null && service.role() == Role.MX) {
      for (ParameterOverride option : service.entry().overrides()) {
        if (isBelow(option)) {
          List<String> words = ListText.words(option.value().text());
          waits |= option.name().equals("smtpd_tls_wrappermode") && words.contains("yes");
          refuses |=
              RestrictionList.PARAMETERS.contains(option.name())
                  && words.contains("reject")
                  && words.indexOf("permit_sasl_authenticated") == 0;
        }
      }
    }
    String refusal = "refuses all mail without a password";
    return waits
        ? ", which waits for a TLS handshake" + (refuses ? " and " + refusal : "")
        : refuses ? ", which " + refusal : "";
  }

  /** Whether an option stands here or below, and above the next service that is commented out. */
  private boolean isBelow(ParameterOverride option) {
    int at = option.span().startLine();
    boolean isBelow = at >= place().startLine();
    Service service = service();
    for (Comment comment :
        service == null ? List.<Comment>of() : service.entry().line().comments()) {
      int line = comment.span().startLine();
      isBelow &= line < place().startLine() || line > at || CommentedService.name(comment) == null;
    }
    return isBelow;
  }

  /** The white space before it. */
  public Span indentation() {
    String text = line.text();
    int end = 0;
    while (text.charAt(end) == ' ' || text.charAt(end) == '\t') {
      end++;
    }
    return line.span(0, end);
  }

  @Override
  public Setup setup() {
    return owner.setup();
  }

  @Override
  public @Nullable Service service() {
    return owner.service();
  }

  @Override
  public Span place() {
    return line.trim().span();
  }

  @Override
  public @Nullable String parameter() {
    return owner.service() == null ? owner.name() : null;
  }
}
