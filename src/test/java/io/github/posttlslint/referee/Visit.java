package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** One look at a port by a client without a certificate, which trusts every server. */
final class Visit {

  private static final SSLContext TLS = Identity.stranger();

  /** Nobody greets any more, once this is logged. */
  private static final Pattern DEAD = Pattern.compile("/smtpd: bad command startup -- throttling");

  /** postscreen(8) waits ten seconds for a tlsproxy(8). */
  private static final long LIMIT_NS = 15_000_000_000L;

  private static final long SHORT_NS = 2_000_000_000L;

  private final Map<String, String> met = new TreeMap<>();
  private final Transcript transcript;
  private Socket socket;
  private BufferedReader in;

  private Visit(Transcript transcript, int here) throws IOException {
    this.transcript = transcript;
    use(new Socket(InetAddress.getLoopbackAddress(), here));
  }

  private void use(Socket next) throws IOException {
    socket = next;
    socket.setSoTimeout(200);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  /**
   * What a client meets, by these names: {@code greets}; {@code starttls}, whether it is offered;
   * {@code mail}, the reply to MAIL before TLS; {@code auth} and {@code tls-auth}, whether AUTH is
   * offered before and under TLS; {@code tls}: works, fails or the number of the refusal; {@code
   * turned-away}, whether it is sent away for want of a certificate.
   *
   * @param here the port behind which it is
   * @param immediate whether to begin with TLS
   */
  static Map<String, String> pay(Transcript transcript, int here, boolean immediate) {
    Visit visit;
    try {
      visit = new Visit(transcript, here);
    } catch (IOException e) {
      return Map.of("greets", "not reached");
    }
    try (Socket first = visit.socket) {
      if (immediate) {
        visit.shakeHands();
      } else if (visit.isGreeted()) {
        visit.talkInClear();
      }
    } catch (IOException e) {
      visit.met.put("lost", String.valueOf(e.getMessage()));
    }
    return visit.met;
  }

  private boolean isGreeted() throws IOException {
    boolean greeted = number(reply()).equals("220");
    met.put("greets", greeted ? "yes" : "no");
    return greeted;
  }

  private void talkInClear() throws IOException {
    List<String> offers = say("EHLO client.example.net");
    boolean offered = has(offers, "STARTTLS");
    met.put("starttls", offered ? "yes" : "no");
    met.put("auth", has(offers, "AUTH") ? "yes" : "no");
    met.put("mail", number(say("MAIL FROM:<sender@example.net>")));
    if (offered) {
      say("RSET");
      String reply = number(say("STARTTLS"));
      if (reply.equals("220")) {
        shakeHands();
      } else {
        met.put("tls", reply);
      }
    }
  }

  private void shakeHands() throws IOException {
    SSLSocket secure =
        (SSLSocket) TLS.getSocketFactory().createSocket(socket, "mail.example.com", 25, true);
    try {
      secure.setSoTimeout(10_000);
      secure.startHandshake();
    } catch (IOException e) {
      met.put("tls", "fails");
      return;
    }
    met.put("tls", "works");
    boolean begun = met.containsKey("greets");
    use(secure);
    if (!begun) {
      String greeting = number(reply());
      if (!greeting.equals("220")) {
        met.put("turned-away", greeting.equals("421") ? "yes" : greeting);
        return;
      }
    }
    List<String> offers = say("EHLO client.example.net");
    boolean away = number(offers).equals("421");
    met.put("turned-away", away ? "yes" : "no");
    if (!away) {
      met.put("tls-auth", has(offers, "AUTH") ? "yes" : "no");
    }
  }

  private static boolean has(List<String> offers, String keyword) {
    return offers.stream().anyMatch(line -> line.matches("250[- ]" + keyword + "\\b.*"));
  }

  private static String number(List<String> lines) {
    return lines.isEmpty() ? "none" : lines.get(0).substring(0, Math.min(3, lines.get(0).length()));
  }

  private List<String> say(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return reply();
  }

  /** The lines of one reply; none if none comes. postscreen(8) greets with two, not at once. */
  private List<String> reply() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
      if (line.length() < 4 || line.charAt(3) == ' ') {
        break;
      }
    }
    return lines;
  }

  /** Another service may be the dead one, so that a greeting can still come. */
  private long limit(boolean nothingYet) {
    boolean hopeless = met.isEmpty() && nothingYet && transcript.has(DEAD);
    return hopeless ? SHORT_NS : LIMIT_NS;
  }

  /** One line; empty if none comes. */
  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    long start = System.nanoTime();
    while (System.nanoTime() - start < limit(text.isEmpty())) {
      try {
        int c = in.read();
        if (c < 0 || c == '\n') {
          break;
        }
        text.append((char) c);
      } catch (SocketTimeoutException e) {
        continue;
      } catch (SSLException e) {
        break;
      }
    }
    return text.toString().strip();
  }
}
