package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Side;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thing that services load for the sake of TLS.
 *
 * <p>Facts of all such subjects: {@code side} (server or client), {@code roles} and {@code levels}
 * (of the services that load it), {@code users} (a service for users' mail programs is among them),
 * {@code mx} (all of them take mail from the whole Internet), {@code opportunistic} (all of them
 * are at level may), {@code verifies} (the side checks its peers' certificates against its CAs),
 * {@code parameter}; furthermore the facts of kind {@code setup}. Where it cannot be told whether
 * TLS is on, the other facts cannot be told either. Anchors: {@code reference} (name and value of
 * the parameter), {@code value}.
 */
abstract class TlsSubject implements Subject {

  private final TlsFiles files;
  private final @Nullable FileReference reference;
  private final List<Service> services;
  private final Fact.@Nullable Unknown doubt;

  private final KnownFacts facts = new KnownFacts(this::find);

  TlsSubject(TlsFiles files, @Nullable FileReference reference) {
    this.files = files;
    this.reference = reference;
    List<Service> all = new ArrayList<>();
    Fact.Unknown unsure = null;
    boolean sure = false;
    for (Side side : files.sides()) {
      all.add(side.service());
      Fact opens = Fact.of(side.opensFiles());
      sure |= !(opens instanceof Fact.Unknown);
      if (opens instanceof Fact.Unknown unknown && unsure == null) {
        unsure = unknown;
      }
    }
    this.services = List.copyOf(all);
    this.doubt = sure ? null : unsure;
  }

  /** What the services load. */
  final TlsFiles files() {
    return files;
  }

  @Override
  public final Setup setup() {
    return services.get(0).setup();
  }

  @Override
  public final List<Service> services() {
    return services;
  }

  @Override
  public final Value value(String parameter) {
    return services.get(0).value(parameter);
  }

  @Override
  public final @Nullable Fact fact(String name) {
    return facts.get(name);
  }

  private @Nullable Fact find(String name) {
    Fact own = own(name);
    if (own != null) {
      return doubt == null ? own : doubt;
    }
    return switch (name) {
      case "side" -> Fact.of(side());
      case "parameter" -> reference == null ? Fact.absent() : Fact.of(reference.parameter());
      case "roles" -> roles();
      case "levels" -> levels();
      case "users" -> Fact.of(hasUsers());
      case "mx" -> Fact.of(isMx());
      case "opportunistic" -> opportunistic();
      case "verifies" -> new TrustNeed(files).fact();
      default -> SetupFacts.of(setup(), name);
    };
  }

  /** Whether it is known that the files are loaded at all. */
  final boolean isCertain() {
    return doubt == null;
  }

  /** {@code server} or {@code client}. */
  final String side() {
    return files.isServer() ? "server" : "client";
  }

  /** A fact of the kind; null if there is none of that name. */
  abstract @Nullable Fact own(String name);

  private Fact roles() {
    List<String> roles = new ArrayList<>();
    for (Service service : services) {
      String role = service.role().label();
      if (!roles.contains(role)) {
        roles.add(role);
      }
    }
    return Fact.of(roles);
  }

  private Fact levels() {
    List<String> levels = new ArrayList<>();
    for (Side side : files.sides()) {
      Fact level = Fact.of(side.level().name());
      if (level instanceof Fact.Unknown) {
        return level;
      }
      if (!levels.contains(level.shown())) {
        levels.add(level.shown());
      }
    }
    return Fact.of(levels);
  }

  private Fact opportunistic() {
    Fact levels = levels();
    return levels instanceof Fact.Words words
        ? Fact.of(words.words().equals(List.of("may")))
        : levels;
  }

  private boolean hasUsers() {
    for (Service service : services) {
      switch (service.role()) {
        case SUBMISSION, SUBMISSIONS -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private boolean isMx() {
    for (Service service : services) {
      switch (service.role()) {
        case MX, POSTSCREEN, TLSPROXY -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public @Nullable Span place(String anchor) {
    FileReference there = reference;
    if (there == null) {
      return null;
    }
    return switch (anchor) {
      case "reference" -> there.span();
      case "value" -> there.valueSpan();
      default -> null;
    };
  }

  @Override
  public Span place() {
    Span written = reference == null ? null : reference.span();
    return written == null ? services.get(0).span() : written;
  }

  @Override
  public final @Nullable String parameter() {
    return reference == null ? null : reference.parameter();
  }
}
