package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.language.Subject;
import io.github.posttlslint.language.Subjects;
import io.github.posttlslint.model.ListedRestriction;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.dns.TlsaUse;
import io.github.posttlslint.model.reach.Callers;
import io.github.posttlslint.model.route.PolicyEntry;
import io.github.posttlslint.model.table.LookupTable;
import io.github.posttlslint.model.table.PasswordEntry;
import io.github.posttlslint.model.table.PolicyWord;
import io.github.posttlslint.model.table.ServerFingerprint;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.TableLine;
import io.github.posttlslint.model.table.TableProblem;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.model.tls.CaDirectory;
import io.github.posttlslint.model.tls.CipherList;
import io.github.posttlslint.model.tls.CipherWord;
import io.github.posttlslint.model.tls.CurveWord;
import io.github.posttlslint.model.tls.DhFile;
import io.github.posttlslint.model.tls.LoadTrouble;
import io.github.posttlslint.model.tls.NamedFile;
import io.github.posttlslint.model.tls.OwnCertificates;
import io.github.posttlslint.model.tls.Protocols;
import io.github.posttlslint.model.tls.SentCertificate;
import io.github.posttlslint.model.tls.ServiceSide;
import io.github.posttlslint.model.tls.SessionCache;
import io.github.posttlslint.model.written.ConfigFile;
import io.github.posttlslint.model.written.ContinuationLine;
import io.github.posttlslint.model.written.MasterLine;
import io.github.posttlslint.model.written.NamedPath;
import io.github.posttlslint.model.written.UndefinedReference;
import io.github.posttlslint.model.written.UnexpectedOperand;
import io.github.posttlslint.model.written.UnreadableLine;
import io.github.posttlslint.model.written.UnusedSetting;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kinds of things that rules judge, each with how its things are found in a setup. */
public final class Kinds {

  /**
   * One kind. Its table is made when the first thing of it is there: it is some dozen classes.
   *
   * @param kind its table
   * @param things finds its things, in the order of the files
   * @param isMany whether they can be many, and are not remembered, see {@link Subjects#passing}
   */
  private record Source<T extends Thing>(
      Supplier<Kind<T>> kind, Function<Things, List<T>> things, boolean isMany) {

    List<? extends Subject<?>> subjects(Things of, Subjects subjects) {
      List<T> found = things.apply(of);
      if (found.isEmpty()) {
        return List.of();
      }
      return isMany ? subjects.passing(kind.get(), found) : subjects.all(kind.get(), found);
    }
  }

  /** All of them, in the order of their documentation. */
  private static final List<String> NAMES =
      List.of(
          "setup",
          "service",
          "side",
          "setting",
          "name",
          "path",
          "continuation",
          "syntax",
          "reference",
          "entry",
          "operand",
          "config-file",
          "table",
          "table-entry",
          "table-syntax",
          "password",
          "next-hop",
          "tls-policy",
          "tls-policy-attribute",
          "client-fingerprint",
          "file",
          "load-problem",
          "chain",
          "certificate",
          "sni-entry",
          "ca-directory",
          "dh-file",
          "protocols",
          "ciphers",
          "curve",
          "cipher-list",
          "session-cache",
          "restriction",
          "listener",
          "zone-line",
          "mail-domain",
          "mail-host",
          "tlsa",
          "suppression");

  /** Those of zones; where none is given there are none of them, and nothing looks for any. */
  private static final List<String> OF_ZONES =
      List.of("zone-line", "mail-domain", "mail-host", "tlsa");

