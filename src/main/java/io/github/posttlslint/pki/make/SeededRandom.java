package io.github.posttlslint.pki.make;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** The same bytes for the same label each time: for keys that need not be secret. */
final class SeededRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

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
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(label.getBytes(StandardCharsets.UTF_8));
      return digest.digest(ByteBuffer.allocate(Long.BYTES).putLong(block++).array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
