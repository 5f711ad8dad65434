package io.github.posttlslint.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 for servers that are about to start. They lie below those that the system
 * gives to whom the number does not matter, and none is given twice, so that nobody takes them
 * before the server does, although tests run side by side.
 */
public final class FreePorts {

  private static final int FIRST = 10_000;
  private static final int COUNT = 20_000;

  /** Tests of another process begin elsewhere. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 100 % COUNT));

  private FreePorts() {}

  /** One port. */
  public static int take() {
    return take(1).get(0);
  }

  /** As many ports as this, no two the same. */
  public static List<Integer> take(int count) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < count) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        ports.add(port);
      }
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
