package io.github.posttlslint.model.reach;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.handshake.LibrarySettings;
import io.github.posttlslint.handshake.ServerKey;
import io.github.posttlslint.handshake.ServerOffer;
import io.github.posttlslint.handshake.Version;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.CipherChoice;
import io.github.posttlslint.model.tls.CurveWord;
import io.github.posttlslint.model.tls.DhFile;
import io.github.posttlslint.model.tls.LibraryConfig;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.GroupList;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.OpenSslConfig;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the side that does TLS for a listener offers in a handshake, as tls_server_init() and
 * tls_server_start() set OpenSSL up (tls_server.c, tls_dh.c, tls_misc.c).
 *
 * @param side the side that does TLS
 * @param files what it loads
 */
record Offers(Side side, TlsFiles files) {

  /** Words of tls_ssl_options that change no answer to a first message. */
  private static final Set<String> HARMLESS =
      Set.of(
          "ENABLE_MIDDLEBOX_COMPAT",
          "LEGACY_SERVER_CONNECT",
          "NO_COMPRESSION",
          "NO_ENCRYPT_THEN_MAC",
          "NO_EXTENDED_MASTER_SECRET",
          "NO_RENEGOTIATION",
          "NO_SESSION_RESUMPTION_ON_RENEGOTIATION",
          "NO_TICKET",
          "NO_TX_CERTIFICATE_COMPRESSION",
          "NO_RX_CERTIFICATE_COMPRESSION",
          "PRIORITIZE_CHACHA");

  static final String NAMES = "tls_server_sni_maps";

  private static final String CURVES = "tls_eecdh_auto_curves";

  /** Postfix's own prime, where OpenSSL does not choose one. */
  private static final int BUILT_IN_PRIME = 2048;

  /** Those of a listener; unknown where something that decides is not known. */
  static Known<Offers> of(Listener listener) {
    Side side = listener.speaker();
    TlsFiles files = listener.files();
    return side == null || files == null
        ? Known.unknown(new Doubt("what it loads is not known", "smtpd_tls_cert_file"))
        : Known.of(new Offers(side, files));
  }

  /** The offer with an OpenSSL. */
  Known<ServerOffer> with(OpenSslRelease library) {
    return keys().then(keys -> with(library, keys));
  }

  /** The same with other certificates: those of a server name. */
  Known<ServerOffer> with(OpenSslRelease library, List<ServerKey> keys) {
    if (!side.service().setup().version().isAtLeast(3, 1)) {
      String why = "Postfix before 3.1 leaves the security level to OpenSSL";
      return Known.unknown(new Doubt(why, side.name("ciphers")));
    }
    for (ServerKey key : keys) {
      if (!key.isUnderstood()) {
        String why = "the certificate has the key " + key.words();
        return Known.unknown(new Doubt(why, side.name("cert_file")));
      }
    }
    Truth demanded = demandsCertificates();
    Doubt hidden = demanded.doubt();
    if (hidden != null) {
      return Known.unknown(hidden);
    }
    return settings().then(settings -> with(library, keys, settings));
  }

  private Known<ServerOffer> with(
      OpenSslRelease library, List<ServerKey> keys, LibrarySettings settings) {
    Known<Boolean> chacha = isChachaFirst();
    Known<Boolean> own = isYes("tls_preempt_cipherlist");
    boolean hasNames = hasNames().ifUnknown(true);
    return suites(library)
        .then(
            suites ->
                versions()
                    .then(
                        versions ->
                            groups(library, settings)
                                .then(
                                    groups ->
                                        primeBits(library)
                                            .then(
                                                prime ->
                                                    own.with(
                                                        chacha,
                                                        (isOwn, isChacha) ->
                                                            new ServerOffer(
                                                                library,
                                                                versions,
                                                                suites.usable(level(suites)),
                                                                isOwn || settings.isOwnOrder(),
                                                                isChacha,
                                                                groups,
                                                                prime,
                                                                level(suites),
                                                                hasNames,
                                                                settings,
                                                                keys))))));
  }

  /** What OpenSSL's own configuration sets, which Postfix 3.1 and later look at. */
  private Known<LibrarySettings> settings() {
    return LibraryConfig.inForce(side, files).then(Offers::settings).orUnset(LibrarySettings.NONE);
  }

  private static Known<LibrarySettings> settings(OpenSslConfig.Outcome outcome) {
    if (outcome.doubt() != null || outcome.problem() != null) {
      String why = "OpenSSL's configuration has what is not worked out here";
      return Known.unknown(Doubt.of(why));
    }
    try {
      LibrarySettings settings = LibrarySettings.of(outcome.commands());
      return Known.of(
          Boolean.FALSE.equals(outcome.allowsSha1()) ? settings.withoutSha1() : settings);
    } catch (LibrarySettings.UnclearException e) {
      return Known.unknown(Doubt.of(String.valueOf(e.getMessage())));
    }
  }

