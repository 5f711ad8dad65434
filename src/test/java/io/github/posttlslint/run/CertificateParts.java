package io.github.posttlslint.run;

import io.github.posttlslint.pki.make.Recipes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Certificates and keys with all that can be wrong with them, as parts of files. */
final class CertificateParts {

  /** The host that the certificates are for. */
  static final String HOST = "mx.example.org";

  /** What is sent after the leaf. */
  static final Map<String, String> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("complete", "int2 int1");
    SHAPES.put("with root", "int2 int1 root");
    SHAPES.put("out of order", "int1 int2");
    SHAPES.put("root first", "root int1 int2");
    SHAPES.put("leaf alone", "");
    SHAPES.put("second missing", "int2");
    SHAPES.put("with stray", "int2 other int1");
    SHAPES.put("repeated", "int2 int2 int1");
    SHAPES.put("with cross-signed root", "int2 int1 cross");
    SHAPES.put("self-signed", "");
  }

  /** Changes to the certificates, by name. */
  static final Map<String, Map<String, Object>> DEFECTS = new LinkedHashMap<>();

  static {
    DEFECTS.put("none", Map.of());
    DEFECTS.put("expired", Map.of("leaf.until", -1));
    DEFECTS.put("not yet valid", Map.of("leaf.from", 1));
    DEFECTS.put("wrong name", Map.of("leaf.for", "other.example.net"));
    DEFECTS.put("wildcard", Map.of("leaf.for", "*.example.org"));
    DEFECTS.put("wildcard too high", Map.of("leaf.for", "*.org"));
    DEFECTS.put("common name only", Map.of("leaf.san", List.of()));
    DEFECTS.put("for servers", Map.of("leaf.extended-key-usage", List.of("serverAuth")));
    DEFECTS.put("for clients", Map.of("leaf.extended-key-usage", List.of("clientAuth")));
    DEFECTS.put("for all", Map.of("leaf.extended-key-usage", List.of()));
    DEFECTS.put("for mail", Map.of("leaf.extended-key-usage", List.of("emailProtection")));
    DEFECTS.put("key for encipherment", Map.of("leaf.key-usage", List.of("keyEncipherment")));
    DEFECTS.put("key for signing CRLs", Map.of("leaf.key-usage", List.of("cRLSign")));
    DEFECTS.put("CA as leaf", Map.of("leaf.ca", true));
    DEFECTS.put("SHA-1", Map.of("leaf.digest", "sha1"));
    DEFECTS.put("MD5", Map.of("leaf.digest", "md5"));
    DEFECTS.put("critical extension", Map.of("leaf.critical-extension", "1.2.3.4"));
    DEFECTS.put("forged", Map.of("leaf.broken-signature", true));
    DEFECTS.put("issuer expired", Map.of("int2.until", -1));
    DEFECTS.put("issuer not yet valid", Map.of("int1.from", 1));
    DEFECTS.put("issuer no CA", Map.of("int2.ca", false));
    DEFECTS.put("issuer may not sign", Map.of("int2.key-usage", List.of("digitalSignature")));
    DEFECTS.put("issuer for clients", Map.of("int2.extended-key-usage", List.of("clientAuth")));
    DEFECTS.put("issuer with SHA-1", Map.of("int1.digest", "sha1"));
    DEFECTS.put("issuer with critical extension", Map.of("int2.critical-extension", "1.2.3.4"));
    DEFECTS.put("issuer forged", Map.of("int2.broken-signature", true));
    DEFECTS.put("path too long", Map.of("int1.path-length", 0));
    DEFECTS.put("no key identifiers", Map.of("leaf.authority-key-identifier", false));
  }

  /** Key and leaf as parts of files, by what is wrong with them. */
  static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("fine", "key leaf");
    PARTS.put("key of another", "key2 leaf");
    PARTS.put("key of another kind", "otherkey leaf");
    PARTS.put("key in traditional form", "traditional leaf");
    PARTS.put("key sealed", "sealed leaf");
    PARTS.put("key sealed, traditional", "sealed-traditional leaf");
    PARTS.put("key for OpenSSH", "openssh leaf");
    PARTS.put("key damaged", "bad-key leaf");
    PARTS.put("key in DER", "der-key leaf");
    PARTS.put("no key", "nothing leaf");
    PARTS.put("no certificate", "key nothing");
    PARTS.put("issuer first", "key int2");
    PARTS.put("trailing bytes", "key excess");
    PARTS.put("damaged", "key bad-leaf");
    PARTS.put("bad base64", "key bad-text");
    PARTS.put("truncated", "key truncated");
    PARTS.put("trusted certificate", "key trusted");
    PARTS.put("byte order mark", "key bom");
    PARTS.put("CRLF", "key crlf");
    PARTS.put("text before", "key text-before");
    PARTS.put("in DER", "key der");
  }

  private CertificateParts() {}

  /** All parts, with a kind of key for the leaf and with one of the changes. */
  static Map<String, byte[]> make(String key, Map<String, Object> changes) {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("root", certificate("root", Map.of("for", "Example Anchor", "ca", true), changes));
    recipe.put("other", certificate("other", Map.of("for", "Other Root", "ca", true), changes));
    recipe.put("~rootkey", Map.of("key", "root"));
    recipe.put(
        "cross",
        certificate(
            "cross",
            Map.of("for", "Example Anchor", "ca", true, "key", "~rootkey", "issuer", "other"),
            changes));
    recipe.put("int1", certificate("int1", ca("Example CA 1", "root"), changes));
    recipe.put("int2", certificate("int2", ca("Example CA 2", "int1"), changes));
    recipe.put("key", Map.of("key", key));
    recipe.put("key2", Map.of("key", key));
    recipe.put("otherkey", Map.of("key", key.startsWith("rsa") ? "ec-p256" : "rsa-2048"));
    Map<String, Object> leaf = new HashMap<>(Map.of("for", HOST, "key", "key"));
    leaf.put("extended-key-usage", List.of("serverAuth", "clientAuth"));
    boolean hasDigest = key.startsWith("rsa") || !changes.containsKey("leaf.digest");
    recipe.put("self", certificate("leaf", leaf, hasDigest ? changes : Map.of()));
    leaf.putAll(Map.of("issuer", "int2", "logged", true));
    recipe.put("leaf", certificate("leaf", leaf, changes));
    recipe.put("nothing", "");
    boolean hasForms = key.startsWith("rsa") || key.startsWith("ec");
    String form = hasForms ? "traditional" : "pkcs8";
    recipe.put("traditional", Map.of("key", "key", "form", form));
    recipe.put("sealed", Map.of("key", "key", "passphrase", "p"));
    recipe.put("sealed-traditional", Map.of("key", "key", "passphrase", "p", "form", form));
    recipe.put("openssh", Map.of("key", "key", "form", key.equals("ed448") ? "der" : "openssh"));
    recipe.put("der-key", Map.of("key", "key", "form", "der"));
    recipe.put("bad-key", Map.of("content", List.of("key"), "with", "bad-der"));
    recipe.put("trusted", Map.of("content", List.of("leaf"), "label", "TRUSTED CERTIFICATE"));
    for (String change : List.of("excess", "truncated", "bom", "crlf", "text-before", "der")) {
      recipe.put(change, Map.of("content", List.of("leaf"), "with", change));
    }
    recipe.put("bad-leaf", Map.of("content", List.of("leaf"), "with", "bad-der"));
    recipe.put("bad-text", Map.of("content", List.of("leaf"), "with", "bad-base64"));
    return Recipes.build(recipe, TestSetup.NOW);
  }

  private static Map<String, Object> ca(String name, String issuer) {
    return Map.of("for", name, "ca", true, "issuer", issuer);
  }

  private static Map<String, Object> certificate(
      String name, Map<String, Object> usual, Map<String, Object> changes) {
    Map<String, Object> spec = new HashMap<>(usual);
    changes.forEach(
        (key, value) -> {
          if (key.startsWith(name + ".")) {
            spec.put(key.substring(name.length() + 1), value);
          }
        });
    return Map.of("certificate", spec);
  }
}
