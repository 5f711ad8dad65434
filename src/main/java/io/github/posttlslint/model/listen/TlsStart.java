package io.github.posttlslint.model.listen;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.listen.Fault.Kind;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.CipherChoice;
import io.github.posttlslint.model.tls.CipherList;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.Server;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.CaFile;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.ProtocolList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server whose TLS is on gets it to work, step by step as smtpd(8) and tlsproxy(8) do it:
 * what they look at before (smtpd.c, pre_jail_init), tls_server_init() and tls_server_start().
 *
 * @param side the side that does TLS
 * @param files what it loads; null where that is not known
 */
record TlsStart(Side side, @Nullable TlsFiles files) {

  private static final List<String> OLD = List.of("TLSv1", "TLSv1.1");

  /** The first thing that fails; unset where a client gets TLS. */
  Known<Fault> fault() {
    Known<Fault> fault = or(library(), certificateNamed());
    fault = or(fault, digest());
    fault = or(fault, protocolsRead());
    fault = or(fault, authorities());
    fault = or(fault, certificatesLoaded());
    if (fault.isSet().ifUnknown(true)) {
      return fault;
    }
    return or(or(certificatesThere(), protocolsLeft()), ciphers());
  }

  private static boolean isSet(Known<Fault> fault) {
    return fault.isSet().ifUnknown(false);
  }

  /** A fault that is known counts more than an earlier one of its stage that cannot be told. */
  private static Known<Fault> or(Known<Fault> first, Known<Fault> second) {
    if (isSet(first)) {
      return first;
    }
    return first.isHidden() && !isSet(second) ? first : second;
  }

  private Known<Fault> refused(String parameter, @Nullable Span place, String reason) {
    return Known.of(new Fault(Kind.REFUSED, parameter, place, reason));
  }

  // --- what tls_server_init() needs ------------------------------------------------------------

  private Known<Fault> library() {
    Value file = side.service().value("tls_config_file");
    if (!side.has("tls_config_file")) {
      return Known.unset();
    }
    return file.known().orUnset("").then(path -> library(path, file.span()));
  }

  private Known<Fault> library(String path, @Nullable Span place) {
    if (path.equals("default") || path.equals("none")) {
      return Known.unset();
    }
    if (!path.startsWith("/")) {
      return refused("tls_config_file", place, "tls_config_file is not an absolute path");
    }
    TlsFiles loaded = files;
    FileReference config = loaded == null ? null : loaded.libraryConfig();
    if (loaded == null || config == null) {
      return Known.unknown(new Doubt(path, "what is in it is not known", "tls_config_file"));
    }
    return config
        .state()
        .then(
            state ->
                state == SeenFile.State.MISSING
                    ? refused("tls_config_file", place, path + " does not exist")
                    : loaded
                        .libraryProblem()
                        .then(why -> refused("tls_config_file", place, path + ": " + why)));
  }

  /** Without a certificate, and without {@code none} in its place, it does not even begin. */
  private Known<Fault> certificateNamed() {
    Server server = new Server(side.service(), side);
    String parameter = side.name("cert_file");
    Truth anonymous = side.value("cert_file").known().is("none"::equalsIgnoreCase);
    Truth asks = Truth.any(side.value("ask_ccert").isYes(), demandsCertificates());
    return server
        .namesCertificate()
        .not()
        .then(
            () ->
                anonymous.fold(
                    () ->
                        asks.then(
                            () ->
                                refused(
                                    side.name("ask_ccert"),
                                    side.written("ask_ccert").span(),
                                    "a server without certificate cannot ask for those of clients")),
                    () ->
                        refused(
                            parameter, side.written("cert_file").span(), "no certificate is set"),
                    Known::unknown));
  }

  private Truth demandsCertificates() {
    return Truth.all(side.value("req_ccert").isYes(), side.level().is("encrypt"));
  }

  private Known<Fault> digest() {
    String parameter = side.name("fingerprint_digest");
    return side.service()
        .problem(parameter)
        .then(
            problem ->
                refused(
                    parameter,
                    side.written("fingerprint_digest").span(),
                    "OpenSSL has no digest '" + problem.text() + "'"));
  }

  private Known<Fault> protocolsRead() {
    String ending = protocolsEnding();
    String parameter = side.name(ending);
    if (!side.has(parameter)) {
      return Known.unset();
    }
    return side.value(ending)
        .known()
        .orUnset("")
        .then(
            text ->
                ProtocolList.parse(text, side.service().setup().version()) != null
                    ? Known.unset()
                    : refused(
                        parameter,
                        side.written(ending).span(),
                        "Postfix cannot read " + parameter));
  }

  private String protocolsEnding() {
    return side.isMandatory().ifUnknown(false) ? "mandatory_protocols" : "protocols";
  }

  private Known<Fault> authorities() {
    FileReference file = files == null ? null : files.caFile();
    if (file == null) {
      return Known.unset();
    }
    return file.state()
        .then(
            state ->
                state == SeenFile.State.SPECIAL
                    ? Known.unknown(new Doubt("it is not a regular file", file.parameter()))
                    : state == SeenFile.State.FILE
                        ? authoritiesIn(file)
                        : refused(
                            file.parameter(),
                            file.span(),
                            file.path() + " is not a file with CAs"));
  }

