package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Paths;
import java.util.List;
import java.util.Locale;

/** Where systems keep all the CAs that they trust. */
public final class SystemAuthorities {

  /** All of them in one PEM file; a system has one of these, or none. */
  public static final List<String> FILES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/ssl/cert.pem",
          "/usr/local/share/certs/ca-root-nss.crt");

  private static final List<String> LINKS =
      List.of("/etc/pki/tls/cert.pem", "/etc/ssl/certs/ca-bundle.crt");

  private static final List<String> CA_DIRECTORIES =
      List.of("/etc/ssl/certs", "/etc/pki/tls/certs");

  /** Directories of every system that has them; no file is called so. */
  private static final List<String> DIRECTORIES =
      List.of(
          "/etc/ssl/certs",
          "/etc/ssl",
          "/etc/ssl/private",
          "/etc/pki/tls/certs",
          "/etc/pki/tls",
          "/etc/pki/ca-trust/extracted/pem",
          "/etc/ca-certificates",
          "/usr/share/ca-certificates",
          "/usr/local/share/ca-certificates",
          "/usr/local/share/certs",
          "/etc/postfix");

  private static final List<String> ENDINGS = List.of(".pem", ".crt", ".cer", ".cert", ".bundle");

  private SystemAuthorities() {}

  /** Whether it is the name of a file of all of them. */
  static boolean isFile(String path) {
    String there = Paths.normalise(path);
    return FILES.contains(there) || LINKS.contains(there);
  }

  /** Whether it is a directory where the system itself makes the links to its CAs. */
  static boolean isDirectory(String path) {
    return CA_DIRECTORIES.contains(Paths.normalise(path));
  }

  /** Whether a path can only be that of a directory. */
  static boolean isCalledDirectory(String path) {
    return path.endsWith("/") || DIRECTORIES.contains(Paths.normalise(path));
  }

  /** Whether a path is hardly that of a directory: it ends like a file of certificates. */
  static boolean isCalledFile(String path) {
    String there = Paths.normalise(path).toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (there.endsWith(ending) && !path.endsWith("/")) {
        return true;
      }
    }
    return false;
  }
}
