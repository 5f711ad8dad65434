package io.github.posttlslint.zone;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.zone.ZoneRecord.Alias;
import io.github.posttlslint.zone.ZoneRecord.Data;
import io.github.posttlslint.zone.ZoneRecord.Delegation;
import io.github.posttlslint.zone.ZoneRecord.Redirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Zones that answer as a name server with these files would (RFC 1034, section 4.3.2; RFC 4592 for
 * wildcards), and say where another one would have to be asked. Threads may share them.
 */
public final class Zones {

  private final List<Zone> all;
  private final Map<String, Area> areas = new HashMap<>();

  /** All that is given of one zone. */
  private static final class Area {
    final Map<String, List<ZoneRecord>> records = new HashMap<>();
    final Set<String> names = new HashSet<>();
    final Map<String, Gap> gaps = new HashMap<>();
    @Nullable Gap anywhere;
    boolean isWhole;
  }

  /**
   * What zones have of a name and type.
   *
   * @param records all that is known
   * @param doubt why there may be more, a clause for people; null if there is no more
   */
  public record Found(List<ZoneRecord> records, @Nullable String doubt) {
    public Found {
      records = List.copyOf(records);
    }
  }

  /** Makes them of all files of a run. */
  public Zones(List<Zone> all) {
    this.all = List.copyOf(all);
    for (Zone zone : this.all) {
      add(zone, areas.computeIfAbsent(zone.name(), name -> new Area()));
    }
  }

  private static void add(Zone zone, Area area) {
    area.isWhole |= zone.isWhole();
    for (ZoneRecord record : zone.records()) {
      area.records.computeIfAbsent(record.owner(), owner -> new ArrayList<>(1)).add(record);
      addNames(record.owner(), area);
    }
    for (Gap gap : zone.gaps()) {
      String owner = gap.owner();
      if (owner != null) {
        area.gaps.putIfAbsent(owner, gap);
        addNames(owner, area);
      } else if (area.anywhere == null) {
        area.anywhere = gap;
      }
    }
  }

  /** A name is there, and with it all that are above it. */
  private static void addNames(String owner, Area to) {
    String name = owner;
    while (!name.isEmpty() && to.names.add(name)) {
      name = parent(name);
    }
  }

  /** The files. */
  public List<Zone> all() {
    return all;
  }

  /** The records of a kind, whatever their name, in the order of the files. */
  public List<ZoneRecord> ofKind(Class<? extends Data> kind) {
    List<ZoneRecord> found = new ArrayList<>();
    for (Zone zone : all) {
      for (ZoneRecord record : zone.records()) {
        if (kind.isInstance(record.data())) {
          found.add(record);
        }
      }
    }
    return found;
  }

  /** A name as it is compared: in lower case, without a dot at the end. */
  public static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > 1 && lower.endsWith(".")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  /** What is above a name; empty above the last label. */
  private static String parent(String name) {
    int dot = name.indexOf('.');
    while (dot > 0 && name.charAt(dot - 1) == '\\') {
      dot = name.indexOf('.', dot + 1);
    }
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  /** What there is of a name and type; aliases are followed, but for that type itself. */
  public Found find(String name, Class<? extends Data> kind) {
    String at = canonical(name);
    for (int i = 0; i < Limits.ALIASES; i++) {
      Found here = here(at, kind);
      String alias = kind == Alias.class || !here.records().isEmpty() ? null : alias(at);
      if (alias == null) {
        return here;
      }
      at = alias;
    }
    return new Found(List.of(), "aliases that do not end");
  }

  /** The name that a name is an alias of; null if the zones have none. */
  public @Nullable String alias(String name) {
    for (ZoneRecord record : here(canonical(name), Alias.class).records()) {
      if (record.data() instanceof Alias alias) {
        return alias.target();
      }
    }
    return null;
  }

  private Found here(String name, Class<? extends Data> kind) {
    String apex = apex(name);
    Area area = apex == null ? null : areas.get(apex);
    if (apex == null || area == null) {
      return new Found(List.of(), "no zone is given that has " + name);
    }
    String cut = cut(name, apex, area);
    if (cut != null) {
      return new Found(List.of(), cut);
    }
    String node = area.names.contains(name) ? name : wildcard(name, apex, area);
    List<ZoneRecord> found = new ArrayList<>();
    for (ZoneRecord record : area.records.getOrDefault(node, List.of())) {
      if (kind.isInstance(record.data())) {
        found.add(record);
      }
    }
    String doubt = doubt(name, node, area);
    // what a part of a zone has of a name and type, it has whole
    return doubt == null && found.isEmpty() && !area.isWhole
        ? new Found(found, "the zone " + apex + " has no SOA record: it is a part of one")
        : new Found(found, doubt);
  }

  /** The name of the zone that a name is in; null if none is given. */
  private @Nullable String apex(String name) {
    for (String above = name; !above.isEmpty(); above = parent(above)) {
      if (areas.containsKey(above)) {
        return above;
      }
    }
    return null;
  }

  /** Why a name is another zone's; null if it is not. */
  private static @Nullable String cut(String name, String apex, Area area) {
    boolean isBelow = false;
    for (String at = name; !at.equals(apex) && !at.isEmpty(); at = parent(at)) {
      for (ZoneRecord record : area.records.getOrDefault(at, List.of())) {
        if (record.data() instanceof Delegation) {
          return at + " is a zone of its own, which is not given";
        }
        if (isBelow && record.data() instanceof Redirection) {
          return "DNAME leads elsewhere from " + at;
        }
      }
      isBelow = true;
    }
    return null;
  }

  /** The wildcard that stands for a name that is not there: the star below what is there. */
  private static String wildcard(String name, String apex, Area area) {
    String encloser = parent(name);
    while (!encloser.isEmpty() && !encloser.equals(apex) && !area.names.contains(encloser)) {
      encloser = parent(encloser);
    }
    return "*." + encloser;
  }

  private static @Nullable String doubt(String name, String node, Area area) {
    Gap gap = area.gaps.containsKey(name) ? area.gaps.get(name) : area.gaps.get(node);
    gap = gap == null ? area.anywhere : gap;
    return gap == null
        ? null
        : gap.place().file() + ":" + gap.place().startLine() + ": " + gap.reason();
  }

  /** All mail hosts that a domain's MX records name, with those records. */
  public Map<String, List<ZoneRecord>> mailHosts() {
    Map<String, List<ZoneRecord>> hosts = new LinkedHashMap<>();
    for (ZoneRecord record : ofKind(ZoneRecord.Mx.class)) {
      if (record.data() instanceof ZoneRecord.Mx mx && !mx.host().equals(".")) {
        hosts.computeIfAbsent(mx.host(), host -> new ArrayList<>(1)).add(record);
      }
    }
    return hosts;
  }
}
