package io.github.posttlslint.cli;

import io.github.posttlslint.postfix.Parameters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Makes setups that hold passwords and keys in all places where Postfix, or a careless person, may
 * put one. Each secret has a mark of its own.
 */
final class SecretPlaces {

  /** The mark of a secret: what is left of it if it is shown in full or in part. */
  static final Pattern MARK = Pattern.compile("zq7[0-9a-z]+Kd", Pattern.CASE_INSENSITIVE);

  /** Values of a table of passwords. P is the secret. */
  private static final List<String> TABLES =
      List.of(
          "static:alice:P",
          "static:P",
          "statc:alice:P",
          "Static:alice:P",
          "static: alice:P",
          "static:{alice:P}",
          "static:{alice P}",
          "static:alice@example.org:P",
          "sttic:P",
          "texthash:alice:P",
          "hash:alice:P",
          "inline:{mx.example.org=alice:P}",
          "inline:{ { [mx.example.org]:587 = alice:P } }",
          "inline: {x=alice:P}",
          "inlin:{x=alice:P}",
          "inline:{{[mx]:587=alice:P},{b=c:d}}",
          "pcre:{{/./ alice:P}}",
          "pcre:{{/^x/ alice:a/P}}",
          "regexp:{{/.*/ P}}",
          "[mx.example.org]:587 alice:P",
          "[mx]:587 alice:P",
          "mx.example.org alice:P",
          "mx.example.org:587 alice:P",
          "alice:P",
          "P",
          "hash:/etc/postfix/sasl_passwd alice:P",
          "hash:/etc/postfix/sasl_passwd, static:alice:P",
          "hash:/etc/postfix/sasl_passwd # alice:P",
          "hash:/etc/postfix/sasl_passwd # relay password: P",
          "mysql:host=db user=postfix password=P",
          "mysql://postfix:P@db/mail",
          "pgsql:postgresql://postfix:P@db/mail",
          "ldap:ldaps://cn=x:P@ldap",
          "proxy:static:alice:P",
          "proxy:inline:{x=alice:P}",
          "unionmap:{static:alice:P, hash:/etc/postfix/x}",
          "pipemap:{inline:{x=y},static:alice:P}",
          "randmap:{alice:P}",
          "\"static:alice:P\"",
          "'alice:P'",
          "static:alice:p@P:w",
          "static:alice:P=/+x",
          "${x?{static:alice:P}:{hash:/etc/postfix/sasl}}",
          "static:$x:P",
          "memcache:{password = P}",
          "user=alice pass=P",
          "{ mx = alice:P }",
          "/etc/postfix/sasl_passwd:alice:P",
          "[mx.example.org]:587=alice:P",
          "[mx.example.org]:587:alice:P",
          "mx.example.org=alice:P",
          "alice/P",
          "alice|P",
          "alice = P",
          "hash:[mx]:587 alice:P",
          "inline:[mx]:587=alice:P",
          "cidr:{{10.0.0.0/8 alice:P}}",
          "ldap:{bind_pw=P}",
          "socketmap:inet:alice:P@host:10:x",
          "$(echo alice:P)",
          "`cat P`",
          "plain:alice:P",
          "user:alice password:P",
          "hash:/etc/postfix/sasl_passwd (alice/P)",
          "hash:P/x");

  /** Texts that are secret in the value of any parameter. */
  private static final List<String> ANYWHERE =
      List.of(
          "alice:P@mx.example.org",
          "[alice:P@mx.example.org]:587",
          "smtp:[alice:P@mx]:587",
          "smtps://alice:P@mx.example.org:465",
          "mysql://postfix:P@db/mail",
          "mysql:host=db password=P",
          "host=db password = P dbname=x",
          "may # relay password: P",
          "yes # password is P",
          "encrypt   # pw=P",
          "x # secret: alice/P",
          "--password P",
          "-password=P",
          "pass: P",
          "token=P",
          "API_KEY=P",
          "auth_token:P",
          "may # alice / P",
          "yes # alice=P",
          "may # mot de passe: P",
          "yes # alice@example.org:P",
          "x # curl -u alice:P https://x",
          "x -p P",
          "inet:127.0.0.1:12345:alice:P",
          "[mx.example.org]:587/alice:P",
          "[mx.example.org]:587:alice:P",
          "[mx.example.org]:587#alice:P",
          "B64",
          "HEX");

