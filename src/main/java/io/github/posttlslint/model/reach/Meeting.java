package io.github.posttlslint.model.reach;

import io.github.posttlslint.handshake.Client;

/** What becomes of a client at a listener. */
public record Meeting(Client client, Outcome outcome) {}
