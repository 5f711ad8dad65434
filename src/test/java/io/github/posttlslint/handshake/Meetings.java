package io.github.posttlslint.handshake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All clients with all set-ups. */
final class Meetings {

  private static final int AT_ONCE = 4;

  /** What clients look for that name a server at all; it has no certificate of its own. */
  private static final String NAME = "mx.example.com";

  private Meetings() {}

  /** What one client gets from one set-up. */
  record Meeting(ServerSetup setup, String client, Observed observed) {}

  /**
   * Lets them meet.
   *
   * @param hellos the first records of the clients, by their names
   * @return by set-up and client, in their order
   */
  static List<Meeting> all(TlsServers servers, List<ServerSetup> setups, Map<String, byte[]> hellos)
      throws InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<Meeting>>> running = new ArrayList<>();
      for (ServerSetup setup : setups) {
        running.add(workers.submit(() -> one(servers, setup, hellos)));
      }
      List<Meeting> meetings = new ArrayList<>();
      for (Future<List<Meeting>> done : running) {
        meetings.addAll(done.get());
      }
      return meetings;
    } finally {
      workers.shutdownNow();
    }
  }

  /** The name that clients look for which send one. */
  static String nameFor(ServerSetup setup) {
    return setup.serverName() == null ? NAME : setup.serverName();
  }

  /** One after the other, so that one process of the listener serves them all. */
  private static List<Meeting> one(
      TlsServers servers, ServerSetup setup, Map<String, byte[]> hellos) throws IOException {
    List<Meeting> meetings = new ArrayList<>();
    for (Map.Entry<String, byte[]> hello : hellos.entrySet()) {
      Observed observed =
          Replay.replay(hello.getValue(), servers.port(setup), setup.isStartTls(), nameFor(setup));
      meetings.add(new Meeting(setup, hello.getKey(), observed));
    }
    return meetings;
  }
}