  private Known<Fault> authoritiesIn(FileReference file) {
    return file.content()
        .then(
            pem -> {
              LoadProblem problem = CaFile.problem(pem, file.file().shown());
              return problem == null
                  ? Known.unset()
                  : refused(file.parameter(), file.span(), file.path() + ": " + problem.detail());
            });
  }

  private Known<Fault> certificatesLoaded() {
    if (files == null) {
      return Known.unknown(new Doubt("what it loads is not known", side.name("cert_file")));
    }
    Known<Fault> fault = Known.unset();
    for (ChainLoad load : files.loads()) {
      fault = or(fault, loaded(load));
    }
    return fault;
  }

  private Known<Fault> loaded(ChainLoad load) {
    FileReference first = load.files().get(0);
    if (load.result() instanceof LoadResult.Rejected rejected) {
      LoadProblem cause = rejected.cause();
      return refused(first.parameter(), cause.where(), cause.detail());
    }
    return load.result() instanceof LoadResult.Unknown unknown
        ? Known.unknown(new Doubt(unknown.unseen(), "it was not seen", first.parameter()))
        : unknownToLibrary(load);
  }

  /** OpenSSL has ML-DSA since 3.5. */
  private Known<Fault> unknownToLibrary(ChainLoad load) {
    FileReference first = load.files().get(0);
    for (LoadedChain chain : load.result().chains()) {
      PublicKey key = chain.certificate().publicKey();
      boolean isNew =
          switch (key.algorithm()) {
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> true;
            default -> false;
          };
      if (isNew) {
        String why = "OpenSSL before 3.5 cannot load the key " + key.words();
        return side.service()
            .setup()
            .byOpenSsl(one -> Known.of(one.isAtLeast(OpenSslRelease.V3_5)))
            .is(has -> has)
            .not()
            .then(() -> refused(first.parameter(), first.span(), why));
      }
    }
    return Known.unset();
  }

  // --- what tls_server_start() needs -----------------------------------------------------------

  private Known<Fault> handshake(String parameter, @Nullable Span place, String reason) {
    return Known.of(new Fault(Kind.HANDSHAKE, parameter, place, reason));
  }

  private Known<Fault> certificatesThere() {
    List<?> keys = files == null ? null : files.keyAlgorithms();
    if (files == null || keys == null || !keys.isEmpty()) {
      return Known.unset();
    }
    Kind kind = files.source() == TlsFiles.Source.ANONYMOUS ? Kind.ANONYMOUS : Kind.HANDSHAKE;
    Span place = side.written("cert_file").span();
    return Known.of(new Fault(kind, side.name("cert_file"), place, "there is no certificate"));
  }

  private Known<Fault> protocolsLeft() {
    String ending = protocolsEnding();
    String parameter = side.name(ending);
    return side.protocols()
        .then(
            list -> {
              if (list.allowed().contains("TLSv1.2") || list.allowed().contains("TLSv1.3")) {
                return Known.unset();
              }
              for (String old : OLD) {
                if (list.allowed().contains(old)) {
                  return Known.unknown(
                      new Doubt("only clients of TLSv1.1 or older get TLS", parameter));
                }
              }
              return handshake(
                  parameter, side.written(ending).span(), parameter + " leaves no TLS version");
            });
  }

  private Known<Fault> ciphers() {
    return CipherChoice.of(side).then(this::ciphers);
  }

  private Known<Fault> ciphers(CipherChoice choice) {
    String ending = choice.mandatory() ? "mandatory_ciphers" : "ciphers";
    String parameter = side.name(ending);
    Known<String> grade = side.value(ending).known();
    boolean isGrade = choice.listParameter().isSet().ifUnknown(true);
    if (!isGrade && grade.isSet().ifUnknown(false)) {
      String why = "'" + grade.or("", "") + "' is not a cipher grade";
      return handshake(parameter, side.written(ending).span(), why);
    }
    Span exclusions = side.written("exclude_ciphers").span();
    if (isGrade && !choice.string().isSet().ifUnknown(true)) {
      String why = "an exclusion begins with an operator";
      return handshake(side.name("exclude_ciphers"), exclusions, why);
    }
    CipherList list = CipherList.of(choice, files);
    return list.resolved()
        .then(
            string ->
                string.problem() != null
                    ? handshake(parameter, exclusions, "OpenSSL takes none of the ciphers in force")
                    : served(list, parameter));
  }

  /** TLS 1.3 has suites of its own, which nothing excludes. */
  private Known<Fault> served(CipherList list, String parameter) {
    return list.protocols()
        .then(
            protocols ->
                protocols.contains("TLSv1.3")
                    ? Known.unset()
                    : list.served()
                        .then(
                            suites ->
                                suites.isEmpty()
                                    ? handshake(
                                        parameter,
                                        list.protocolsPlace(),
                                        "no cipher fits the protocols and the certificate")
                                    : Known.unset()));
  }

  /** Whether a service that tells programs random numbers is missing (tlsmgr(8)). */
  static Truth lacksTlsmgr(Setup setup) {
    if (setup.master() == null || setup.isFragment()) {
      return Truth.NO;
    }
    String name = setup.value("tlsmgr_service_name").known().or("tlsmgr", "");
    Truth lacks = name.isEmpty() ? Truth.NO : Truth.YES;
    for (Service service : setup.services()) {
      boolean isCalled =
          name.equals("tlsmgr") ? service.program().equals("tlsmgr") : service.name().equals(name);
      boolean is = isCalled && service.type().equals("unix");
      lacks = is ? Truth.NO : lacks;
    }
    return lacks;
  }
}
