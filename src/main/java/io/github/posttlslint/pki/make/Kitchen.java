package io.github.posttlslint.pki.make;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One set of files in the making. */
final class Kitchen {

  private final Map<String, ?> files;
  private final Instant now;
  private final Map<String, byte[]> contents = new HashMap<>();
  private final IdentityHashMap<Map<?, ?>, MadeKey> keys = new IdentityHashMap<>();
  private final IdentityHashMap<Map<?, ?>, CertificateMaker.Made> certificates =
      new IdentityHashMap<>();
  private final Map<String, Integer> keyCounts = new HashMap<>();
  private final Set<String> busyFiles = new HashSet<>();

  /** By identity, for two equal recipes make two things. */
  private final Set<Map<?, ?>> busyThings = Collections.newSetFromMap(new IdentityHashMap<>());

  Kitchen(Map<String, ?> files, Instant now) {
    this.files = files;
    this.now = now;
  }

  Map<String, byte[]> serve() {
    Map<String, byte[]> served = new LinkedHashMap<>();
    for (String name : files.keySet()) {
      byte[] content = content(name, name);
      if (!name.startsWith("~")) {
        served.put(name, content);
      }
    }
    return served;
  }

  /** The content of a file of the recipe, for an entry that refers to it. */
  private byte[] content(String entry, String name) {
    byte[] known = contents.get(name);
    if (known != null) {
      return known;
    }
    if (!files.containsKey(name)) {
      throw new RecipeException(entry, "there is no file " + name + " in the recipe");
    }
    begin(entry, name, busyFiles);
    byte[] made = part(name, files.get(name), false);
    busyFiles.remove(name);
    contents.put(name, made);
    return made;
  }

  private static <T> void begin(String entry, T what, Set<T> busy) {
    if (!busy.add(what)) {
      throw new RecipeException(entry, "refers to itself, perhaps by way of another file");
    }
  }

