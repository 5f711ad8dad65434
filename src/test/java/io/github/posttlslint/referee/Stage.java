package io.github.posttlslint.referee;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.FileTree.Kind;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.FileUse;
import io.github.posttlslint.model.tls.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of one setup, to be laid over those of an {@link IsolatedHost}, with neutral settings
 * where the setup has none.
 */
final class Stage {

  private static final String CONFIG = "/etc/postfix";
  private static final String NEUTRAL =
      """
      myhostname = postfix.test
      mydestination = postfix.test
      mynetworks = 192.0.2.0/24
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      alias_maps =
      local_recipient_maps =
      smtpd_relay_restrictions = reject_unauth_destination
      smtp_dns_support_level = disabled
      lmtp_dns_support_level = disabled
      smtpd_peername_lookup = no
      smtpd_sasl_type = dovecot
      smtpd_sasl_path = private/auth
      """;
  private static final String HOSTS =
      """
      127.0.0.1 localhost postfix.test
      127.0.0.2 example.com example.org example.net mail.example.com smtp.example.com \
      mx.example.com mx1.example.com relay.example.net smtp.example.net mail.example.org mx.example.org mx2.example.org
      """;
  private static final Pattern TABLE =
      Pattern.compile(
          "\\b(hash|btree|lmdb|texthash|cidr|pcre|regexp):(/|\\$config_directory/)([^\\s,}]+)");
  private static final Pattern PLAIN = Pattern.compile("/(etc|srv)/[\\w./#-]+");
  private static final Set<String> SERVERS = Set.of("smtpd", "postscreen");
  private static final Set<String> COMPILED = Set.of("hash", "btree", "lmdb");

  private final Path root;
  private final Setup setup;
  private final List<String> commands = new ArrayList<>();

  Stage(Path root, Setup setup) throws IOException {
    this.root = root;
    this.setup = setup;
    write("/etc/hosts", HOSTS);
    write("/etc/nsswitch.conf", "hosts: files dns\n");
    write("/etc/postfix-clean/main.cf", "compatibility_level = 3.6\n");
    write("/etc/postfix-clean/master.cf", "");
    copy("/");
  }

  private void copy(String directory) throws IOException {
    FileTree tree = setup.tree();
    for (String name : tree.list(directory)) {
      String path = Paths.join(directory, name);
      if (!(tree.look(path) instanceof Found found)) {
        continue;
      }
      if (found.kind() == Kind.DIRECTORY) {
        Files.createDirectories(at(path));
        String owner = found.metadata().owner();
        if (owner != null && !owner.equals("root")) {
          commands.add("chown " + owner + " " + path);
        }
        copy(path);
      } else {
        byte[] bytes = tree.read(path);
        if (path.matches(".*\\.(db|cdb|lmdb)")) {
          // what examples have in its place is no database
          boolean contents = new String(bytes, StandardCharsets.ISO_8859_1).contains("LS0tLS1");
          String type = path.endsWith(".db") ? "hash" : path.substring(path.lastIndexOf('.') + 1);
          compile(contents ? "-F " + type : type, path.substring(0, path.lastIndexOf('.')));
          continue;
        }
        Files.createDirectories(at(path).getParent());
        Files.write(at(path), bytes);
      }
      dress(path, found.metadata());
    }
  }

