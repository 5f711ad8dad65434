package io.github.posttlslint.model.reach;

import io.github.posttlslint.handshake.Client;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What clients get of a listener before and after a change.
 *
 * @param serverNames those that clients ask for; none for clients that ask for any other, or none
 * @param changes of the clients that get something else, by what changes
 */
public record AudienceChange(
    List<ServerName> serverNames, Audience before, Audience after, List<ClientChange> changes) {

  public AudienceChange {
    serverNames = List.copyOf(serverNames);
    changes = List.copyOf(changes);
  }

  /** Those of a kind. */
  public List<ClientChange> of(Kind kind) {
    List<ClientChange> some = new ArrayList<>();
    for (ClientChange change : changes) {
      if (change.kind() == kind) {
        some.add(change);
      }
    }
    return some;
  }

  /** What becomes another thing for a client. */
  public record ClientChange(Client client, Outcome before, Outcome after, Kind kind) {}

  /** What changes for a client. */
  public enum Kind {
    SHUT_OUT("are shut out", "is shut out"),
    CLEAR_TEXT("go on in clear text", "goes on in clear text"),
    LET_IN("get TLS, and had none", "gets TLS, and had none"),
    VERSION("get another version", "gets another version"),
    OTHER("get another suite, group or certificate", "gets another suite, group or certificate"),
    UNKNOWN("cannot be told of, before or after", "cannot be told of, before or after");

    private final String words;
    private final String wordsOfOne;

    Kind(String words, String wordsOfOne) {
      this.words = words;
      this.wordsOfOne = wordsOfOne;
    }

    /** For people: what so many clients do. */
    public String words(int count) {
      return count == 1 ? wordsOfOne : words;
    }
  }

  /** The kind of a change; null where nothing changes that counts. */
  static @Nullable Kind kind(Outcome before, Outcome after) {
    boolean wasUntold = before instanceof Outcome.Untold;
    if (wasUntold || after instanceof Outcome.Untold) {
      return wasUntold && after instanceof Outcome.Untold ? null : Kind.UNKNOWN;
    }
    if (after instanceof Outcome.Fails fails) {
      boolean hasFailed = before instanceof Outcome.Fails;
      boolean wasInClear = before instanceof Outcome.Fails failed && failed.isInClear();
      if (hasFailed && wasInClear == fails.isInClear()) {
        return null;
      }
      return fails.isInClear() ? Kind.CLEAR_TEXT : Kind.SHUT_OUT;
    }
    if (!(before instanceof Outcome.Connects was) || !(after instanceof Outcome.Connects is)) {
      return Kind.LET_IN;
    }
    if (was.isLike(is)) {
      return null;
    }
    return was.versions().equals(is.versions()) ? Kind.OTHER : Kind.VERSION;
  }
}
