package io.github.posttlslint.cli;

import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * What a stranger could put into a repository, or into a directory of a host, to make a run open,
 * show or overwrite what is none of the run's business. Each attack has a folder with {@code
 * given}, where the program runs, and {@code outside}, which nothing may open or change; what must
 * not be shown has the word {@link #SECRET} in it.
 */
public final class Attacks {

  public static final String SECRET = "canarybird";
  public static final String OUTSIDE = "outside";

  private static final String MAIN =
      """
      compatibility_level = 3.7
      smtpd_tls_security_level = may
      smtpd_tls_chain_files = /etc/postfix/key.pem
      smtp_tls_policy_maps = texthash:%1$s
      relay_clientcerts = texthash:%1$s
      tls_server_sni_maps = texthash:%1$s
      smtp_tls_per_site = texthash:%1$s
      transport_maps = texthash:%1$s
      sender_dependent_relayhost_maps = texthash:%1$s
      smtpd_client_restrictions = check_client_access cidr:%1$s
      """;

  private final Path top;
  private final List<Attack> all = new ArrayList<>();
  private Path given = Path.of("");

  /**
   * One run.
   *
   * @param name the kind
   * @param given the current directory
   * @param words the arguments
   * @param status the exit status that is right
   * @param says what standard error or output has to say; empty for nothing special
   */
  public record Attack(String name, Path given, List<String> words, int status, String says) {}

  private Attacks(Path top) {
    this.top = top;
  }

  /** Lays all attacks below a folder. */
  public static List<Attack> below(Path top) throws IOException, InterruptedException {
    Attacks attacks = new Attacks(top);
    attacks.addWideningFiles();
    attacks.addVersionControl();
    attacks.addForeignWords();
    attacks.addLinks();
    attacks.addReports();
    attacks.addSpecialFiles();
    attacks.addOthersMistakes();
    attacks.addZones();
    attacks.addTemplateValues();
    return attacks.all;
  }

  // ---- the parts ----

  private void addWideningFiles() throws IOException {
    for (String file :
        List.of(
            "files: complete",
            "{files: complete, overrides: [{paths: [mail], files: complete}]}",
            "overrides: [{paths: ['**'], files: complete}]")) {
      begin(OUTSIDE_TABLE);
      write(".posttls-lint.yaml", file + "\n");
      run("files-complete", 0, "outside what was given", "check", "-v", "--fail-on=never", "mail");
    }
    begin(OUTSIDE_TABLE);
    run(
        "typed-complete",
        0,
        "--root",
        "check",
        "-v",
        "--files=complete",
        "--fail-on=never",
        "mail");
    for (String place :
        List.of("/", "..", "../..", "../../..", "../outside", "OUTSIDE", "lnk", "mail/up")) {
      begin("/x/table");
      link("lnk", "../outside");
      link("mail/up", "../..");
      String map = "map: {/x: " + place.replace("OUTSIDE", outside()) + "}";
      boolean always = place.length() % 2 == 0;
      write(".posttls-lint.yaml", always ? map : "overrides: [{paths: [mail], " + map + "}]\n");
      run("map", 2, "leads out", "check", "-v", "mail");
    }
  }

  private void addVersionControl() throws IOException {
    for (String place : List.of(".git", "mail/../.git", ".git/hooks", ".hg", ".svn", ".GIT")) {
      begin("/x/config");
      repository(given);
      for (String other : List.of(".hg", ".svn", ".GIT")) {
        write(other + "/config", SECRET + " x\n");
      }
      write(".posttls-lint.yaml", "map: {/x: " + place + "}\n");
      run("map-git", 2, "where nothing is opened", "check", "-v", "mail");
    }
    for (String table :
        List.of(
            "/x/.git/config", "/x/mail/../.git/config", "/x/lnk", "/x/dir/config", "/x/s/.git")) {
      begin(table);
      repository(given);
      write("s/.git", SECRET + "\n");
      link("lnk", ".git/config");
      link("dir", ".git");
      write(".posttls-lint.yaml", "map: {/x: .}\nfiles: complete\n");
      run("table-git", 0, "", "check", "-v", "--fail-on=never", "mail");
    }
    begin("/etc/postfix/table");
    repository(given);
    link("mail/table", "../.git/config");
    link("conf/main.cf", "../.git/config");
    run("main-git", 3, "where nothing is opened", "check", "-v", "conf");
    run("typed-git", 3, "where nothing is opened", "check", "-v", ".git");
    run("config-git", 2, "where nothing is opened", "check", "--config", ".git/config", "mail");
    run("baseline-git", 2, "where nothing is opened", "check", "--baseline=.git/config", "mail");
    run("inspect-git", 3, "where nothing is opened", "inspect", ".git/config");
  }

  /** Words of files that are no tables at all, or other ones. */
  private void addForeignWords() throws IOException {
    for (String text :
        List.of(
            "root:x:0:0:" + SECRET + " S:/root:/bin/sh\n",
            "[http]\n\textraheader = AUTHORIZATION: basic " + SECRET + "\n",
            "[url \"https://x:" + SECRET + "@h.example/\"]\n\tinsteadOf = x\n",
            "API_TOKEN=" + SECRET + "\n",
            "machine mx.example.com login x password " + SECRET + "\n",
            "mx.example.com:5432:db:user:" + SECRET + "\n",
            SECRET + "\n" + SECRET + "\n" + SECRET + " x\n",
            SECRET + ": x\n[" + SECRET + " x\n\"" + SECRET + "\n",
            "mx.example.com secure match=x password: " + SECRET + "\n",
            "user " + SECRET + "\n",
            "if /" + SECRET + "/\nendif\n",
            "/^x/ /" + SECRET + "\nx.example.com /etc/" + SECRET + "\n",
            "mx.example.com /" + SECRET + "\n",
            "mx.example.com /x+" + SECRET + "/a=\n",
            "mx.example.com /a/b.pem\nuser /a/" + SECRET + ".pem\n",
            "jo@mx.example.com:" + SECRET + "\njo@mx.example.com:" + SECRET + " x\n",
            "mx.example.com:" + SECRET + "\nmx.example.com:" + SECRET + " x\n",
            "user " + SECRET + " # comment\n" + SECRET + " # comment\n")) {
      begin("/etc/postfix/table");
      write("mail/table", text);
      run("words", 0, "", "check", "-v", "--fail-on=never", "mail");
      run("words-html", 0, "", "check", "-f", "html", "--fail-on=never", "mail");
      run("words-show", 0, "", "show", "mail");
      run("words-show-json", 0, "", "show", "--format=json", "mail");
      run("words-clients", 0, "", "clients", "mail");
    }
  }

  private void addLinks() throws IOException {
    String leads = "leads out of what was given";
    for (String typed : List.of("host/etc/postfix", "host/etc", "host/etc/postfix/main.cf")) {
      begin("/etc/postfix/table");
      link("host/etc", "../../outside");
      run("typed-link", 3, leads, "check", "-v", typed);
      run("typed-link-fix", 3, leads, "check", "--fix", typed);
      run("typed-link-show", 3, leads, "show", typed);
      run("typed-link-clients", 3, leads, "clients", typed);
      run("typed-link-upgrade", 3, leads, "upgrade", "--from=3.4", "--to=3.9", typed);
    }
    for (String name : List.of("main.cf", "master.cf", "posttls-lint.modes")) {
      for (String target : List.of("../../outside/postfix/main.cf", "OUTSIDE/postfix/main.cf")) {
        begin("/etc/postfix/table");
        link("mail/" + name, target.replace("OUTSIDE", outside()));
        run("file-link", 3, leads, "check", "--fix", "mail");
      }
    }
    begin("/etc/postfix/table");
    link("mail/main.cf", "/proc/self/environ");
    link("mail/table", "/proc/self/environ");
    run("proc-link", 3, leads, "check", "-v", "mail");
    begin("/etc/postfix/table");
    repository(given.resolve("mail"));
    link("mail/main.cf", "../mail2/main.cf");
    write("mail2/main.cf", SECRET + "\n");
    run("repository-link", 3, leads, "check", "-v", "mail");
    for (String table : List.of("table", "dir/table")) {
      begin("/etc/postfix/" + table);
      link("mail/table", "../../outside/table");
      link("mail/dir", outside());
      link("mail/key.pem", "../../outside/key.pem");
      run("table-link", 0, "", "check", "-v", "--fail-on=never", "mail");
      run("table-link-complete", 0, "", "check", "--files=complete", "--fail-on=never", "mail");
    }
    begin("/etc/postfix/table");
    Files.createDirectories(given.resolve("img"));
    link("img/etc", "../../outside");
    run("root-link", 3, leads, "check", "--root=img");
    link("out", "../outside");
    run("root-is-link", 2, leads, "check", "--root=out");
    begin("/etc/postfix/table");
    link(".posttls-lint.yaml", "../outside/conf.yaml");
    run("config-link", 2, leads, "check", "mail");
    run("config-link-selftest", 2, leads, "selftest");
    run("config-link-explain", 2, leads, "explain", "mx-encrypt");
    run("config-link-typed", 2, leads, "check", "--config=.posttls-lint.yaml", "mail");
    run("baseline-link-typed", 2, leads, "check", "--baseline=.posttls-lint.yaml", "mail");
    for (String file : List.of("../outside/conf.yaml", "OUTSIDE/conf.yaml", "lnk.yaml")) {
      begin("/etc/postfix/table");
      link("lnk.yaml", "../outside/conf.yaml");
      write(".posttls-lint.yaml", "extends: " + file.replace("OUTSIDE", outside()) + "\n");
      run("extends-outside", 2, "leads out of", "check", "mail");
    }
    begin("/etc/postfix/table");
    write("credentials", SECRET + ": " + SECRET + "\n");
    write(".posttls-lint.yaml", "extends: credentials\n");
    run("extends-secrets", 2, "expected a .yaml or .yml file", "check", "mail");
    begin("/etc/postfix/table");
    link("lint/rule.yaml", "../../outside/conf.yaml");
    run("rules-link-typed", 2, leads, "check", "--rules=lint", "mail");
    run("rules-link-selftest", 2, leads, "selftest", "lint");
    begin("/etc/postfix/table");
    link("lint/rule.yaml", "../../outside/conf.yaml");
    write(".posttls-lint.yaml", "rules: lint\n");
    run("rules-link", 2, leads, "check", "mail");
    begin("/etc/postfix/table");
    link("known", "../outside/conf.yaml");
    write(".posttls-lint.yaml", "baseline: known\n");
    run("baseline-link", 2, "leads out", "check", "mail");
    link("a.tar", "../outside/a.tar");
    run("archive-link", 3, leads, "check", "a.tar");
  }

  private void addReports() throws IOException, InterruptedException {
    begin("/etc/postfix/table");
    repository(given);
    write(".posttls-lint.yaml", "fail-on: never\n");
    link("report", ".git/hooks/pre-commit");
    link("dangling", ".git/hooks/post-checkout");
    link("away", "../outside/table");
    link("dir", ".git/hooks");
    link("up", "../outside");
    fifo("pipe");
    run("report-twice", 2, "another report", "check", "-o", "sarif=x", "-o", "json=x", "mail");
    run(
        "report-and-baseline",
        2,
        "a report goes there",
        "check",
        "-o",
        "json=x",
        "--write-baseline=./x",
        "mail");
    for (String file :
        List.of(
            "report",
            "pipe",
            "/proc/self/root" + given + "/pipe",
            "/proc/self/root" + given + "/report",
            "/proc/self/root" + given + "/mail/main.cf",
            "dangling",
            "away",
            "dir/pre-commit",
            "dir/new",
            "up/table",
            "up/new",
            ".git/hooks/pre-push",
            ".git/config",
            ".git/index")) {
      run("report", 2, "", "check", "-o", "sarif=" + file, "mail");
      run("report-baseline", 2, "", "check", "--write-baseline", file, "mail");
    }
  }

  private void addSpecialFiles() throws IOException, InterruptedException {
    for (String name : List.of("main.cf", "master.cf", "posttls-lint.modes")) {
      begin("/etc/postfix/table");
      fifo("mail/" + name);
      run("fifo", 3, "expected a regular file", "check", "-v", "mail");
      run("fifo-show", 3, "expected a regular file", "show", "mail");
    }
    begin("/etc/postfix/table");
    fifo("mail/table");
    fifo("mail/key.pem");
    run("fifo-table", 0, "", "check", "-v", "--fail-on=never", "mail");
    for (String option : List.of("--config", "--baseline")) {
      run("fifo-option", 2, "expected a regular file", "check", option, "mail/key.pem", "mail");
    }
    run("fifo-rules", 3, "expected a regular file", "inspect", "mail/key.pem");
    fifo("lint/x.yaml");
    run("fifo-rules", 2, "expected a regular file", "check", "--rules=lint", "mail");
    begin("/etc/postfix/table");
    fifo(".posttls-lint.yaml");
    run("fifo-config", 2, "expected a regular file", "check", "mail");
    begin("/etc/postfix/table");
    fifo("lint.yaml");
    write(".posttls-lint.yaml", "extends: lint.yaml\n");
    run("fifo-extended", 2, "expected a regular file", "check", "mail");
    begin("/etc/postfix/table");
    archive("a.tar");
    run("fifo-archive", 3, "etc/postfix/main.cf: a device, FIFO or socket", "check", "a.tar");
  }

  /** One setup's mistake ends nothing for the others. */
  private void addOthersMistakes() throws IOException, InterruptedException {
    for (String text :
        List.of("files: [", "map: {/x: /}", "baseline: none", "rules: none", "FIFO")) {
      begin("/etc/postfix/table");
      write("other/main.cf", "smtpd_use_tls = oui\n");
      if (text.equals("FIFO")) {
        fifo("mail/.posttls-lint.yaml");
      } else {
        write("mail/.posttls-lint.yaml", text + "\n");
      }
      run("search", 3, "[bad-boolean]", "check", "-q", ".");
      run("search-typed", 3, "[bad-boolean]", "check", "-q", "mail", "other");
    }
  }

  /** Zones are read with what they include, and nothing else. */
  private void addZones() throws IOException, InterruptedException {
    String zone = "--zone=example.org=zones/zone";
    String[] judged = {"check", "-v", "--fail-on=never", zone, "mail"};
    String soa = "@ SOA ns hostmaster 1 2 3 4 5\n";
    for (String file :
        List.of(
            "../../outside/table", "OUTSIDE/table", "lnk", "fifo", "../.git/config", "/dev/zero")) {
      begin("/etc/postfix/table");
      repository(given);
      link("zones/lnk", "../../outside/table");
      fifo("zones/fifo");
      write("zones/zone", soa + "$INCLUDE " + file.replace("OUTSIDE", outside()) + "\n");
      run("zone-include", 0, "zones/zone:2: ", judged);
    }
    begin("/etc/postfix/table");
    write("zones/table", SECRET + " " + SECRET + "\n" + SECRET + "\n\"" + SECRET + "\n");
    write("zones/zone", soa + "$INCLUDE table\n");
    run("zone-include-no-zone", 0, "zone-line-malformed", judged);
    write("mail/passwords", "[mail]:587 x:" + SECRET + "\nmail x:" + SECRET + "\n");
    run(
        "zone-passwords",
        0,
        "",
        "check",
        "-v",
        "--fail-on=never",
        "--zone=x.org=mail/passwords",
        "mail");
    run(
        "policy-passwords",
        0,
        "",
        "check",
        "-v",
        "--fail-on=never",
        zone,
        "--sts-policy=mail/passwords",
        "mail");
    for (String file : List.of("../outside/table", "lnk", "fifo", "/dev/zero")) {
      begin("/etc/postfix/table");
      link("lnk", "../outside/table");
      fifo("fifo");
      if (!file.startsWith("..")) {
        run("zone-typed", 2, "--zone x.org=", "check", "-v", "--zone=x.org=" + file, "mail");
      }
      write("configured/.posttls-lint.yaml", "zones: ['x.org=../" + file + "']\n");
      write("configured/main.cf", "smtpd_tls_security_level = may\n");
      run("zone-configured", 2, "zone", "check", "-v", "configured");
    }
    begin("/etc/postfix/table");
    link("zones/mta-sts/.well-known/mta-sts.txt", "../../../../outside/table");
    String mx = "@ MX 10 mail\nmail A 192.0.2.1\n";
    write("zones/zone", soa + mx + "_mta-sts TXT \"v=STSv1; id=1\"\n");
    run("policy-link", 0, "", judged);
    for (String line :
        List.of(
            "$GENERATE 1-1000000000 a$ A 192.0.2.1",
            "$GENERATE 1-65000 a${0,1000000000,d} A 192.0.2.1",
            "$GENERATE 1-65000 a$ TXT " + "${0,300}".repeat(2_000),
            "x TXT (" + " (".repeat(100_000),
            "x TXT " + "y".repeat(1_000_000),
            "$INCLUDE zone")) {
      begin("/etc/postfix/table");
      write("zones/zone", soa + line + "\n");
      run("zone-large", 0, "zones/zone:2", judged);
    }
  }

  /** What a template would be filled in with is another's, or no file. */
  private void addTemplateValues() throws IOException, InterruptedException {
    for (String place :
        List.of("../outside/values.yml", "lnk", ".git/config", "mail/up/values.yml")) {
      beginTemplate("template-values: [" + place + "]");
      run("values", 0, "template-values " + place, "check", "-v", "role");
      beginTemplate("");
      link("role/defaults/main.yml", "../../" + place);
      run("values-of-role", 0, "defaults/main.yml: ", "check", "-v", "role");
    }
    beginTemplate("template-values: pipe");
    fifo("pipe");
    run("values-fifo", 0, "expected a regular file", "check", "-v", "role");
    beginTemplate("");
    fifo("role/defaults/main.yml");
    run("values-of-role-fifo", 0, "expected a regular file", "check", "-v", "role");
  }

  private void beginTemplate(String configuration) throws IOException {
    begin("/etc/postfix/table");
    repository(given);
    String secret = "level: " + SECRET + "\n";
    Files.writeString(given.resolveSibling(OUTSIDE).resolve("values.yml"), secret);
    Files.writeString(given.resolve(".git/config"), secret);
    link("lnk", "../outside/values.yml");
    link("mail/up", "../../outside");
    write("role/templates/main.cf.j2", "smtp_tls_security_level = {{ level }}\n");
    write(".posttls-lint.yaml", "fail-on: never\n" + configuration + "\n");
  }

  // ---- tools ----

  private static final String OUTSIDE_TABLE = "OUTSIDE/table";

  private void begin(String table) throws IOException {
    Path folder = top.resolve("attack" + all.size());
    given = Files.createDirectories(folder.resolve("given"));
    Path outside = Files.createDirectories(folder.resolve(OUTSIDE));
    Files.createDirectories(outside.resolve("postfix"));
    Files.writeString(outside.resolve("postfix/main.cf"), "smtpd_tls_cafile = /" + SECRET + "\n");
    Files.writeString(outside.resolve("table"), SECRET + " " + SECRET + "\n" + SECRET + "\n");
    Files.writeString(outside.resolve("key.pem"), SECRET + "\n");
    Files.writeString(outside.resolve("conf.yaml"), SECRET + ": x\n");
    Files.writeString(outside.resolve("a.tar"), SECRET + "\n");
    write("mail/main.cf", MAIN.formatted(table.replace("OUTSIDE", outside.toString())));
    write("mail/master.cf", "smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\n");
  }

  private String outside() {
    return given.resolveSibling(OUTSIDE).toString();
  }

  private void run(String name, int status, String says, String... words) {
    all.add(new Attack(name, given, List.of(words), status, says));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(given.resolve(name).getParent());
    Files.writeString(given.resolve(name), text);
  }

  private void link(String name, String target) throws IOException {
    Files.createDirectories(given.resolve(name).getParent());
    Files.deleteIfExists(given.resolve(name));
    Files.createSymbolicLink(given.resolve(name), Path.of(target));
  }

  /** As much of a repository as nothing but git would miss. */
  private static void repository(Path directory) throws IOException {
    Files.createDirectories(directory.resolve(".git/hooks"));
    Files.writeString(directory.resolve(".git/hooks/pre-commit"), "#!/bin/sh\n# " + SECRET + "\n");
    Files.writeString(directory.resolve(".git/config"), "[http]\n\textraheader = " + SECRET + "\n");
    Files.write(directory.resolve(".git/index"), new byte[] {'D', 'I', 'R', 'C', 0, 0, 0, 2});
  }

  private void fifo(String name) throws IOException, InterruptedException {
    Path file = given.resolve(name);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    String mkfifo = Program.require("mkfifo").toString();
    Process made = new ProcessBuilder(mkfifo, file.toString()).start();
    if (!made.waitFor(10, TimeUnit.SECONDS) || made.exitValue() != 0) {
      throw new IOException("no FIFO " + file);
    }
  }

  private void archive(String name) throws IOException {
    try (OutputStream file = Files.newOutputStream(given.resolve(name));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
      tar.putArchiveEntry(new TarArchiveEntry("etc/postfix/main.cf", TarConstants.LF_FIFO));
      tar.closeArchiveEntry();
      byte[] secret = (SECRET + "\n").getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry git = new TarArchiveEntry("repo/.git/main.cf");
      git.setSize(secret.length);
      tar.putArchiveEntry(git);
      tar.write(secret);
      tar.closeArchiveEntry();
    }
  }
}