  /** What stands behind a host that mail is handed to. */
  private static final List<String> HOPS =
      List.of(
          "[alice:P@mx.example.org]:587",
          "alice:P@mx.example.org",
          "smtp:alice:P@mx",
          "relay:[alice:P@mx]",
          "[mx.example.org]:587 alice:P",
          "mx.example.org alice:P",
          "[mx]:587, alice:P",
          "smtp:[mx]:587 alice:P",
          "[mx]:587 -u alice -p P",
          "[mx]:587 (alice:P)",
          "[mx]:587 ;alice:P",
          "[mx]:587 user alice pass P",
          "[mx]:587 # alice / P, the password: P");

  private static final List<String> HOP_PARAMETERS =
      List.of(
          "relayhost",
          "default_transport",
          "relay_transport",
          "smtp_fallback_relay",
          "content_filter",
          "local_transport",
          "mailbox_transport",
          "virtual_transport");

  private static final List<String> PASSWORD_PARAMETERS =
      List.of("smtp_sasl_password_maps", "lmtp_sasl_password_maps");

  /** Names that are near to those, or that the site made up. */
  private static final List<String> OWN_TABLES =
      List.of(
          "smtp_sasl_pasword_maps",
          "smtp_sasl_password_map",
          "smtp_sasl_passwd_maps",
          "smpt_sasl_password_maps",
          "smtp_sasl_pass_maps",
          "smtp-sasl-password-maps",
          "SMTP_SASL_PASSWORD_MAPS",
          "my_passwords",
          "relay_password",
          "smtp_password");

  /** Parameters of the site's own whose whole value is a password. */
  private static final List<String> OWN_SECRETS =
      List.of(
          "my_password",
          "ldap_bind_pw",
          "mydb_password",
          "relay_secret",
          "api_token",
          "smtp_pass",
          "sasl_pw",
          "RELAY_PASSWORD",
          "relay_passwort",
          "credential",
          "dkim_private_secret",
          "smtp_sasl_psswd",
          "smtp_sasl_auth",
          "relay_login",
          "mailgun_key",
          "dbpass",
          "smtp_username");

  /** Lists in which nothing has the form of a user and a password. */
  private static final List<String> LISTS =
      List.of(
          "mydestination",
          "mynetworks",
          "relay_domains",
          "smtpd_recipient_restrictions",
          "smtpd_client_restrictions",
          "header_checks",
          "smtpd_milters",
          "smtp_tls_policy_maps");

  private static final List<String> ENVIRONMENTS =
      List.of(
          "TZ SECRET=P", "API=P", "MAIL_CONFIG { X = P }", "A=b TOKEN=P LANG", "{ KEY=P }", "TZ P");

  private final Random random;
  private final List<String> parameters;
  private final List<String> places = new ArrayList<>();
  private int count;

  SecretPlaces(long seed) {
    this.random = new Random(seed);
    this.parameters = new ArrayList<>();
    Parameters all = Parameters.load();
    for (String name : all.all()) {
      if (!name.contains("environment")
          && !name.contains("recipe")
          && !name.endsWith("_fingerprint_cert_match")) {
        parameters.add(name);
      }
    }
  }

  /** Descriptions of what has been made, each different. */
  List<String> places() {
    return places;
  }

  int count() {
    return count;
  }

  /** The files of a setup: main.cf, master.cf and tables. */
  record Files(String main, String master, String passwords) {}

