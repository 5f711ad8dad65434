package io.github.posttlslint.language;

import io.github.posttlslint.input.Limits;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one rule file, as far as it is told. */
public final class RuleFaults {

  /** A fault at a place of the file; lines and columns count from 1. */
  private record Fault(int line, int column, String message) {}

  private final ScalarPlaces places;
  private final List<Fault> faults = new ArrayList<>();

  /** No faults yet of a file of this text. */
  public RuleFaults(String file) {
    this.places = new ScalarPlaces(file);
  }

  /** Adds a fault; the same one at the same place is told once. */
  public void add(int line, int column, String message) {
    Fault fault = new Fault(line, column, Template.brief(message));
    if (!isFull() && !faults.contains(fault)) {
      faults.add(fault);
    }
  }

  /** Adds a fault of a part of the file. */
  public void add(YamlNode at, String message) {
    add(at.line(), at.column(), message);
  }

  /** Adds a fault of a text of the file, at an offset into it. */
  void add(YamlNode scalar, int offset, String message) {
    if (!isFull()) {
      ScalarPlaces.Place place = places.of(scalar, offset);
      add(place.line(), place.column(), message);
    }
  }

  /** Whether no more are told. */
  public boolean isFull() {
    return faults.size() >= Limits.RULE_FAULTS;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** One line for each fault, {@code line:column: message}, in the order of the file. */
  public List<String> lines() {
    faults.sort(
        (a, b) ->
            a.line() == b.line()
                ? Integer.compare(a.column(), b.column())
                : Integer.compare(a.line(), b.line()));
    List<String> lines = new ArrayList<>();
    for (Fault fault : faults) {
      lines.add(fault.line() + ":" + fault.column() + ": " + fault.message());
    }
    return lines;
  }
}
