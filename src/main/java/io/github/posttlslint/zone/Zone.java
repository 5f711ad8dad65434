package io.github.posttlslint.zone;

import io.github.posttlslint.input.SourceText;
import java.util.List;

/**
 * A zone, or a part of one, as a file has it.
 *
 * @param file the file as reports name it
 * @param name the zone's name in lower case, without the dot at the end; that of its SOA record if
 *     it has one; empty if it is not known
 * @param sources the file and what it includes
 * @param isWhole whether it has an SOA record, so that what it does not have is not there
 */
public record Zone(
    String file,
    String name,
    boolean isWhole,
    List<ZoneRecord> records,
    List<Gap> gaps,
    List<SourceText> sources) {

  public Zone {
    records = List.copyOf(records);
    gaps = List.copyOf(gaps);
    sources = List.copyOf(sources);
  }
}