  Files next(int size) {
    StringBuilder main =
        new StringBuilder(
            "myhostname = mail.example.org\nsmtp_sasl_auth_enable = yes\n"
                + "smtp_tls_security_level = may\nsmtpd_tls_security_level = may\n"
                + "smtp_tls_policy_maps = texthash:/etc/postfix/sasl_passwd\n"
                + "transport_maps = texthash:/etc/postfix/sasl_passwd.bak\n"
                + "relay_clientcerts = texthash:/etc/postfix/passwords.old\n");
    StringBuilder master =
        new StringBuilder("smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\n");
    int options = 0;
    for (int i = 0; i < size; i++) {
      if (random.nextInt(4) == 0) {
        // several to a service, for each of them is judged
        master.append(options++ % 8 == 0 ? "s" + i + " unix - - n - - smtp\n" : "");
        master.append(option());
      } else {
        main.append(setting(i));
      }
    }
    master
        .append("p unix - n n - - pipe user=x argv=/usr/bin/relay ")
        .append(secret(pick(ANYWHERE)));
    StringBuilder passwords = new StringBuilder();
    for (String line :
        List.of(
            "[mx.example.org]:587 alice:P",
            "mx alice:P",
            "a.example P",
            "P",
            "alice:P@mx x",
            "# P",
            "\"x P")) {
      passwords.append(secret(line)).append('\n');
    }
    return new Files(main.toString(), master.append('\n').toString(), passwords.toString());
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** A place with a secret of its own in it. */
  private String secret(String place) {
    places.add(place);
    String mark = "zq7" + Integer.toString(count++, 36) + "Kd";
    String key =
        Base64.getEncoder()
            .encodeToString(
                ("0key" + mark + mark + "??>>" + mark)
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      hex.append(String.format("%02x", (mark.hashCode() >> (i % 4 * 8)) & 0xff));
    }
    remembered.add(key);
    remembered.add(hex.toString());
    return place
        .replace("B64", key)
        .replace("HEX", hex)
        .replaceAll("\\bP\\b", pick(List.of(mark, mark, mark + "!", "S3cr" + mark)));
  }

  /** Keys in other forms than with a mark. */
  final List<String> remembered = new ArrayList<>();

  private String value(String[] name) {
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        name[0] = pick(PASSWORD_PARAMETERS);
        return pick(TABLES);
      }
      case 2 -> {
        name[0] = pick(OWN_TABLES);
        return pick(TABLES);
      }
      case 3 -> {
        name[0] = pick(HOP_PARAMETERS);
        return pick(HOPS);
      }
      case 4 -> {
        name[0] = pick(OWN_SECRETS);
        return pick(List.of("P", "\"P\"", "alice:P", "P # x", "x P", "{P}"));
      }
      case 5 -> {
        name[0] = random.nextBoolean() ? "export_environment" : "import_environment";
        return pick(ENVIRONMENTS);
      }
      default -> {
        name[0] = pick(parameters);
        return pick(ANYWHERE);
      }
    }
  }

  private String setting(int number) {
    String[] name = new String[1];
    String value = value(name);
    String own = "x" + number;
    return secret(
        switch (random.nextInt(17)) {
          case 0 -> "#" + name[0] + " = " + value + "\n";
          case 1 -> "# " + name[0] + " = " + value + "\n";
          case 2 -> name[0] + " =\n  " + value + "\n";
          case 3 -> name[0] + "\n = " + value + "\n";
          case 4 -> "mydestination = $myhostname\n  " + name[0] + " = " + value + "\n";
          case 5 ->
              "smtp_tls_policy_maps = hash:/etc/postfix/policy\n# c\n "
                  + name[0]
                  + "="
                  + value
                  + "\n";
          case 6 -> own + " = " + value + "\nsmtp_sasl_password_maps = $" + own + "\n";
          case 7 ->
              own
                  + " = alice:P\n"
                  + own
                  + "b = ${"
                  + own
                  + "}\nlmtp_sasl_password_maps = static:$("
                  + own
                  + "b)\n";
          case 8 -> own + " = static:\nsmtp_sasl_password_maps = ${" + own + "}alice:P\n";
          case 12 -> own + " = P\nrelayhost = [alice:$" + own + "@mx.example.org]:587\n";
          case 13 -> name[0] + ": " + value + "\n";
          case 14 ->
              pick(LISTS)
                  + " = $myhostname\n "
                  + pick(List.of("alice:P", "mx.example.org alice:P"))
                  + "\n";
          case 9 -> name[0] + " " + value + "\n";
          case 10 -> name[0].toUpperCase(Locale.ROOT) + " = " + value + "\n";
          case 11 -> "postconf -e '" + name[0] + " = " + value + "'\n";
          default -> name[0] + (random.nextBoolean() ? " = " : "=") + value + "\n";
        });
  }

  private String option() {
    String[] name = new String[1];
    String value = value(name);
    return secret(
        switch (random.nextInt(5)) {
          case 0 -> "  -o { " + name[0] + " = " + value + " }\n";
          case 1 -> "  -o " + name[0] + " = " + value + "\n";
          case 2 -> "# -o " + name[0] + "=" + value + "\n";
          case 3 -> "  -o {" + name[0] + "=\n   " + value + "}\n";
          default -> "  -o " + name[0] + "=" + value.replace(' ', ',') + "\n";
        });
  }
}
