package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Paths;
import java.util.List;

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

  private static final List<String> DIRECTORIES = List.of("/etc/ssl/certs", "/etc/pki/tls/certs");

  private SystemAuthorities() {}

  /** Whether it is the name of a file of all of them. */
  static boolean isFile(String path) {
    String there = Paths.normalise(path);
    return FILES.contains(there) || LINKS.contains(there);
  }

  /** Whether a file or directory is known to hold all of them. */
  static boolean areAt(String path) {
    String there = Paths.normalise(path);
    return FILES.contains(there) || LINKS.contains(there) || DIRECTORIES.contains(there);
  }
}
