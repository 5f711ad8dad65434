package io.github.posttlslint.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages inputs; the same seed damages them in the same way. */
final class Mutator {

  private static final byte[] TELLING = "\n\t \0#${}()[]=:;,/|!'\"\\-*<>%@&~^".getBytes(ISO_8859_1);
  private static final int LONGEST = 1 << 12;

  private final Random random;
  private final List<byte[]> seeds;

  Mutator(long seed, List<byte[]> seeds) {
    this.random = new Random(seed);
    this.seeds = seeds;
  }

  /** A seed with up to eight changes. */
  byte[] next() {
    byte[] data = seeds.get(random.nextInt(seeds.size())).clone();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      data = change(data);
    }
    return data.length <= LONGEST ? data : Arrays.copyOf(data, LONGEST);
  }

  private byte[] change(byte[] data) {
    int from = random.nextInt(data.length + 1);
    int to = Math.min(data.length, from + random.nextInt(1 << random.nextInt(8)));
    byte[] piece = Arrays.copyOfRange(data, from, to);
    return switch (random.nextInt(8)) {
      case 0 -> join(data, from, new byte[0], to);
      case 1 -> join(data, from, piece, from);
      case 2 -> join(data, from, times(piece, 1 << random.nextInt(8)), to);
      case 3 -> join(data, from, new byte[] {(byte) random.nextInt()}, from);
      case 4 -> join(data, from, new byte[] {TELLING[random.nextInt(TELLING.length)]}, from);
      case 5 -> join(data, from, otherPiece(), to);
      case 6 -> join(data, from, String.valueOf(random.nextLong()).getBytes(ISO_8859_1), to);
      default -> flipped(data);
    };
  }

  private byte[] otherPiece() {
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    int from = random.nextInt(other.length + 1);
    return Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(64)));
  }

  private byte[] flipped(byte[] data) {
    if (data.length > 0) {
      data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return data;
  }

  private static byte[] times(byte[] piece, int times) {
    byte[] all = new byte[Math.min(piece.length * times, LONGEST)];
    for (int i = 0; i < all.length; i++) {
      all[i] = piece[i % piece.length];
    }
    return all;
  }

  /** What stands before {@code from}, the middle, and what stands from {@code to} on. */
  private static byte[] join(byte[] data, int from, byte[] middle, int to) {
    byte[] all = Arrays.copyOf(data, from + middle.length + data.length - to);
    System.arraycopy(middle, 0, all, from, middle.length);
    System.arraycopy(data, to, all, from + middle.length, data.length - to);
    return all;
  }
}
