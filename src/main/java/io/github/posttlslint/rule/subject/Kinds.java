package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.RuleException;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.Subjects;
import io.github.posttlslint.setup.CaDirectory;
import io.github.posttlslint.setup.CipherList;
import io.github.posttlslint.setup.CipherWord;
import io.github.posttlslint.setup.ConfigFile;
import io.github.posttlslint.setup.ContinuationLine;
import io.github.posttlslint.setup.Delivery;
import io.github.posttlslint.setup.DhFile;
import io.github.posttlslint.setup.ListedRestriction;
import io.github.posttlslint.setup.LoadTrouble;
import io.github.posttlslint.setup.LookupTable;
import io.github.posttlslint.setup.MasterLine;
import io.github.posttlslint.setup.NamedFile;
import io.github.posttlslint.setup.NamedPath;
import io.github.posttlslint.setup.OwnCertificates;
import io.github.posttlslint.setup.PolicyWord;
import io.github.posttlslint.setup.Protocols;
import io.github.posttlslint.setup.SentCertificate;
import io.github.posttlslint.setup.ServerFingerprint;
import io.github.posttlslint.setup.SessionCache;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.SniEntry;
import io.github.posttlslint.setup.TableLine;
import io.github.posttlslint.setup.TableProblem;
import io.github.posttlslint.setup.Things;
import io.github.posttlslint.setup.UndefinedReference;
import io.github.posttlslint.setup.UnexpectedOperand;
import io.github.posttlslint.setup.UnreadableLine;
import io.github.posttlslint.setup.UnusedSetting;
import java.util.List;

/** The kinds of things that rules judge, by name. */
public final class Kinds {

  private Kinds() {}

  /**
   * All subjects of a kind, in the order of the files.
   *
   * @throws RuleException if there is no such kind
   */
  public static List<? extends Subject> all(String kind, Things things, Subjects subjects) {
    Setup setup = things.setup();
    return switch (kind) {
      case "setup" -> List.of(subjects.of(SetupKind.KIND, setup));
      case "service" -> subjects.all(ServiceKind.KIND, setup.services());
      case "setting" -> subjects.all(SettingKind.KIND, things.written().all());
      case "name" -> subjects.all(NameKind.KIND, UnusedSetting.all(things.written()));
      case "continuation" -> subjects.all(ContinuationKind.KIND, ContinuationLine.all(setup));
      case "path" -> subjects.all(PathKind.KIND, NamedPath.all(things.written()));
      case "reference" ->
          subjects.all(ReferenceKind.KIND, UndefinedReference.all(things.written()));
      case "config-file" -> subjects.all(ConfigFileKind.KIND, ConfigFile.all(setup));
      case "entry" -> subjects.all(EntryKind.KIND, MasterLine.all(setup));
      case "operand" -> subjects.all(OperandKind.KIND, UnexpectedOperand.all(setup));
      case "restriction" -> subjects.all(RestrictionKind.KIND, ListedRestriction.all(setup));
      case "session-cache" -> subjects.all(SessionCacheKind.KIND, SessionCache.all(setup));
      case "protocols" -> subjects.all(ProtocolsKind.KIND, Protocols.all(setup));
      case "ciphers" -> subjects.all(CiphersKind.KIND, CipherWord.all(setup));
      case "cipher-list" ->
          subjects.all(CipherListKind.KIND, CipherList.all(setup, things.tlsFiles()));
      case "syntax" -> subjects.all(SyntaxKind.KIND, UnreadableLine.all(setup));
      case "table" ->
          subjects.all(
              TableKind.KIND, LookupTable.all(things.tables().uses(), things.settings().now()));
      case "table-syntax" ->
          subjects.passing(TableSyntaxKind.KIND, TableProblem.all(things.tables().uses()));
      case "table-entry" ->
          subjects.passing(TableEntryKind.KIND, TableLine.all(setup, things.tables().uses()));
      case "file" ->
          subjects.all(FileKind.KIND, NamedFile.all(things.tlsFiles(), things.settings().now()));
      case "dh-file" -> subjects.all(DhFileKind.KIND, DhFile.all(things.tlsFiles()));
      case "ca-directory" -> subjects.all(CaDirectoryKind.KIND, CaDirectory.all(things.tlsFiles()));
      case "load-problem" ->
          subjects.all(LoadKind.KIND, LoadTrouble.all(things.tlsFiles(), things.settings().now()));
      case "chain" -> subjects.all(ChainKind.KIND, OwnCertificates.all(things.tlsFiles()));
      case "certificate" ->
          subjects.all(
              CertificateKind.KIND,
              SentCertificate.all(setup, things.tlsFiles(), things.settings()));
      case "sni-entry" -> subjects.passing(SniEntryKind.KIND, SniEntry.all(things.tables().uses()));
      case "next-hop" -> subjects.all(NextHopKind.KIND, Delivery.all(setup, things.tables()));
      case "tls-policy" -> subjects.passing(TlsPolicyKind.KIND, things.tables().policies());
      case "tls-policy-attribute" ->
          subjects.passing(TlsPolicyAttributeKind.KIND, PolicyWord.all(things.tables().policies()));
      case "client-fingerprint" ->
          subjects.all(
              ClientFingerprintKind.KIND, ServerFingerprint.all(setup, things.tables().policies()));
      default -> throw new RuleException("no kind of subject '" + kind + "'");
    };
  }
}
