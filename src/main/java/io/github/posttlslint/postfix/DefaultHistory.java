package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The defaults of a parameter through all releases, patch levels and releases of OpenSSL. */
public final class DefaultHistory {

  private final Parameter parameter;
  private final Map<String, List<VersionRange>> ranges = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  /**
   * A default.
   *
   * @param value as {@code postconf -d} prints it
   * @param where the versions that have it, such as {@code since 3.6}; empty for the only one, or
   *     the first of several that came one after the other
   */
  public record Line(String value, String where) {}

  private DefaultHistory(Parameter parameter) {
    this.parameter = parameter;
  }

  /** The defaults in the order in which they came. */
  public static List<Line> of(Parameter parameter) {
    DefaultHistory history = new DefaultHistory(parameter);
    for (PostfixVersion release : PostfixVersion.releases()) {
      if (parameter.existsIn(release) && !parameter.isListedIn(release)) {
        history.add("", new VersionRange(LifeSpan.start(release.toString()), release));
      } else {
        for (DefaultVariant.Stretch stretch : DefaultVariant.stretches(parameter, release)) {
          String value = stretch.value();
          if (value != null) {
            history.add(value, stretch.range());
          }
        }
      }
    }
    history.addLines();
    history.addThoseOfLibraries();
    return history.lines;
  }

  private void add(String value, VersionRange range) {
    List<VersionRange> some = ranges.computeIfAbsent(value, first -> new ArrayList<>());
    VersionRange last = some.isEmpty() ? null : some.get(some.size() - 1);
    PostfixVersion end = last == null ? null : last.last();
    boolean follows =
        end != null
            && !end.hasPatch()
            && range.first().patch() == 0
            && end.nextRelease().equals(range.first().release());
    if (last != null && follows) {
      some.set(some.size() - 1, new VersionRange(last.first(), range.last()));
    } else {
      some.add(range);
    }
  }

  private void addLines() {
    boolean isPlain = true;
    for (List<VersionRange> some : ranges.values()) {
      isPlain &= some.size() == 1;
    }
    for (Map.Entry<String, List<VersionRange>> entry : ranges.entrySet()) {
      List<VersionRange> some = entry.getValue();
      VersionRange first = some.get(0);
      String where;
      if (ranges.size() == 1 || (isPlain && lines.isEmpty())) {
        where = "";
      } else if (isPlain || (some.size() == 1 && isOpen(first))) {
        where = "since " + first.start();
      } else {
        where = String.join(", ", shown(some));
      }
      lines.add(new Line(entry.getKey(), where));
    }
  }

  private static boolean isOpen(VersionRange range) {
    return PostfixVersion.NEWEST.equals(range.last());
  }

  private static List<String> shown(List<VersionRange> ranges) {
    List<String> shown = new ArrayList<>();
    for (VersionRange range : ranges) {
      shown.add((isOpen(range) ? new VersionRange(range.first(), null) : range).toString());
    }
    return shown;
  }

  private void addThoseOfLibraries() {
    if (!parameter.isByLibrary()) {
      return;
    }
    for (PostfixVersion release : PostfixVersion.releases()) {
      String usual = parameter.defaultIn(release);
      for (OpenSslRelease library : OpenSslRelease.values()) {
        String value = parameter.defaultIn(release, library);
        boolean isNew = value != null && !value.equals(usual);
        for (Line line : lines) {
          isNew &= !line.value().equals(value);
        }
        if (value != null && isNew) {
          String where = "since " + release + " with OpenSSL " + library + " or later";
          lines.add(new Line(value, where));
        }
      }
    }
  }
}
