package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.language.Subject;
import io.github.posttlslint.language.Subjects;
import io.github.posttlslint.model.ListedRestriction;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Thing;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final Map<String, Source<?>> SOURCES = new LinkedHashMap<>();

  // in the order of their documentation
  static {
    kind("setup", () -> SetupKind.KIND, in -> List.of(in.setup()));
    kind("service", () -> ServiceKind.KIND, in -> in.setup().services());
    kind("side", () -> SideKind.KIND, in -> ServiceSide.all(in.setup()));
    kind("setting", () -> SettingKind.KIND, in -> in.written().all());
    kind("name", () -> NameKind.KIND, in -> UnusedSetting.all(in.written()));
    kind("path", () -> PathKind.KIND, in -> NamedPath.all(in.written(), in::isOpened));
    kind("continuation", () -> ContinuationKind.KIND, in -> ContinuationLine.all(in.setup()));
    kind("syntax", () -> SyntaxKind.KIND, in -> UnreadableLine.all(in.setup()));
    kind("reference", () -> ReferenceKind.KIND, in -> UndefinedReference.all(in.written()));
    kind("entry", () -> EntryKind.KIND, in -> MasterLine.all(in.setup()));
    kind("operand", () -> OperandKind.KIND, in -> UnexpectedOperand.all(in.setup()));
    kind("config-file", () -> ConfigFileKind.KIND, in -> ConfigFile.all(in.setup()));
    kind(
        "table",
        () -> TableKind.KIND,
        in ->
            in.tables().areNone() ? List.of() : LookupTable.all(in.tables(), in.settings().now()));
    many(
        "table-entry",
        () -> TableEntryKind.KIND,
        in -> within(in.tables().uses(), uses -> TableLine.all(in.setup(), uses)));
    many(
        "table-syntax",
        () -> TableSyntaxKind.KIND,
        in -> within(in.tables().uses(), TableProblem::all));
    many("password", () -> PasswordKind.KIND, in -> within(in.tables().uses(), PasswordEntry::all));
    many("next-hop", () -> NextHopKind.KIND, in -> in.routes().all());
    many(
        "tls-policy",
        () -> TlsPolicyKind.KIND,
        in -> within(in.tables().policies(), policies -> PolicyEntry.all(policies, in.routes())));
    many(
        "tls-policy-attribute",
        () -> TlsPolicyAttributeKind.KIND,
        in ->
            within(
                in.tables().policies(),
                policies -> PolicyWord.all(policies, policy -> in.routes().reach(policy))));
    kind(
        "client-fingerprint",
        () -> ClientFingerprintKind.KIND,
        in ->
            ServerFingerprint.all(
                in.setup(), in.tables().policies(), policy -> in.routes().asking(policy)));
    kind(
        "file",
        () -> FileKind.KIND,
        in -> within(in.tlsFiles(), files -> NamedFile.all(files, in.settings().now())));
    kind(
        "load-problem",
        () -> LoadKind.KIND,
        in -> within(in.tlsFiles(), files -> LoadTrouble.all(files, in.settings().now())));
    kind("chain", () -> ChainKind.KIND, in -> within(in.tlsFiles(), OwnCertificates::all));
    kind(
        "certificate",
        () -> CertificateKind.KIND,
        in ->
            within(in.tlsFiles(), files -> SentCertificate.all(in.setup(), files, in.settings())));
    many("sni-entry", () -> SniEntryKind.KIND, in -> within(in.tables().uses(), SniEntry::all));
    kind(
        "ca-directory",
        () -> CaDirectoryKind.KIND,
        in ->
            within(
                in.tlsFiles(),
                files -> CaDirectory.all(files, service -> in.routes().isWithoutTrust(service))));
    kind("dh-file", () -> DhFileKind.KIND, in -> within(in.tlsFiles(), DhFile::all));
    many("protocols", () -> ProtocolsKind.KIND, Kinds::protocols);
    kind("ciphers", () -> CiphersKind.KIND, in -> CipherWord.all(in.setup(), in.policyLevels()));
    kind("curve", () -> CurveKind.KIND, Kinds::curves);
    kind(
        "cipher-list",
        () -> CipherListKind.KIND,
        in -> CipherList.all(in.setup(), in.tlsFiles(), in.policyLevels()));
    kind("session-cache", () -> SessionCacheKind.KIND, in -> SessionCache.all(in.setup()));
    kind("restriction", () -> RestrictionKind.KIND, in -> ListedRestriction.all(in.setup()));
    kind("suppression", () -> SuppressionKind.KIND, in -> List.of()); // see run/Suppressions
  }

  private Kinds() {}

  private static <T extends Thing> void kind(
      String name, Supplier<Kind<T>> kind, Function<Things, List<T>> things) {
    SOURCES.put(name, new Source<>(kind, things, false));
  }

  private static <T extends Thing> void many(
      String name, Supplier<Kind<T>> kind, Function<Things, List<T>> things) {
    SOURCES.put(name, new Source<>(kind, things, true));
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

  /** The names of all kinds, in the order of their documentation. */
  public static List<String> names() {
    return List.copyOf(SOURCES.keySet());
  }

  /** The kind of a name; null if there is none. */
  public static @Nullable Kind<?> find(String name) {
    Source<?> source = SOURCES.get(name);
    return source == null ? null : source.kind().get();
  }

  /** All subjects of a kind that there is, in the order of the files. */
  public static List<? extends Subject<?>> all(String kind, Things things, Subjects subjects) {
    Source<?> source = SOURCES.get(kind);
    if (source == null) {
      throw new IllegalArgumentException("no kind of things '" + kind + "'");
    }
    return source.subjects(things, subjects);
  }
}