  private void dress(String path, Metadata metadata) throws IOException {
    if (metadata.hasMode()) {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      PosixFilePermission[] all = PosixFilePermission.values();
      for (int bit = 0; bit < 9; bit++) {
        if ((metadata.mode() & (0400 >> bit)) != 0) {
          permissions.add(all[bit]);
        }
      }
      Files.setPosixFilePermissions(at(path), permissions);
    }
    Files.setLastModifiedTime(at(path), FileTime.from(Instant.now().minusSeconds(3600)));
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.write(at(path), bytes);
    Files.setLastModifiedTime(at(path), FileTime.from(Instant.now().minusSeconds(3600)));
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void compile(String type, String source) {
    commands.add("touch %2$s; postmap -c /etc/postfix-clean %1$s:%2$s".formatted(type, source));
  }

  /** Writes main.cf and master.cf. */
  void configure(String mainCf, String masterCf) throws IOException {
    write(CONFIG + "/main.cf", neutral(mainCf) + mainCf);
    write(CONFIG + "/master.cf", masterCf + "\n" + missing());
  }

  /** Writes main.cf, with what it does not set itself, and master.cf as it is. */
  void configureWhole(String mainCf, String masterCf) throws IOException {
    write(CONFIG + "/main.cf", neutral(mainCf) + mainCf);
    write(CONFIG + "/master.cf", masterCf);
  }

  /** Writes main.cf and master.cf as they are, with no more than a host without DNS needs. */
  void configureAlone(String mainCf, String masterCf) throws IOException {
    String neutral =
        "smtp_dns_support_level = disabled\nsmtpd_peername_lookup = no\ninet_protocols = ipv4\n"
            + (mainCf.contains("inet_interfaces") ? "" : "inet_interfaces = 127.0.0.1\n");
    write(CONFIG + "/main.cf", mainCf + (mainCf.endsWith("\n") ? "" : "\n") + neutral);
    write(CONFIG + "/master.cf", masterCf);
  }

  /** What the setup does not set itself; a setting that is commented out keeps its default. */
  private static String neutral(String mainCf) {
    return NEUTRAL
        .lines()
        .filter(line -> !mainCf.matches("(?s)(.*\\n)?(# )?" + line.split(" ")[0] + "[ \\t]*=.*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The services that mail needs and the setup has not, as lines of master.cf. */
  private String missing() {
    Set<String> present = setup.services().stream().map(Service::id).collect(Collectors.toSet());
    boolean whole = present.contains("qmgr/unix");
    return io.github.posttlslint.run.ExampleSetup.MASTER
        .lines()
        .filter(
            line -> {
              String[] words = line.split(" +");
              return !words[1].equals("inet")
                  && !present.contains(words[0] + "/" + words[1])
                  && !(whole && words[0].equals("tlsmgr"));
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Makes up what the setup names and has not: certificates of the harness, and empty tables. */
  void supply(String texts) throws IOException {
    List<String> chains = new ArrayList<>();
    for (TlsFiles files : TlsFiles.of(setup)) {
      for (FileReference reference : files.references()) {
        String path = reference.path();
        if (!PLAIN.matcher(path).matches() || Files.exists(at(path))) {
          continue;
        }
        if (reference.use() == FileUse.CA_DIRECTORY) {
          Files.createDirectories(at(path));
        } else if (reference.use() == FileUse.CA_FILE || reference.use() == FileUse.TRUST_ANCHOR) {
          write(path, Identity.file("ca.pem"));
        } else if (reference.use() == FileUse.CHAIN && !chains.isEmpty()) {
          write(path, Identity.file("ec-pair.pem"));
        } else {
          write(path, Identity.file("pair.pem"));
        }
        if (reference.use() == FileUse.CHAIN) {
          chains.add(path);
        }
      }
    }
    Matcher table = TABLE.matcher(texts);
    while (table.find()) {
      String path = (table.group(2).equals("/") ? "/" : CONFIG + "/") + table.group(3);
      if (!Files.exists(at(path))) {
        write(path, "");
      }
      if (COMPILED.contains(table.group(1))) {
        compile(table.group(1), path);
      }
    }
  }

  /** What to lay over the host. */
  Path root() {
    return root;
  }

  /** Commands that have to run before Postfix starts. */
  String commands() {
    String copy =
        Files.isDirectory(root.resolve("var/spool/postfix"))
            ? "cp -a " + root.toAbsolutePath() + "/var/spool/postfix/. /var/spool/postfix/; "
            : "";
    return copy
        + String.join("; ", commands)
        + (commands.isEmpty() ? "" : "; ")
        + (needsJail() ? JAIL : "");
  }

  private static final String JAIL =
      "mkdir -p /var/spool/postfix/etc; "
          + "cp /etc/hosts /etc/nsswitch.conf /etc/services /var/spool/postfix/etc/; ";

  private boolean needsJail() {
    return setup.services().stream().anyMatch(Service::isChrooted);
  }

  /** The ports that its SMTP servers listen on, or are meant to by their names. */
  Set<Integer> servers() {
    Set<Integer> ports = new TreeSet<>();
    for (Service service : setup.services()) {
      boolean receives = SERVERS.contains(service.program());
      Endpoint endpoint = receives ? Endpoint.parse(service.name()) : service.endpoint();
      if (endpoint != null && endpoint.port() > 0) {
        ports.add(endpoint.port());
      }
    }
    return ports;
  }
}
