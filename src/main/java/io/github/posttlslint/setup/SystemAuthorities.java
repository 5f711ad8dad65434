package io.github.posttlslint.setup;

import java.util.List;

/** Where systems keep all the CAs that they trust in one PEM file. */
public final class SystemAuthorities {

  /** Absolute paths; a system has one of them, or none. */
  public static final List<String> FILES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/ssl/cert.pem",
          "/usr/local/share/certs/ca-root-nss.crt");

  private SystemAuthorities() {}
}
