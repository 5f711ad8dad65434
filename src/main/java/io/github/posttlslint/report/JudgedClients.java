package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.reach.Audience;
import java.util.List;

/**
 * A setup with what clients get of its listeners.
 *
 * @param listeners in the order of master.cf
 */
public record JudgedClients(Setup setup, List<Audience> listeners) {

  public JudgedClients {
    listeners = List.copyOf(listeners);
  }

  /** What some clients get. */
  public static JudgedClients of(Setup setup, List<Client> clients) {
    return new JudgedClients(setup, Audience.of(setup, clients));
  }
}
