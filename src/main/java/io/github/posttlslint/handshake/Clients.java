package io.github.posttlslint.handshake;

import io.github.posttlslint.handshake.Client.Family;
import io.github.posttlslint.handshake.Client.Limits;
import io.github.posttlslint.input.PackedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The clients that are known: {@code clients.tsv}, which tells where they come from. */
public final class Clients {

  /** The day of their source. */
  public static final String DATE = "2026-06-25";

  private static final int NAME = 0;
  private static final int FAMILY = 1;
  private static final int YEAR = 2;
  private static final int CURRENT = 3;
  private static final int OLDEST = 4;
  private static final int NUMBERS = 5;
  private static final int SHA2 = 10;
  private static final int HELLO = 11;

  private Clients() {}

  /** All of them, family by family, the oldest of each first. */
  public static List<Client> all() {
    List<Client> all = new ArrayList<>();
    try {
      String text =
          new String(PackedFile.read(Clients.class, "clients.tsv"), StandardCharsets.US_ASCII);
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          all.add(client(line.split("\t", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Client client(String[] fields) {
    Limits limits =
        new Limits(
            Integer.decode(fields[OLDEST]),
            number(fields[NUMBERS]),
            number(fields[NUMBERS + 1]),
            number(fields[NUMBERS + 2]),
            number(fields[NUMBERS + 3]),
            number(fields[NUMBERS + 4]),
            fields[SHA2].equals("sha2"));
    return new Client(
        fields[NAME],
        Family.valueOf(fields[FAMILY].toUpperCase(Locale.ROOT)),
        Integer.parseInt(fields[YEAR]),
        fields[CURRENT].equals("current"),
        ClientHello.parse(HexFormat.of().parseHex(fields[HELLO])),
        limits);
  }

  private static int number(String field) {
    return field.equals("-") ? 0 : Integer.parseInt(field);
  }
}
