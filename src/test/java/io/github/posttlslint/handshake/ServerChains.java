package io.github.posttlslint.handshake;

import io.github.posttlslint.pki.make.Recipes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys and certificate chains of the servers, and tables and parameters that go with them. */
final class ServerChains {

  /** The name that the servers have for clients that send one. */
  static final String HOST = "mx.example.com";

  private static final String DIRECTORY = "/etc/postfix/";
  private static final String RSA_CA = "~rsa-ca";
  private static final String EC_CA = "~ec-ca";

  /** Kind of key, issuer and digest of each chain. */
  private static final Map<String, List<String>> CHAINS =
      Map.ofEntries(
          Map.entry("rsa", List.of("rsa-2048", RSA_CA, "sha256")),
          Map.entry("rsa1024", List.of("rsa-1024", RSA_CA, "sha256")),
          Map.entry("rsa4096", List.of("rsa-4096", RSA_CA, "sha256")),
          Map.entry("rsa-sha1", List.of("rsa-2048", RSA_CA, "sha1")),
          Map.entry("rsa-sha512", List.of("rsa-2048", RSA_CA, "sha512")),
          Map.entry("rsa-by-ec", List.of("rsa-2048", EC_CA, "sha256")),
          Map.entry("pss", List.of("rsa-pss-2048", RSA_CA, "sha256")),
          Map.entry("ec", List.of("ec-p256", EC_CA, "sha256")),
          Map.entry("ec-by-rsa", List.of("ec-p256", RSA_CA, "sha256")),
          Map.entry("ec384", List.of("ec-p384", EC_CA, "sha384")),
          Map.entry("ec521", List.of("ec-p521", EC_CA, "sha512")),
          Map.entry("ec256k1", List.of("ec-secp256k1", EC_CA, "sha256")),
          Map.entry("ed25519", List.of("ed25519", EC_CA, "sha256")),
          Map.entry("ed448", List.of("ed448", EC_CA, "sha256")),
          Map.entry("dsa", List.of("dsa-2048", RSA_CA, "sha256")));

  /** Those for which there is a table {@code names-} that gives them to {@link #HOST}. */
  private static final List<String> NAMED = List.of("rsa", "ec");

  private ServerChains() {}

  /** The value of smtpd_tls_chain_files for chains that are named with blanks between them. */
  static String files(String chains) {
    return Arrays.stream(chains.split(" "))
        .map(chain -> DIRECTORY + chain + ".pem")
        .collect(Collectors.joining(", "));
  }

  /**
   * Makes files.
   *
   * @param settings what names the chains that are needed; others are not made
   * @return their contents by their paths without the first slash
   */
  static Map<String, byte[]> make(String settings, Instant now) {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put(RSA_CA, authority("rsa-2048"));
    recipe.put(EC_CA, authority("ec-p256"));
    CHAINS.forEach(
        (name, kinds) -> {
          if (!settings.contains(files(name)) && !NAMED.contains(name)) {
            return;
          }
          recipe.put("~key-" + name, Map.of("key", kinds.get(0)));
          Map<String, Object> leaf =
              Map.of(
                  "for", List.of(name + ".example.com", HOST),
                  "key", "~key-" + name,
                  "issuer", kinds.get(1),
                  "digest", kinds.get(2));
          List<Object> parts = new ArrayList<>(List.of("~key-" + name));
          parts.addAll(List.of(Map.of("certificate", leaf), kinds.get(1)));
          recipe.put(name + ".pem", parts);
        });
    recipe.put("dh1024.pem", Map.of("parameters", "dh-1024"));
    recipe.put("dh2048.pem", Map.of("parameters", "dh-2048"));
    NAMED.forEach(name -> recipe.put("names-" + name, HOST + " " + files(name) + "\n"));
    LibraryFiles.all().keySet().stream()
        .map(name -> "library-" + name + ".cnf")
        .filter(settings::contains)
        .forEach(file -> recipe.put(file, LibraryFiles.text(file.substring(8, file.length() - 4))));
    Map<String, byte[]> files = new LinkedHashMap<>();
    Recipes.build(recipe, now)
        .forEach((name, bytes) -> files.put(DIRECTORY.substring(1) + name, bytes));
    return files;
  }

  private static Map<String, Object> authority(String key) {
    return Map.of("certificate", Map.of("for", "Example CA " + key, "ca", true, "key", key));
  }
}
