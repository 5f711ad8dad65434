package io.github.posttlslint.run;

import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Place;
import io.github.posttlslint.input.Gate.Purpose;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.zone.Gap;
import io.github.posttlslint.zone.PolicyFile;
import io.github.posttlslint.zone.Promises;
import io.github.posttlslint.zone.Zone;
import io.github.posttlslint.zone.ZoneLibrary;
import io.github.posttlslint.zone.ZoneReader;
import io.github.posttlslint.zone.Zones;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options {@code --zone} and {@code --sts-policy}. */
final class ZoneFiles {

  /** Where web servers have the policy of a domain, below the folder of a zone (RFC 8461). */
  private static final String POLICY = "mta-sts/.well-known/mta-sts.txt";

  private final Workplace workplace;
  private final ZoneReader reader = ZoneLibrary.reader();

  ZoneFiles(Workplace workplace) {
    this.workplace = workplace;
  }

  /** A file, with the name that was given before an equals sign. */
  private record Named(String name, Given file) {

    static Named of(Given given) {
      int equals = given.text().indexOf('=');
      boolean isNamed = equals > 0 && given.text().lastIndexOf('/', equals) < 0;
      return isNamed
          ? new Named(
              Zones.canonical(given.text().substring(0, equals)),
              given.with(given.text().substring(equals + 1)))
          : new Named("", given);
    }
  }

  /**
   * Reads them.
   *
   * @throws UsageException if one cannot be read
   */
  Promises read(List<Given> zones, List<Given> policies) throws UsageException {
    if (zones.size() > Limits.ZONES) {
      throw new UsageException("--zone: more than " + Limits.ZONES + " files");
    }
    List<Zone> read = new ArrayList<>();
    List<PolicyFile> found = new ArrayList<>();
    for (Given given : zones) {
      Named named = Named.of(given);
      Zone zone = zone(named);
      for (Gap gap : zone.gaps()) {
        if (gap.cause() == Gap.Cause.LIMIT || gap.cause() == Gap.Cause.INCLUDE) {
          workplace.note(gap.place().file() + ":" + gap.place().startLine() + ": " + gap.reason());
        }
      }
      read.add(zone);
      if (policies.isEmpty()) {
        addBeside(named, zone.name(), found);
      }
    }
    for (Given given : policies) {
      Named named = Named.of(given);
      found.add(new PolicyFile(named.name(), text(named.file())));
    }
    return new Promises(new Zones(read), found);
  }

  private Zone zone(Named named) throws UsageException {
    SourceText text = text(named.file());
    Path folder = folder(named.file().path(workplace.gate()));
    Zone zone = reader.read(text, named.name(), name -> included(name, folder));
    if (zone.name().isEmpty()) {
      throw new UsageException(
          named.file().label()
              + ": the file does not tell the zone's name; give it as NAME="
              + named.file().text());
    }
    return zone;
  }

  private Path folder(Path file) {
    Path parent = workplace.gate().absolute(file).getParent();
    return parent == null ? workplace.current() : parent;
  }

  private SourceText text(Given given) throws UsageException {
    try {
      Path file = given.path(workplace.gate());
      byte[] bytes = workplace.gate().readTyped(file, Limits.FILE_SIZE, Purpose.ZONE);
      return SourceText.of(DirectoryTree.shown(file, workplace.current()), bytes);
    } catch (InvalidPathException e) {
      throw new UsageException(given.label() + ": not a path of this system");
    } catch (IOException e) {
      throw new UsageException(given.label() + ": " + e.getMessage());
    }
  }

  /**
   * Relative to the folder of the zone's file, and not out of it, or of its repository; there the
   * folder that the name server takes names to be relative to can be any above.
   */
  private SourceText included(String name, Path folder) throws IOException {
    Gate gate = workplace.gate();
    try {
      Place place = gate.enter(folder);
      Path top = gate.repository(folder);
      Path above = folder;
      while (top != null && !above.equals(top) && !gate.exists(above.resolve(name))) {
        Path parent = above.getParent();
        above = parent == null ? top : parent;
      }
      Path file = (gate.exists(above.resolve(name)) ? above : folder).resolve(name);
      Path real = gate.follow(file, place);
      if (!place.inRepository() && !real.startsWith(place.real())) {
        throw new IOException("it lies outside of the zone's folder, and is not read");
      }
      byte[] bytes = gate.read(real, Limits.FILE_SIZE, Purpose.ZONE);
      return SourceText.of(DirectoryTree.shown(file, workplace.current()), bytes);
    } catch (InvalidPathException e) {
      throw new IOException("not a path of this system", e);
    }
  }

  private void addBeside(Named zone, String domain, List<PolicyFile> to) throws UsageException {
    Path file = zone.file().path(workplace.gate());
    SourceText policy = beside(folder(file).resolve(POLICY));
    Path top = workplace.gate().repository(file);
    if (policy == null && top != null) {
      policy = beside(top.resolve(POLICY));
    }
    if (policy != null) {
      to.add(new PolicyFile(domain, policy));
    }
  }

  /** A policy that nobody named; null if there is none to be read. */
  private @Nullable SourceText beside(Path file) {
    try {
      byte[] bytes = workplace.gate().readTyped(file, Limits.FILE_SIZE, Purpose.ZONE);
      return SourceText.of(DirectoryTree.shown(file, workplace.current()), bytes);
    } catch (IOException e) {
      return null;
    }
  }
}
