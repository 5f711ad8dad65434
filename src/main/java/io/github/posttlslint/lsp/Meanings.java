package io.github.posttlslint.lsp;

import io.github.posttlslint.input.PackedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What parameters are for, in a sentence. Those of smtp, lmtp and tlsproxy that differ by their
 * first word alone share one.
 */
public final class Meanings {

  private final Map<String, String> byName = new HashMap<>();

  private Meanings(String text) {
    for (String line : text.split("\n", -1)) {
      int tab = line.indexOf('\t');
      if (tab > 0 && !line.startsWith("#")) {
        byName.put(line.substring(0, tab), line.substring(tab + 1).strip());
      }
    }
  }

  /** Reads them. */
  public static Meanings load() {
    try {
      byte[] bytes = PackedFile.read(Meanings.class, "meanings.tsv");
      return new Meanings(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of a parameter; empty if none is written. */
  public String of(String name) {
    String own = byName.get(name);
    if (own != null) {
      return own;
    }
    String kin = name;
    if (name.startsWith("lmtp_")) {
      kin = "smtp_" + name.substring("lmtp_".length());
    } else if (name.startsWith("tlsproxy_client_")) {
      kin = "smtp_tls_" + name.substring("tlsproxy_client_".length());
    } else if (name.startsWith("tlsproxy_tls_")) {
      kin = "smtpd_tls_" + name.substring("tlsproxy_tls_".length());
    } else if (name.startsWith("postscreen_tls_")) {
      kin = "smtpd_tls_" + name.substring("postscreen_tls_".length());
    }
    return byName.getOrDefault(kin, "");
  }
}
