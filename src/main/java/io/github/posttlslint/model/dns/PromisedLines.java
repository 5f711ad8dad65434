package io.github.posttlslint.model.dns;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.secret.ShownLine;
import io.github.posttlslint.zone.PolicyFile;
import io.github.posttlslint.zone.Promises;
import io.github.posttlslint.zone.Zone;
import io.github.posttlslint.zone.ZoneRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines of zones and policies as reports may show them: records that are about mail, and fields
 * that policies have, without comments. Of other lines it is not known whether they are meant for
 * the DNS at all.
 */
public final class PromisedLines {

  private static final Set<String> FIELDS = Set.of("version", "mode", "mx", "max_age");

  private final Setup setup;
  private final Map<String, Set<Integer>> wanted = new HashMap<>();
  private final Map<String, Map<Integer, ShownLine>> found = new HashMap<>();

  private PromisedLines(Setup setup, Collection<Span> spans) {
    this.setup = setup;
    for (Span span : spans) {
      wanted.computeIfAbsent(span.file(), file -> new HashSet<>()).add(span.startLine());
    }
  }

  /**
   * The lines that some spans stand in.
   *
   * @return of each file, by its name in {@link Span#file()}, and each line, from 1, what may be
   *     shown
   */
  public static Map<String, Map<Integer, ShownLine>> of(
      Setup setup, Promises promises, Collection<Span> spans) {
    PromisedLines lines = new PromisedLines(setup, spans);
    promises.zones().all().forEach(lines::addZone);
    for (PolicyFile policy : promises.policies()) {
      StsPolicy parsed = StsPolicy.parse(policy);
      for (String field : FIELDS) {
        Span place = parsed.places().get(field);
        if (place != null) {
          lines.add(place, true, List.of(policy.text()));
        }
      }
    }
    return lines.found;
  }

  private void addZone(Zone zone) {
    boolean isWanted = zone.sources().stream().anyMatch(text -> wanted.containsKey(text.file()));
    for (ZoneRecord record : isWanted ? zone.records() : List.<ZoneRecord>of()) {
      if (isShown(record.data())) {
        add(record.place(), record.data() instanceof ZoneRecord.Text, zone.sources());
      }
    }
  }

  private static boolean isShown(ZoneRecord.Data data) {
    return data instanceof ZoneRecord.Mx
        || data instanceof ZoneRecord.Certificate
        || data instanceof ZoneRecord.Alias
        || (data instanceof ZoneRecord.Text text && MailDomain.isMeant(text.text()));
  }

  /** Names and digests of keys are public; a text can be anything. */
  private void add(Span place, boolean isText, List<SourceText> sources) {
    int line = place.startLine();
    if (!wanted.getOrDefault(place.file(), Set.of()).contains(line)) {
      return;
    }
    for (SourceText source : sources) {
      if (source.file().equals(place.file())) {
        String all = source.line(line);
        String written = all.substring(0, Math.min(all.length(), place.endColumn() - 1));
        found
            .computeIfAbsent(place.file(), file -> new HashMap<>())
            .put(line, new ShownLine(written, isText ? secrets(written) : List.of()));
        return;
      }
    }
  }

  private List<Hidden> secrets(String written) {
    return setup.secrets().lines().of(written);
  }
}
