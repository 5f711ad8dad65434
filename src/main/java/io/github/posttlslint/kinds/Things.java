package io.github.posttlslint.kinds;

import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.dns.MailHosts;
import io.github.posttlslint.model.dns.ZoneLine;
import io.github.posttlslint.model.route.Routes;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.model.written.Settings;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.zone.Promises;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of one setup come from, each found when it is first asked for. */
public final class Things {

  private final Setup setup;
  private final JudgeSettings settings;
  private final Lazy<Settings> written;
  private final Lazy<Tables> tables;
  private final Lazy<Routes> routes;
  private final Lazy<List<TlsFiles>> tlsFiles;
  private final Lazy<Set<String>> opened = new Lazy<>(this::findOpened);
  private @Nullable MailHosts mailHosts;

  /** The parts of a setup. */
  public Things(Setup setup, JudgeSettings settings) {
    this.setup = setup;
    this.settings = settings;
    this.written = new Lazy<>(() -> Settings.of(setup));
    this.tables = new Lazy<>(() -> Tables.of(setup));
    this.routes = new Lazy<>(() -> Routes.of(setup, tables()));
    this.tlsFiles = new Lazy<>(() -> TlsFiles.of(setup));
  }

  /** The setup whose parts these are. */
  public Setup setup() {
    return setup;
  }

  /** What the user told of how to judge. */
  public JudgeSettings settings() {
    return settings;
  }

  /** The settings of main.cf and of the options in master.cf. */
  public Settings written() {
    return written.get();
  }

  /** The tables that it names. */
  public Tables tables() {
    return tables.get();
  }

  /** The ways that mail takes out of it. */
  public Routes routes() {
    return routes.get();
  }

  /** What its tables of TLS policies ask for; they are read when first asked. */
  PolicyLevels policyLevels() {
    return (client, mandatory, attributes) ->
        routes().policyLevels().ask(client, mandatory, attributes);
  }

  /** What its services load for TLS. */
  public List<TlsFiles> tlsFiles() {
    return tlsFiles.get();
  }

  /** The names by which zones lead clients to its listeners; none where no zone is given. */
  public MailHosts mailHosts() {
    MailHosts known = mailHosts;
    if (known == null) {
      Promises promises = settings.promises();
      known =
          promises == null
              ? new MailHosts(List.of(), List.of())
              : MailHosts.of(setup, tlsFiles(), tables().uses(), promises, settings);
      mailHosts = known;
    }
    return known;
  }

  /** The lines of zones that cannot be read. */
  List<ZoneLine> zoneLines() {
    Promises promises = settings.promises();
    return promises == null ? List.of() : ZoneLine.all(setup, promises.zones());
  }

  /** Whether services try to open a file or directory: what is missing then is told of it. */
  boolean isOpened(String path) {
    return opened.get().contains(path);
  }

  private Set<String> findOpened() {
    Set<String> paths = new HashSet<>();
    for (TlsFiles files : tlsFiles()) {
      for (FileReference file : files.opened()) {
        paths.add(file.path());
      }
    }
    for (TableUse use : tables().uses()) {
      TableFiles files = use.files();
      if (files != null) {
        paths.add(files.path());
      }
    }
    return paths;
  }
}
