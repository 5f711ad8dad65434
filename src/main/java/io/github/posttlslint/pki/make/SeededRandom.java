package io.github.posttlslint.pki.make;

import io.github.posttlslint.pki.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The same bytes for the same label each time: for keys that need not be secret. */
final class SeededRandom extends SecureRandom {

  private final String label;
  private long block;
  private int used;
  private byte[] current = new byte[0];

  SeededRandom(String label) {
    super(null, null);
    this.label = label;
  }

  @Override
  public synchronized void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (used == current.length) {
        current = next();
        used = 0;
      }
      bytes[i] = current[used++];
    }
  }

  @Override
  public void setSeed(long seed) {
    // the label is the seed; Random's constructor calls this one
  }

  @Override
  public String getAlgorithm() {
    return "seeded";
  }

  private byte[] next() {
    byte[] name = label.getBytes(StandardCharsets.UTF_8);
    ByteBuffer seed = ByteBuffer.allocate(name.length + Long.BYTES);
    return Hash.sha256(seed.put(name).putLong(block++).array());
  }
}
