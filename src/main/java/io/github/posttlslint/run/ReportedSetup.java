package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.dns.PromisedName;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.secret.HiddenLines;
import io.github.posttlslint.secret.ShownLine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report knows of a setup. The whole {@link #model} of one takes a third of a megabyte, so
 * that of a run with many setups is made again from the texts when a writer asks for it.
 */
public final class ReportedSetup implements Report.Sources {

  private final @Nullable Setup live;
  private final FileTree tree;
  private final String configDirectory;
  private final int denied;
  private final String directory;
  private final HiddenLines lines;
  private final Map<String, Map<Integer, ShownLine>> tables;
  private final Parameters parameters;
  private final Platform platform;
  private final PemCache pems;
  private final List<String> services;
  private final int certificates;
  private final @Nullable Instant firstExpiry;
  private final List<PromisedName> promises;

  private ReportedSetup(
      Setup setup,
      boolean kept,
      List<PromisedName> promises,
      Map<String, Map<Integer, ShownLine>> tables,
      int certificates,
      @Nullable Instant firstExpiry) {
    this.promises = promises;
    this.tables = tables;
    this.certificates = certificates;
    this.firstExpiry = firstExpiry;
    this.live = kept ? setup : null;
    this.tree = setup.tree();
    this.denied = setup.tree().denied();
    this.configDirectory = setup.configDirectory();
    this.directory = setup.directory();
    this.lines = setup.secrets().lines();
    this.parameters = setup.parameters();
    this.platform = setup.platform();
    this.pems = setup.pems();
    List<String> ids = new ArrayList<>(setup.services().size());
    for (Service service : setup.services()) {
      ids.add(service.id());
    }
    this.services = ids;
  }

  /**
   * One whose model is kept.
   *
   * @param files what its services load, as far as certificates were judged
   * @param promises what zones say of it
   * @param tables the lines of its tables that findings are about
   */
  public static ReportedSetup of(
      Setup setup,
      List<TlsFiles> files,
      List<PromisedName> promises,
      Map<String, Map<Integer, ShownLine>> tables) {
    Set<Certificate> own = new HashSet<>();
    Instant first = null;
    for (TlsFiles some : files) {
      for (ChainLoad load : some.loads()) {
        for (LoadedChain chain : load.result().chains()) {
          Instant end = chain.certificate().notAfter();
          own.add(chain.certificate());
          first = first == null || end.isBefore(first) ? end : first;
        }
      }
    }
    return new ReportedSetup(setup, true, promises, tables, own.size(), first);
  }

  /** The same, one among many, whose model is dropped. */
  ReportedSetup brief() {
    return new ReportedSetup(model(), !isFromTexts(), promises, tables, certificates, firstExpiry);
  }

  /** Whether the texts of its files are all that its model is made of. */
  private boolean isFromTexts() {
    MainCf main = model().main();
    return main == null || (main.stock() == null && !main.isPart());
  }

  /** Whether a place of this machine was looked at to judge it: {@link FileTree#hasLookedAt}. */
  boolean hasLookedAt(Path place) {
    return tree.hasLookedAt(place);
  }

  /** The configuration directory as users know it. */
  public String directory() {
    return directory;
  }

  /** The release that it was judged by. */
  public PostfixVersion version() {
    return platform.postfix();
  }

  /** What it runs on, as far as that is known. */
  public Platform platform() {
    return platform;
  }

  /** What tells that release, such as "by compatibility_level"; or nothing. */
  public String versionSource() {
    return platform.source();
  }

  /** Whether its services are those of its master.cf, not just the usual ones. */
  public boolean hasMaster() {
    return lines.masterText() != null;
  }

  /** What zones say of the names of its listeners; empty without a zone. */
  public List<PromisedName> promises() {
    return promises;
  }

  /** How many certificates of their own its services send, as far as these were judged. */
  public int certificates() {
    return certificates;
  }

  /** When the first of them expires; null if there are none. */
  public @Nullable Instant firstExpiry() {
    return firstExpiry;
  }

  /** How many files and directories of it this user may not look at. */
  public int denied() {
    return denied;
  }

  /** Whether it was read from files on disk, which fixes can be written to. */
  public boolean isOnDisk() {
    SourceText main = lines.mainText();
    SourceText master = lines.masterText();
    return (main != null && main.place() != null) || (master != null && master.place() != null);
  }

  /** The ids of its services, such as {@code smtp/inet}, in the order of master.cf. */
  public List<String> services() {
    return services;
  }

  @Override
  public @Nullable String line(String file, int line) {
    return lines.line(file, line);
  }

  @Override
  public @Nullable String excerpt(String file, int line) {
    ShownLine shown = tableLine(file, line);
    return shown == null ? lines.line(file, line) : shown.text();
  }

  @Override
  public int column(String file, int line, int column) {
    ShownLine shown = tableLine(file, line);
    return shown == null ? lines.column(file, line, column) : shown.column(column);
  }

  @Override
  public List<String> hidden(String file, int line) {
    List<String> reasons = new ArrayList<>();
    ShownLine shown = tableLine(file, line);
    for (Hidden part : shown == null ? lines.parts(file, line) : shown.hidden()) {
      reasons.add(part.reason());
    }
    return reasons;
  }

  /** The setup, perhaps made again: ask once for all that is wanted of it. */
  public Setup model() {
    if (live != null) {
      return live;
    }
    SourceText main = lines.mainText();
    SourceText master = lines.masterText();
    SetupFiles files =
        new SetupFiles(
            tree,
            configDirectory,
            directory,
            main == null ? null : MainCf.parse(main),
            master == null ? null : MasterCf.parse(master),
            pems);
    return new Setup(files, parameters, platform);
  }

  private @Nullable ShownLine tableLine(String file, int line) {
    return tables.getOrDefault(file, Map.of()).get(line);
  }
}
