package io.github.posttlslint.run;

import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.HeldItem;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.pki.Tlsa;
import io.github.posttlslint.zone.Zones;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The TLSA records for certificates and keys (RFC 6698, section 2.1; RFC 7672, section 3.1).
 *
 * @param usage 0 and 2 are for CAs, 1 and 3 for servers
 * @param files the names of the files
 * @param hosts the names of the hosts; empty for those in the certificates
 */
public record TlsaRecords(
    int usage,
    int selector,
    int matching,
    List<String> files,
    List<String> hosts,
    List<Integer> ports) {

  private static final int NUMBERS = 3;
  private static final int LAST_PORT = 65_535;

  public TlsaRecords {
    files = List.copyOf(files);
    hosts = List.copyOf(hosts);
    ports = List.copyOf(ports);
  }

  /**
   * A record.
   *
   * @param owner its name, without the dot at the end
   * @param what what it is of, for people
   */
  public record Line(String owner, Tlsa tlsa, String what) {}

  /**
   * Those that were asked for. Three numbers before the names of files are a type.
   *
   * @throws UsageException if an option is wrong, or there is no file
   */
  public static TlsaRecords of(GivenOptions options) throws UsageException {
    List<String> words = options.paths();
    int[] type = {Tlsa.DANE_EE, 1, 1};
    int numbers = 0;
    while (numbers < words.size() && isDigit(words.get(numbers))) {
      numbers++;
    }
    if (numbers != 0 && numbers != NUMBERS) {
      throw new UsageException(
          "--tlsa: expected USAGE SELECTOR MATCHING, such as 3 1 1, and files");
    }
    for (int i = 0; i < numbers; i++) {
      type[i] = words.get(i).charAt(0) - '0';
    }
    if (type[0] > Tlsa.DANE_EE || type[1] > 1 || type[2] > 2) {
      throw new UsageException(
          "--tlsa: usages are 0 to 3, selectors 0 and 1, matching types 0 to 2");
    }
    List<String> files = words.subList(numbers, words.size());
    if (files.isEmpty()) {
      throw new UsageException("inspect needs the name of a file of certificates or keys");
    }
    List<String> hosts = new ArrayList<>();
    options.values("name").forEach(name -> hosts.add(Zones.canonical(name)));
    return new TlsaRecords(type[0], type[1], type[2], files, hosts, ports(options));
  }

  private static boolean isDigit(String word) {
    return word.length() == 1 && word.charAt(0) >= '0' && word.charAt(0) <= '9';
  }

  private static List<Integer> ports(GivenOptions options) throws UsageException {
    List<Integer> ports = new ArrayList<>();
    for (String text : options.values("port")) {
      int port = number(text);
      if (port < 1 || port > LAST_PORT) {
        throw new UsageException("--port " + text + ": expected a number from 1 to " + LAST_PORT);
      }
      ports.add(port);
    }
    return ports.isEmpty() ? List.of(25) : ports;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /**
   * The records, each once; those of a key that has a certificate stand with that.
   *
   * @throws UsageException if nothing in the files has one, or no host is known
   */
  public List<Line> lines(List<HeldFile> held) throws UsageException {
    Set<String> named = new LinkedHashSet<>(hosts);
    if (hosts.isEmpty()) {
      held.forEach(file -> file.items().forEach(item -> addNames(item, named)));
    }
    if (named.isEmpty()) {
      throw new UsageException("--tlsa: no certificate tells a host; give it with --name HOST");
    }
    List<Line> lines = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (boolean ofCertificates : List.of(true, false)) {
      for (HeldFile file : held) {
        for (HeldItem item : file.items()) {
          Tlsa tlsa = (item.certificate() != null) == ofCertificates ? record(item) : null;
          if (tlsa != null && seen.add(tlsa.data())) {
            add(named, tlsa, what(item) + " in " + file.name(), lines);
          }
        }
      }
    }
    if (lines.isEmpty()) {
      throw new UsageException(
          "--tlsa: nothing in the files has a record of type "
              + usage
              + " "
              + selector
              + " "
              + matching
              + (isOfAuthority() ? "; it is for certificates of CAs" : ""));
    }
    return lines;
  }

  private void addNames(HeldItem item, Set<String> to) {
    Certificate certificate = item.certificate();
    boolean isOfHost =
        certificate != null
            && (!certificate.maySignCertificates() || !certificate.dnsNames().isEmpty());
    if (certificate != null && isOfHost) {
      for (String name : certificate.hostNames()) {
        if (!name.startsWith("*") && name.indexOf('.') > 0) {
          to.add(Zones.canonical(name));
        }
      }
    }
  }

  private boolean isOfAuthority() {
    return usage == 0 || usage == Tlsa.DANE_TA;
  }

  /** A self-signed one of a server often says that it is a CA's, too. */
  private boolean isMeant(Certificate certificate) {
    return isOfAuthority()
        ? certificate.maySignCertificates()
        : !certificate.maySignCertificates() || !certificate.dnsNames().isEmpty();
  }

  private @Nullable Tlsa record(HeldItem item) {
    Certificate certificate = item.certificate();
    if (certificate != null) {
      return isMeant(certificate) ? Tlsa.of(certificate, usage, selector, matching) : null;
    }
    PublicKey key = item.publicKey();
    return key == null || selector == 0 || isOfAuthority() ? null : Tlsa.of(key, usage, matching);
  }

  private static String what(HeldItem item) {
    Certificate certificate = item.certificate();
    PublicKey key = item.publicKey();
    String words = key == null ? "" : key.words();
    return certificate == null ? words : words + " of " + certificate;
  }

  private void add(Set<String> named, Tlsa tlsa, String what, List<Line> to) {
    for (String host : named) {
      for (int port : ports) {
        to.add(new Line("_" + port + "._tcp." + host, tlsa, what));
      }
    }
  }
}
