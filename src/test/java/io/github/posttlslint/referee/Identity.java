package io.github.posttlslint.referee;

import io.github.posttlslint.pki.make.Recipes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Keys and certificates of the harness: of one CA, for Postfix, its client and its peer. */
final class Identity {

  private static final Map<String, byte[]> FILES =
      Recipes.build(
          Map.of(
              "ca.pem",
              Map.of("certificate", Map.of("for", "Referee CA", "ca", true)),
              "key.pem",
              Map.of("key", "rsa-2048"),
              "cert.pem",
              certificate("key.pem"),
              "pair.pem",
              List.of("key.pem", "cert.pem"),
              "ec-key.pem",
              Map.of("key", "ec-p256"),
              "ec-cert.pem",
              certificate("ec-key.pem"),
              "ec-pair.pem",
              List.of("ec-key.pem", "ec-cert.pem")),
          Instant.now());

  private Identity() {}

  private static Map<String, Object> certificate(String key) {
    return Map.of(
        "certificate",
        Map.of(
            "for",
            List.of(
                "mail.example.com", "*.example.com", "*.example.net", "example.com", "example.org"),
            "key",
            key,
            "issuer",
            "ca.pem",
            "extended-key-usage",
            List.of("serverAuth", "clientAuth")));
  }

  /** A file: {@code ca.pem}, {@code pair.pem} or {@code ec-pair.pem}. */
  static byte[] file(String name) {
    byte[] bytes = FILES.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException(name);
    }
    return bytes;
  }

  /** The name without number that OpenSSL looks for its CA by, in a directory. */
  static String caHash() {
    try {
      Process ask = new ProcessBuilder("openssl", "x509", "-noout", "-subject_hash").start();
      try (var in = ask.getOutputStream()) {
        in.write(file("ca.pem"));
      }
      return new String(ask.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** TLS that shows the certificate, and trusts everybody. */
  static SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(file("cert.pem")));
      store.setKeyEntry("key", key(), new char[0], new Certificate[] {certificate});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[] {new Trusting()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrivateKey key() throws GeneralSecurityException {
    String pem = new String(file("key.pem"), StandardCharsets.US_ASCII);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** TLS that shows no certificate, and trusts everybody. */
  static SSLContext stranger() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
