package io.github.posttlslint.model.reach;

import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.reach.AudienceChange.ClientChange;
import io.github.posttlslint.model.reach.AudienceChange.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients get of two states of a setup.
 *
 * @param common the listeners that both have
 * @param gone those that only the old one has
 * @param added those that only the new one has
 */
public record Comparison(List<AudienceChange> common, List<Audience> gone, List<Audience> added) {

  public Comparison {
    common = List.copyOf(common);
    gone = List.copyOf(gone);
    added = List.copyOf(added);
  }

  /** The listeners that both have, and that some client gets something else of. */
  public List<AudienceChange> changed() {
    List<AudienceChange> changed = new ArrayList<>();
    for (AudienceChange one : common) {
      if (!one.changes().isEmpty()) {
        changed.add(one);
      }
    }
    return changed;
  }

  /** Whether no client gets anything else. */
  public boolean isEmpty() {
    return gone.isEmpty() && added.isEmpty() && changed().isEmpty();
  }

  /** Compares what clients get of the listeners of two states of a setup. */
  public static Comparison between(List<Audience> before, List<Audience> after) {
    Map<Place, Audience> old = places(before);
    Map<Place, Audience> now = places(after);
    Map<Pair, List<ServerName>> pairs = new LinkedHashMap<>();
    List<Audience> gone = new ArrayList<>();
    List<Audience> added = new ArrayList<>();
    now.forEach((place, is) -> pair(place, find(old, place), is, pairs, added));
    old.forEach(
        (place, was) -> {
          if (!now.containsKey(place)) {
            pair(place, was, find(now, place), pairs, gone);
          }
        });
    List<AudienceChange> common = new ArrayList<>();
    pairs.forEach(
        (pair, names) ->
            common.add(new AudienceChange(names, pair.was, pair.is, changes(pair.was, pair.is))));
    return new Comparison(common, gone, added);
  }

  private static void pair(
      Place place,
      @Nullable Audience was,
      @Nullable Audience is,
      Map<Pair, List<ServerName>> pairs,
      List<Audience> alone) {
    if (was != null && is != null) {
      List<ServerName> names = pairs.computeIfAbsent(new Pair(was, is), pair -> new ArrayList<>());
      if (place.name != null) {
        names.add(place.name);
      }
      return;
    }
    Audience only = was == null ? is : was;
    if (only != null && !alone.contains(only)) {
      alone.add(only);
    }
  }

  /** What is there; for a server name without certificates of its own, what others get. */
  private static @Nullable Audience find(Map<Place, Audience> here, Place place) {
    Audience exact = here.get(place);
    return exact == null ? here.get(new Place(place.listener, null)) : exact;
  }

  private static Map<Place, Audience> places(List<Audience> all) {
    Map<Place, Audience> places = new LinkedHashMap<>();
    for (Audience audience : all) {
      String listener = listener(audience.listener().service());
      if (audience.serverNames().isEmpty()) {
        places.put(new Place(listener, null), audience);
      }
      audience.serverNames().forEach(name -> places.put(new Place(listener, name), audience));
    }
    return places;
  }

  /** Where it listens; port 25 has several names. */
  private static String listener(Service service) {
    Endpoint endpoint = service.endpoint();
    return endpoint == null || endpoint.port() < 0
        ? service.id()
        : endpoint.host() + ":" + endpoint.port();
  }

  private static List<ClientChange> changes(Audience before, Audience after) {
    Map<String, Outcome> old = new HashMap<>();
    before.meetings().forEach(meeting -> old.put(meeting.client().name(), meeting.outcome()));
    List<ClientChange> changes = new ArrayList<>();
    for (Meeting meeting : after.meetings()) {
      Outcome was = old.get(meeting.client().name());
      Kind kind = was == null ? null : AudienceChange.kind(was, meeting.outcome());
      if (was != null && kind != null) {
        changes.add(new ClientChange(meeting.client(), was, meeting.outcome(), kind));
      }
    }
    return changes;
  }

  /** Where a client comes to: the name is null where it asks for none that is known. */
  private record Place(String listener, @Nullable ServerName name) {}

  private record Pair(Audience was, Audience is) {}
}
