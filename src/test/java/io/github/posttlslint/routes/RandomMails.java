package io.github.posttlslint.routes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random senders and recipients, odd ones too; of a number always the same. */
final class RandomMails {

  /** A sender and a recipient. */
  record Mail(String sender, String recipient) {}

  private static final List<String> DOMAINS =
      List.of(
          "example.com",
          "sub.example.com",
          "deep.sub.example.com",
          "Example.COM",
          "example.org",
          "a.example.org",
          "relay.test",
          "virt.test",
          "alias.test",
          "other.net",
          "localhost",
          "localhost.example.com",
          "host.example.com",
          "box",
          "com",
          "[127.0.0.1]",
          "[192.0.2.1]",
          "[198.51.100.7]",
          "[IPv6:2001:db8::1]",
          "[IPv6:2001:DB8:0::1]");

  private static final List<String> ODD_DOMAINS =
      List.of(
          "1.2.3.4",
          "192.0.2.1",
          "0.1.2.3",
          "[1.2.3]",
          "[1.2.3.4].x",
          "[IPv6:::]",
          "[2001:db8::1]",
          "2001:db8::1",
          ".",
          "..",
          "-x.test",
          "x-.test",
          "a..b",
          "",
          "example.com.",
          "example.com..",
          ".example.com",
          "under_score.test",
          "12345",
          "x@y",
          "a b.test");

  static final List<String> USERS =
      List.of(
          "user",
          "User",
          "joe",
          "joe+ext",
          "joe-ext",
          "joe+a-b",
          "postmaster",
          "Mailer-Daemon",
          "owner-list",
          "list-request",
          "double-bounce",
          "info",
          "-dash",
          "+plus",
          "a.b");

  private static final List<String> ODD_USERS =
      List.of(
          "",
          "\"",
          "\"joe\"",
          "joe blow",
          "a..b",
          ".a",
          "a.",
          "joe%other.net",
          "other.net!joe",
          "x!y!joe",
          "a%b%relay.test",
          "joe@relay.test",
          "@relay.test:joe",
          "@relay.test:",
          "!joe",
          "@a,@b:joe",
          "(c)joe",
          "joe(c)",
          "joe\\",
          "\\joe",
          "jo\\@e",
          "<joe>",
          "a;b",
          "[x]joe",
          "%",
          "!",
          "@",
          "a|b",
          "joe%[192.0.2.1]",
          "\"joe%other.net\"",
          "\"a\"b");

  private static final List<String> PIECES =
      List.of(
          "@",
          "@",
          "%",
          "!",
          ".",
          ":",
          ",",
          ";",
          "\"",
          "\\",
          "(",
          ")",
          "[",
          "]",
          "<",
          ">",
          " ",
          "\t",
          "joe",
          "x",
          "example.com",
          "relay.test",
          "host.example.com",
          "other.net",
          "[127.0.0.1]",
          "+ext",
          "-ext",
          "|",
          "\r");

  private final Random random;

  /** The domains of the same number's tables and lists. */
  private final List<String> domains;

  private RandomMails(long number) {
    this.random = new Random(number * 7919 + 18);
    this.domains = domains(number);
  }

  /** A few domains, so that addresses and tables meet. */
  static List<String> domains(long number) {
    List<String> all = new ArrayList<>(DOMAINS);
    Collections.shuffle(all, new Random(number * 7919 + 19));
    List<String> some = new ArrayList<>(all.subList(0, 6));
    some.add("host.example.com");
    return some;
  }

  /** Makes some. */
  static List<Mail> make(long number, int count) {
    RandomMails made = new RandomMails(number);
    List<Mail> mails = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mails.add(new Mail(made.sender(), made.recipient()));
    }
    return mails;
  }

  private String sender() {
    return random.nextInt(5) == 0 ? "" : random.nextInt(8) == 0 ? pick(USERS) : recipient();
  }

  private String recipient() {
    return switch (random.nextInt(14)) {
      case 0 -> pick(USERS);
      case 1 -> pick(ODD_USERS);
      case 2 -> pick(ODD_USERS) + "@" + pick(domains);
      case 3 -> pick(USERS) + "@" + pick(ODD_DOMAINS);
      case 4 -> pieces();
      case 5 -> pick(USERS) + "@" + pick(domains) + ".";
      case 6 -> pick(USERS) + "@x." + pick(domains);
      case 7 -> pick(ODD_USERS) + pick(ODD_USERS) + pick(List.of("", "@" + pick(domains)));
      default -> pick(USERS) + "@" + pick(domains);
    };
  }

  private String pieces() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i >= 0; i--) {
      text.append(pick(PIECES));
    }
    return text.toString();
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