  /** How a kind is found; null if there is none of the name. What no rule asks for is not made. */
  private static @Nullable Source<?> source(String name) {
    return switch (name) {
      case "setup" -> kind(() -> SetupKind.KIND, in -> List.of(in.setup()));
      case "service" -> kind(() -> ServiceKind.KIND, in -> in.setup().services());
      case "side" -> kind(() -> SideKind.KIND, in -> ServiceSide.all(in.setup()));
      case "setting" -> kind(() -> SettingKind.KIND, in -> in.written().all());
      case "name" -> kind(() -> NameKind.KIND, in -> UnusedSetting.all(in.written()));
      case "path" -> kind(() -> PathKind.KIND, in -> NamedPath.all(in.written(), in::isOpened));
      case "continuation" ->
          kind(() -> ContinuationKind.KIND, in -> ContinuationLine.all(in.setup()));
      case "syntax" -> kind(() -> SyntaxKind.KIND, in -> UnreadableLine.all(in.setup()));
      case "reference" ->
          kind(() -> ReferenceKind.KIND, in -> UndefinedReference.all(in.written()));
      case "entry" -> kind(() -> EntryKind.KIND, in -> MasterLine.all(in.setup()));
      case "operand" -> kind(() -> OperandKind.KIND, in -> UnexpectedOperand.all(in.setup()));
      case "config-file" -> kind(() -> ConfigFileKind.KIND, in -> ConfigFile.all(in.setup()));
      case "table" ->
          kind(
              () -> TableKind.KIND,
              in ->
                  in.tables().areNone()
                      ? List.of()
                      : LookupTable.all(in.tables(), in.settings().now()));
      case "table-entry" ->
          many(
              () -> TableEntryKind.KIND,
              in -> within(in.tables().uses(), uses -> TableLine.all(in.setup(), uses)));
      case "table-syntax" ->
          many(() -> TableSyntaxKind.KIND, in -> within(in.tables().uses(), TableProblem::all));
      case "password" ->
          many(() -> PasswordKind.KIND, in -> within(in.tables().uses(), PasswordEntry::all));
      case "next-hop" -> many(() -> NextHopKind.KIND, in -> in.routes().all());
      case "tls-policy" ->
          many(
              () -> TlsPolicyKind.KIND,
              in ->
                  within(
                      in.tables().policies(), policies -> PolicyEntry.all(policies, in.routes())));
      case "tls-policy-attribute" ->
          many(
              () -> TlsPolicyAttributeKind.KIND,
              in ->
                  within(
                      in.tables().policies(),
                      policies -> PolicyWord.all(policies, policy -> in.routes().reach(policy))));
      case "client-fingerprint" ->
          kind(
              () -> ClientFingerprintKind.KIND,
              in ->
                  ServerFingerprint.all(
                      in.setup(), in.tables().policies(), policy -> in.routes().asking(policy)));
      case "file" ->
          kind(
              () -> FileKind.KIND,
              in -> within(in.tlsFiles(), files -> NamedFile.all(files, in.settings().now())));
      case "load-problem" ->
          kind(
              () -> LoadKind.KIND,
              in -> within(in.tlsFiles(), files -> LoadTrouble.all(files, in.settings().now())));
      case "chain" -> kind(() -> ChainKind.KIND, in -> within(in.tlsFiles(), OwnCertificates::all));
      case "certificate" ->
          kind(
              () -> CertificateKind.KIND,
              in ->
                  within(
                      in.tlsFiles(),
                      files -> SentCertificate.all(in.setup(), files, in.settings())));
      case "sni-entry" ->
          many(
              () -> SniEntryKind.KIND,
              in -> within(in.tables().uses(), uses -> SniEntry.all(uses, in.settings())));
      case "ca-directory" ->
          kind(
              () -> CaDirectoryKind.KIND,
              in ->
                  within(
                      in.tlsFiles(),
                      files ->
                          CaDirectory.all(files, service -> in.routes().isWithoutTrust(service))));
      case "dh-file" -> kind(() -> DhFileKind.KIND, in -> within(in.tlsFiles(), DhFile::all));
      case "protocols" -> many(() -> ProtocolsKind.KIND, Kinds::protocols);
      case "ciphers" ->
          kind(() -> CiphersKind.KIND, in -> CipherWord.all(in.setup(), in.policyLevels()));
      case "curve" -> kind(() -> CurveKind.KIND, Kinds::curves);
      case "cipher-list" ->
          kind(
              () -> CipherListKind.KIND,
              in -> CipherList.all(in.setup(), in.tlsFiles(), in.policyLevels()));
      case "session-cache" -> kind(() -> SessionCacheKind.KIND, in -> SessionCache.all(in.setup()));
      case "restriction" ->
          kind(() -> RestrictionKind.KIND, in -> ListedRestriction.all(in.setup()));
      case "listener" ->
          kind(
              () -> ListenerKind.KIND,
              in -> within(in.tlsFiles(), files -> Callers.all(in.setup(), files, in.tables())));
      case "zone-line" -> kind(() -> ZoneLineKind.KIND, Things::zoneLines);
      case "mail-domain" -> kind(() -> MailDomainKind.KIND, in -> in.mailHosts().domains());
      case "mail-host" -> kind(() -> MailHostKind.KIND, in -> in.mailHosts().hosts());
      case "tlsa" -> kind(() -> TlsaKind.KIND, in -> TlsaUse.all(in.mailHosts().hosts()));
      case "suppression" ->
          kind(() -> SuppressionKind.KIND, in -> List.of()); // see run/Suppressions
      default -> null;
    };
  }

  private Kinds() {}

  private static <T extends Thing> Source<T> kind(
      Supplier<Kind<T>> kind, Function<Things, List<T>> things) {
    return new Source<>(kind, things, false);
  }

  private static <T extends Thing> Source<T> many(
      Supplier<Kind<T>> kind, Function<Things, List<T>> things) {
    return new Source<>(kind, things, true);
  }

  private static List<CurveWord> curves(Things in) {
    for (Service service : in.setup().services()) {
      if (service.assignment("tls_eecdh_auto_curves") != null
          || service.assignment("tls_ffdhe_auto_groups") != null) {
        return CurveWord.all(in.setup());
      }
    }
    return List.of();
  }

  private static List<Protocols> protocols(Things in) {
    List<Protocols> all = Protocols.all(in.setup(), in.policyLevels());
    for (TlsPolicy policy : in.tables().policies()) {
      if (policy.has("protocols")) {
        all.addAll(new PolicyEntry(policy, in.routes()).protocols());
      }
    }
    return all;
  }

  /** Where there is nothing to find things in, what finds them is not even loaded. */
  private static <P, T> List<T> within(List<P> parents, Function<List<P>, List<T>> find) {
    return parents.isEmpty() ? List.of() : find.apply(parents);
  }

  /** The names of the kinds whose things only zones have. */
  public static List<String> ofZones() {
    return OF_ZONES;
  }

  /** The names of all kinds, in the order of their documentation. */
  public static List<String> names() {
    return NAMES;
  }

  /** The kind of a name; null if there is none. */
  public static @Nullable Kind<?> find(String name) {
    Source<?> source = source(name);
    return source == null ? null : source.kind().get();
  }

  /** All subjects of a kind that there is, in the order of the files. */
  public static List<? extends Subject<?>> all(String kind, Things things, Subjects subjects) {
    Source<?> source = source(kind);
    if (source == null) {
      throw new IllegalArgumentException("no kind of things '" + kind + "'");
    }
    return source.subjects(things, subjects);
  }
}
