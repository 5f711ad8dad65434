package io.github.posttlslint.fuzz;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What Jazzer calls: {@code --target_class} is this class, {@code --target_args} the name of a
 * {@link FuzzTarget}, or {@value #READERS}, by which the first byte of each input chooses one of
 * {@link FuzzTarget#readers()}.
 */
public final class JazzerEntry {

  static final String READERS = "READERS";

  private static List<FuzzTarget> chosen = List.of();

  private JazzerEntry() {}

  /** Called once, before all inputs; loads the classes, which takes Jazzer seconds. */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    boolean readers = arguments[0].equals(READERS);
    chosen = readers ? FuzzTarget.readers() : List.of(FuzzTarget.valueOf(arguments[0]));
    for (FuzzTarget target : chosen) {
      FuzzTest.seeds(target).forEach(target::feed);
    }
  }

  /** Called with each input. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (chosen.size() == 1) {
      chosen.get(0).feed(data);
    } else if (data.length > 0) {
      int choice = Math.floorMod(data[0], chosen.size());
      chosen.get(choice).feed(Arrays.copyOfRange(data, 1, data.length));
    }
  }
}