  private byte[] part(String entry, @Nullable Object value, boolean inList) {
    if (value instanceof String text) {
      return inList ? content(entry, text) : text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof List<?> list) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Object member : list) {
        all.writeBytes(part(entry, member, true));
      }
      return all.toByteArray();
    }
    if (value instanceof Map<?, ?> map) {
      return mapping(entry, map);
    }
    throw new RecipeException(entry, "is neither a text nor a list nor a mapping");
  }

  private byte[] mapping(String entry, Map<?, ?> map) {
    Spec spec = new Spec(entry, map);
    spec.pass("mode", "owner", "group", "mtime", "link");
    byte[] made = made(spec, map);
    String label = spec.text("label");
    if (label != null) {
      made = Alterations.relabel(made, label);
    }
    List<String> changes = spec.texts("with");
    for (String change : changes == null ? List.<String>of() : changes) {
      made = Alterations.apply(entry, made, change);
    }
    spec.finish();
    return made;
  }

  private byte[] made(Spec spec, Map<?, ?> map) {
    String entry = spec.entry();
    if (spec.has("key")) {
      spec.pass("key");
      String passphrase = spec.text("passphrase");
      return KeyWriter.write(entry, key(entry, map), spec.text("form", "pkcs8"), passphrase);
    }
    if (spec.has("certificate")) {
      spec.pass("certificate");
      return pem("CERTIFICATE", certificate(entry, map).encoded());
    }
    if (spec.has("request")) {
      spec.pass("request");
      Spec inner = inner(entry, map.get("request"));
      byte[] request = Bundles.request(inner, key(entry, map));
      inner.finish();
      return pem("CERTIFICATE REQUEST", request);
    }
    if (spec.has("pkcs12")) {
      List<String> members = members(spec, "pkcs12");
      return Bundles.pkcs12(
          entry, firstKey(entry, members), all(entry, members), spec.text("passphrase", ""));
    }
    if (spec.has("pkcs7")) {
      return pem("PKCS7", Bundles.pkcs7(entry, all(entry, members(spec, "pkcs7"))));
    }
    if (spec.has("parameters")) {
      return Bundles.parameters(entry, spec.text("parameters", ""))
          .getBytes(StandardCharsets.US_ASCII);
    }
    if (spec.has("text")) {
      return spec.text("text", "").getBytes(StandardCharsets.UTF_8);
    }
    if (spec.has("base64")) {
      return decoded(spec);
    }
    if (spec.has("content")) {
      return part(entry, spec.value("content"), false);
    }
    throw new RecipeException(
        entry,
        "has none of key, certificate, request, pkcs12, pkcs7, parameters, text, base64, content");
  }

  private static byte[] decoded(Spec spec) {
    try {
      return Base64.getMimeDecoder().decode(spec.text("base64", ""));
    } catch (IllegalArgumentException e) {
      throw new RecipeException(spec.entry(), "base64 is not base64", e);
    }
  }

  private static List<String> members(Spec spec, String key) {
    List<String> members = spec.texts(key);
    return members == null ? List.of() : members;
  }

  private static byte[] pem(String label, byte[] der) {
    return PemWriter.block(label, der).getBytes(StandardCharsets.US_ASCII);
  }

  private static Spec inner(String entry, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Spec(entry, map);
    }
    if (value instanceof String name) {
      return new Spec(entry, Map.of("for", name));
    }
    throw new RecipeException(entry, "needs a host name or a mapping");
  }

  /** The key of a mapping that has {@code key}, {@code certificate} or {@code request}. */
  private MadeKey key(String entry, Map<?, ?> map) {
    MadeKey known = keys.get(map);
    if (known != null) {
      return known;
    }
    begin(entry, map, busyThings);
    Object inner = map.containsKey("certificate") ? map.get("certificate") : map.get("request");
    Object named = map.get("key");
    if (!map.containsKey("key")) {
      named = inner instanceof Map<?, ?> spec ? spec.get("key") : null;
      named = named == null ? "rsa-2048" : named;
    }
    if (!(named instanceof String name)) {
      throw new RecipeException(entry, "key is neither a kind nor the name of a file");
    }
    boolean file = files.containsKey(name) && !name.equals(entry);
    MadeKey key = file ? keyOfFile(entry, name) : newKey(entry, name);
    busyThings.remove(map);
    keys.put(map, key);
    return key;
  }

  /** Keys are numbered by kind, so that few are ever made. */
  private MadeKey newKey(String entry, String kind) {
    return MadeKey.of(entry, kind, keyCounts.merge(kind, 1, Integer::sum));
  }

  private MadeKey keyOfFile(String entry, String name) {
    Map<?, ?> map = find(entry, name, "key");
    map = map == null ? find(entry, name, "certificate") : map;
    if (map == null) {
      throw new RecipeException(entry, "there is no key in the file " + name);
    }
    return key(name, map);
  }

  private MadeKey firstKey(String entry, List<String> members) {
    for (String member : members) {
      Map<?, ?> map = find(entry, member, "key");
      if (map != null) {
        return key(member, map);
      }
    }
    throw new RecipeException(entry, "needs a file with a key");
  }

  /** The certificates of files, in order. */
  private List<CertificateMaker.Made> all(String entry, List<String> members) {
    List<CertificateMaker.Made> found = new ArrayList<>();
    for (String member : members) {
      List<Map<?, ?>> maps = new ArrayList<>();
      collect(entry, files.get(member), "certificate", maps, new HashSet<>());
      for (Map<?, ?> map : maps) {
        found.add(certificate(member, map));
      }
    }
    return found;
  }

  private CertificateMaker.Made certificate(String entry, Map<?, ?> map) {
    CertificateMaker.Made known = certificates.get(map);
    if (known != null) {
      return known;
    }
    Spec spec = inner(entry, map.get("certificate"));
    spec.pass("key");
    String issuerFile = spec.text("issuer");
    CertificateMaker.Made issuer = null;
    MadeKey key = key(entry, map);
    if (issuerFile != null) {
      begin(entry, map, busyThings);
      Map<?, ?> issuerMap = find(entry, issuerFile, "certificate");
      if (issuerMap == null) {
        throw new RecipeException(entry, "there is no certificate in the file " + issuerFile);
      }
      issuer = certificate(issuerFile, issuerMap);
      busyThings.remove(map);
    }
    CertificateMaker.Made made = new CertificateMaker(spec, key, now).make(issuer);
    certificates.put(map, made);
    return made;
  }

  /** The first mapping with a key within a file, following references to other files. */
  private @Nullable Map<?, ?> find(String entry, String file, String key) {
    if (!files.containsKey(file)) {
      throw new RecipeException(entry, "there is no file " + file + " in the recipe");
    }
    List<Map<?, ?>> found = new ArrayList<>();
    collect(entry, files.get(file), key, found, new HashSet<>());
    return found.isEmpty() ? null : found.get(0);
  }

  private void collect(
      String entry, @Nullable Object value, String key, List<Map<?, ?>> found, Set<String> seen) {
    if (value instanceof Map<?, ?> map) {
      if (map.containsKey(key)) {
        found.add(map);
      } else if (map.containsKey("content")) {
        collect(entry, map.get("content"), key, found, seen);
      }
    } else if (value instanceof List<?> list) {
      for (Object member : list) {
        if (member instanceof String name) {
          if (seen.add(name)) {
            collect(entry, files.get(name), key, found, seen);
          }
        } else {
          collect(entry, member, key, found, seen);
        }
      }
    }
  }
}
