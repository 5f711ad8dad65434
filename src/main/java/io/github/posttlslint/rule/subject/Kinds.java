package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.RuleException;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.Subjects;
import io.github.posttlslint.setup.CaDirectory;
import io.github.posttlslint.setup.CipherWord;
import io.github.posttlslint.setup.DhFile;
import io.github.posttlslint.setup.LoadTrouble;
import io.github.posttlslint.setup.NamedFile;
import io.github.posttlslint.setup.OwnCertificates;
import io.github.posttlslint.setup.Setup;
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
      case "setting" -> SettingSubject.all(setup);
      case "name" -> NameSubject.all(setup);
      case "continuation" -> ContinuationSubject.all(setup);
      case "path" -> PathSubject.all(setup);
      case "reference" -> ReferenceSubject.all(setup);
      case "config-file" -> ConfigFileSubject.all(setup);
      case "entry" -> EntrySubject.all(setup, subjects);
      case "operand" -> OperandSubject.all(setup, subjects);
      case "restriction" -> RestrictionSubject.all(setup, subjects);
      case "session-cache" -> SessionCacheSubject.all(setup);
      case "protocols" -> ProtocolsSubject.all(setup, subjects);
      case "ciphers" -> subjects.all(CiphersKind.KIND, CipherWord.all(setup));
      case "cipher-list" -> CipherListSubject.all(setup, things.tlsFiles(), subjects);
      case "syntax" -> SyntaxSubject.all(setup);
      case "table" -> TableSubject.all(things.tables(), things.lookup(), things.settings().now());
      case "table-syntax" -> TableSyntaxSubject.all(things.tables());
      case "table-entry" -> TableEntrySubject.all(setup, things.tables());
      case "file" ->
          subjects.all(FileKind.KIND, NamedFile.all(things.tlsFiles(), things.settings().now()));
      case "dh-file" -> subjects.all(DhFileKind.KIND, DhFile.all(things.tlsFiles()));
      case "ca-directory" -> subjects.all(CaDirectoryKind.KIND, CaDirectory.all(things.tlsFiles()));
      case "load-problem" ->
          subjects.all(LoadKind.KIND, LoadTrouble.all(things.tlsFiles(), things.settings().now()));
      case "chain" -> subjects.all(ChainKind.KIND, OwnCertificates.all(things.tlsFiles()));
      case "certificate" ->
          CertificateSubject.all(
              things.tlsFiles(),
              new CertificateSubject.Context(
                  things.settings(), new KnownAuthorities(setup, things.tlsFiles())));
      case "sni-entry" -> SniEntrySubject.all(things.tables());
      case "next-hop" -> NextHopSubject.all(setup, things.tables(), things.lookup());
      case "tls-policy" ->
          TlsPolicySubject.all(setup, things.tables(), things.policies(), things.lookup());
      case "tls-policy-attribute" -> TlsPolicyAttributeSubject.all(things.policies());
      case "client-fingerprint" -> ClientFingerprintSubject.all(setup, things.policies());
      default -> throw new RuleException("no kind of subject '" + kind + "'");
    };
  }
}
