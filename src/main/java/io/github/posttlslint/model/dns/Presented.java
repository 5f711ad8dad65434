package io.github.posttlslint.model.dns;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The chains that a listener presents, by the server name that clients send (tls_server.c,
 * server_sni_callback; tls_certkey.c).
 *
 * @param tables the tables of server names of the set-up
 * @param entries their entries
 */
record Presented(Listener listener, List<TableUse> tables, List<SniEntry> entries) {

  private static final String NAMES = "tls_server_sni_maps";

  /** The chains for a name: one of each kind of key. */
  Known<List<LoadedChain>> chains(String name) {
    Known<List<SniEntry>> found = entries(name);
    return found.then(
        all -> {
          if (all.isEmpty()) {
            return own();
          }
          SniEntry entry = all.get(0);
          return entry.result().then(result -> of(result, entry.parameter()));
        });
  }

  /** The entry for a name, if there is one. */
  private Known<List<SniEntry>> entries(String name) {
    Side side = listener.speaker();
    if (side == null || !side.has(NAMES)) {
      return Known.of(List.of());
    }
    return side.service()
        .value(NAMES)
        .known()
        .orUnset("")
        .then(text -> text.isBlank() ? Known.of(List.of()) : entries(name, text));
  }

  /** First the name itself, then with a dot what is above it. */
  private Known<List<SniEntry>> entries(String name, String parameter) {
    List<SniEntry> mine = new ArrayList<>();
    boolean areSeen = false;
    for (TableUse use : tables) {
      if (parameter.contains(use.reference().text())) {
        List<SniEntry> own = entriesOf(use);
        if (use.patterns() != null || own.isEmpty()) {
          return Known.unknown(new Doubt("its names are not known", NAMES));
        }
        mine.addAll(own);
        areSeen = true;
      }
    }
    if (!areSeen) {
      return Known.unknown(new Doubt("its names are not known", NAMES));
    }
    for (String key = name; !key.isEmpty(); key = above(key)) {
      for (SniEntry entry : mine) {
        if (entry.key().equalsIgnoreCase(key)) {
          return Known.of(List.of(entry));
        }
      }
    }
    return Known.of(List.of());
  }

  private List<SniEntry> entriesOf(TableUse use) {
    List<SniEntry> own = new ArrayList<>();
    for (SniEntry entry : entries) {
      if (entry.use().reference().text().equals(use.reference().text())) {
        own.add(entry);
      }
    }
    return own;
  }

  private static String above(String key) {
    int dot = key.indexOf('.', 1);
    return dot < 0 ? "" : key.substring(dot);
  }

  /** The listener's own certificates. */
  private Known<List<LoadedChain>> own() {
    TlsFiles files = listener.files();
    if (files == null) {
      return Known.unknown(new Doubt("what it loads is not known", "smtpd_tls_cert_file"));
    }
    Map<KeyAlgorithm, LoadedChain> chains = new EnumMap<>(KeyAlgorithm.class);
    for (ChainLoad load : files.loads()) {
      if (load.result() instanceof LoadResult.Unknown unknown) {
        return Known.unknown(
            new Doubt(unknown.unseen(), "it was not seen", load.files().get(0).parameter()));
      }
      add(load.result(), chains);
    }
    return Known.of(List.copyOf(chains.values()));
  }

  private static Known<List<LoadedChain>> of(LoadResult result, String parameter) {
    if (result instanceof LoadResult.Unknown unknown) {
      return Known.unknown(new Doubt(unknown.unseen(), "it was not seen", parameter));
    }
    Map<KeyAlgorithm, LoadedChain> chains = new EnumMap<>(KeyAlgorithm.class);
    add(result, chains);
    return Known.of(List.copyOf(chains.values()));
  }

  /** Of each kind of key the one that is loaded last. */
  private static void add(LoadResult result, Map<KeyAlgorithm, LoadedChain> to) {
    for (LoadedChain chain : result.chains()) {
      to.put(chain.certificate().publicKey().algorithm(), chain);
    }
  }

  /** Whether OpenSSL may send CAs of its own behind a leaf that has none. */
  Truth mayBeCompleted() {
    TlsFiles files = listener.files();
    Side side = listener.speaker();
    if (files == null || side == null) {
      return Truth.YES;
    }
    return Truth.of(files.caFile() != null || files.caDirectory() != null)
        .or(() -> side.service().value("tls_append_default_CA").isYes());
  }

  /** The names in the listener's certificates, without wildcards, and those of server names. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (LoadedChain chain : own().or(List.of(), List.of())) {
      names.addAll(chain.certificate().dnsNames());
    }
    names.removeIf(name -> name.startsWith("*"));
    return names;
  }

  /** The server names that have certificates of their own. */
  List<String> serverNames() {
    List<String> names = new ArrayList<>();
    for (SniEntry entry : entries) {
      if (entry.use().patterns() == null && !entry.key().startsWith(".")) {
        names.add(entry.key());
      }
    }
    return names;
  }
}