  /** Postfix sets the level after the list where clients need a certificate (tls_server.c). */
  private int level(CipherString suites) {
    return demandsCertificates().ifUnknown(false) ? 1 : Math.max(0, suites.securityLevel());
  }

  private Truth demandsCertificates() {
    return Truth.all(side.value("req_ccert").isYes(), side.level().is("encrypt"));
  }

  /** Whether a table has certificates for server names. */
  Truth hasNames() {
    return side.has(NAMES) ? value(NAMES).known().isSet() : Truth.NO;
  }

  /** The parameter that names those tables; null in a release without. */
  @Nullable Value nameTables() {
    return side.has(NAMES) ? value(NAMES) : null;
  }

  private Value value(String parameter) {
    return side.service().value(parameter);
  }

  private Known<Boolean> isYes(String parameter) {
    return value(parameter).isYes().choose(true, false);
  }

  private PostfixVersion version() {
    return side.service().setup().version();
  }

  // --- versions and suites ---------------------------------------------------------------------

  private Known<Set<Version>> versions() {
    return side.versions()
        .orUnset(List.of())
        .map(
            names -> {
              Set<Version> versions = EnumSet.noneOf(Version.class);
              for (String name : names) {
                Version version = Version.of(name);
                if (version != null) {
                  versions.add(version);
                }
              }
              return versions;
            });
  }

  private Known<CipherString> suites(OpenSslRelease library) {
    Known<CipherString> none =
        Known.unknown(new Doubt("the ciphers in force are not known", side.name("ciphers")));
    Known<CipherString> suites =
        CipherChoice.of(side)
            .then(CipherChoice::string)
            .map(text -> CipherString.resolve(text, CipherSuite.Build.of(library)));
    return suites.isSet().ifUnknown(true) ? suites : none;
  }

  private Known<Boolean> isChachaFirst() {
    if (!side.has("tls_ssl_options")) {
      return Known.of(false);
    }
    return value("tls_ssl_options")
        .known()
        .orUnset("")
        .then(
            text -> {
              List<String> words = ListText.words(text, " ,:\t\r\n");
              return HARMLESS.containsAll(words)
                  ? Known.of(words.contains("PRIORITIZE_CHACHA"))
                  : Known.unknown(
                      new Doubt("its effect on handshakes is not known", "tls_ssl_options"));
            });
  }

  // --- key exchange ----------------------------------------------------------------------------

  private Known<List<List<String>>> groups(OpenSslRelease library, LibrarySettings settings) {
    Known<List<List<String>>> unclear =
        Known.unknown(Doubt.of("OpenSSL's configuration sets groups, too"));
    return CurveWord.list(side, library)
        .then(
            list -> {
              if (!list.tuples().isEmpty() || list.groups() != null) {
                return Known.of(list.tuples());
              }
              // tls_dh.c, tls_auto_groups: its own list instead, but not of one that is empty
              Parameter curves = side.service().setup().parameters().find(CURVES, version());
              String usual =
                  curves == null || list.words().isEmpty() || !version().isAtLeast(3, 10)
                      ? null
                      : curves.defaultIn(version(), library);
              if (usual == null && settings.setsGroups()) {
                return unclear;
              }
              return Known.of(
                  usual == null
                      ? GroupList.usual(library)
                      : GroupList.parse(usual, version(), library).tuples());
            });
  }

  /** 0 where OpenSSL chooses one that fits the key, since Postfix 3.7 (tls_dh.c). */
  private Known<Integer> primeBits(OpenSslRelease library) {
    boolean isAutomatic = version().isAtLeast(3, 7) && library != OpenSslRelease.V1_1_1;
    int usual = isAutomatic ? 0 : BUILT_IN_PRIME;
    return files.dhParameters() == null
        ? Known.of(usual)
        : new DhFile(files, files.dhParameters()).bits().orUnset(usual);
  }

  // --- certificates ----------------------------------------------------------------------------

  /** Its own certificates: of each kind of key the one that is loaded last. */
  private Known<List<ServerKey>> keys() {
    Map<KeyAlgorithm, ServerKey> keys = new EnumMap<>(KeyAlgorithm.class);
    for (ChainLoad load : files.loads()) {
      if (load.result() instanceof LoadResult.Unknown unknown) {
        return Known.unknown(
            new Doubt(unknown.unseen(), "it was not seen", load.files().get(0).parameter()));
      }
      add(load.result(), keys);
    }
    return Known.of(List.copyOf(keys.values()));
  }

  private static void add(LoadResult result, Map<KeyAlgorithm, ServerKey> keys) {
    for (LoadedChain chain : result.chains()) {
      ServerKey key = ServerKey.of(chain);
      keys.put(key.algorithm(), key);
    }
  }

  /** Those of files that a server name has. */
  static @Nullable List<ServerKey> keys(LoadResult result) {
    Map<KeyAlgorithm, ServerKey> keys = new EnumMap<>(KeyAlgorithm.class);
    add(result, keys);
    return keys.isEmpty() ? null : List.copyOf(keys.values());
  }
}
