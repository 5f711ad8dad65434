package io.github.posttlslint.referee;

import io.github.posttlslint.routes.Happening;
import io.github.posttlslint.routes.Happening.Carriage;
import io.github.posttlslint.routes.Happening.Outcome;
import io.github.posttlslint.routes.Happening.Trust;
import io.github.posttlslint.routes.MailServer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what happened to messages out of the log and what servers saw. */
final class HappeningReader {

  /** Each service logs under its own name: {@code postfix/NAME/smtp[PID]: ...}. */
  private static final Pattern LOG = Pattern.compile("log postfix/(\\S+)/\\w+\\[(\\d+)]: (.*)");

  private static final Pattern ESTABLISHED =
      Pattern.compile("(\\w+) TLS connection established to (\\S+?)\\[\\S+?]:(\\d+): .*");
  private static final Pattern STATUS =
      Pattern.compile(
          "\\w+: to=<([^>]*)>,.* relay=(\\S+?)(\\[[^]]*])?(:(\\d+))?,.* status=(\\w+) \\((.*)\\)");

  private record Connection(String host, int port, Trust trust) {}

  private final List<String> lines;
  private final Map<String, Happening> happenings = new HashMap<>();

  HappeningReader(List<String> lines) {
    this.lines = lines;
    Map<String, Connection> connections = new HashMap<>();
    for (String line : lines) {
      Matcher log = LOG.matcher(line);
      if (log.matches()) {
        read(log.group(1), log.group(2), log.group(3), connections);
      }
    }
  }

  private void read(
      String service, String process, String text, Map<String, Connection> connections) {
    Matcher established = ESTABLISHED.matcher(text);
    Matcher status = STATUS.matcher(text);
    if (established.matches()) {
      Trust trust = Trust.valueOf(established.group(1).toUpperCase(Locale.ROOT));
      int port = Integer.parseInt(established.group(3));
      connections.put(process, new Connection(established.group(2), port, trust));
    } else if (status.matches()) {
      Connection secured = connections.remove(process);
      happenings.putIfAbsent(status.group(1), happening(service, status, secured));
    }
  }

  private Happening happening(
      String service, Matcher status, @org.jspecify.annotations.Nullable Connection secured) {
    String reason = status.group(7);
    boolean reached = !status.group(2).equals("none");
    String host = reached ? status.group(2) : "";
    int port = status.group(5) == null ? 0 : Integer.parseInt(status.group(5));
    boolean encrypted = secured != null && secured.host().equals(host) && secured.port() == port;
    Outcome outcome = outcome(status.group(6), reason);
    Optional<String> user = user(status.group(1), port);
    return new Happening(
        service,
        host,
        port,
        outcome == Outcome.DELIVERED ? carriage(port, encrypted) : Carriage.NONE,
        encrypted ? secured.trust() : Trust.NONE,
        user.orElse(""),
        outcome,
        reason);
  }

  private static Carriage carriage(int port, boolean encrypted) {
    if (!encrypted) {
      return Carriage.CLEAR;
    }
    return MailServer.at(port).orElseThrow().tls() == MailServer.Tls.WRAPPED
        ? Carriage.WRAPPED
        : Carriage.STARTTLS;
  }

  private static Outcome outcome(String status, String reason) {
    if (reason.equals("mail transport unavailable")) {
      return Outcome.UNAVAILABLE;
    }
    return switch (status) {
      case "sent" -> Outcome.DELIVERED;
      case "deferred" -> Outcome.DEFERRED;
      default -> Outcome.BOUNCED;
    };
  }

  private Optional<String> user(String recipient, int port) {
    String start = "server %d %s: mail ".formatted(port, recipient);
    return lines.stream()
        .filter(line -> line.startsWith(start) && !line.endsWith(" -"))
        .map(line -> line.substring(start.length()))
        .findFirst();
  }

  /** What happened to the message for a recipient; empty if nothing has yet. */
  Optional<Happening> of(String recipient) {
    return Optional.ofNullable(happenings.get(recipient));
  }

  /** Of how many of these messages it is known. */
  int size(List<RoutedMail.Mail> mails) {
    return (int) mails.stream().filter(mail -> of(mail.recipient()).isPresent()).count();
  }
}
