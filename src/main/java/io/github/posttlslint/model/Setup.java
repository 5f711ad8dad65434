package io.github.posttlslint.model;

import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.DerivedNames;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One Postfix instance as its files describe it: main.cf, master.cf, and the release to judge by.
 */
public final class Setup implements Thing {

  /** The services with a part in TLS that the master.cf of every distribution has. */
  private static final String STOCK_MASTER =
      """
      smtp      inet  n       -       n       -       -       smtpd
      tlsmgr    unix  -       -       n       1000?   1       tlsmgr
      smtp      unix  -       -       n       -       -       smtp
      relay     unix  -       -       n       -       -       smtp
      lmtp      unix  -       -       n       -       -       lmtp
      scache    unix  -       -       n       -       1       scache
      """;

  /** Bytes of a file of certificates that take as long as a step of an expansion. */
  private static final int BYTES_OF_A_STEP = 64;

  /** Characters that take as much memory as the name of a parameter and where it is set. */
  private static final int CHARACTERS_OF_A_NAME = 64;

  private static final Set<String> QUEUE_MANAGERS = Set.of("qmgr", "oqmgr", "nqmgr");

  private final SetupFiles files;
  private final Parameters parameters;
  private final Platform platform;
  private final PostfixVersion version;
  private final List<Service> services;
  private final Map<String, Resolved> values = new HashMap<>();
  private int valuesLeft = Limits.SETUP_VALUES;
  private int steps;
  private final Lazy<Secrets> secrets;
  private final Lazy<DerivedNames> derivedNames = new Lazy<>(DerivedNames::load);
  private final Lazy<Transports> transports;
  private final Lazy<ReferredNames> referred = new Lazy<>(() -> new ReferredNames(this));
  private final Lazy<FileStore> store = new Lazy<>(() -> new FileStore(this));
  private final Lazy<NearMisses> nearMisses = new Lazy<>(() -> new NearMisses(this));
  private final Lazy<Boolean> anyOpenEnded = new Lazy<>(this::isAnyOpenEnded);
  private final Lazy<List<Side>> sides = new Lazy<>(() -> Side.speaking(this));
  private final Lazy<TlsProxies> proxies = new Lazy<>(() -> new TlsProxies(services()));
  private final Lazy<WayBack> wayBack = new Lazy<>(() -> new WayBack(this));
  private final Lazy<OwnPorts> ownPorts = new Lazy<>(() -> new OwnPorts(this));

  /** Makes the model, with any OpenSSL. */
  public Setup(SetupFiles files, Parameters parameters, PostfixVersion version) {
    this(files, parameters, Platform.of(version));
  }

  /**
   * Makes the model.
   *
   * @param files the parsed files and the tree that they belong to
   * @param platform the releases to judge by
   */
  public Setup(SetupFiles files, Parameters parameters, Platform platform) {
    this.files = files;
    this.parameters = parameters;
    this.platform = platform;
    this.version = platform.postfix();
    List<Service> all = new ArrayList<>();
    MasterCf master =
        files.master() != null
            ? files.master()
            : MasterCf.parse(SourceText.of("master.cf", STOCK_MASTER));
    for (MasterEntry entry : master.entries()) {
      all.add(new Service(this, entry, files.master() == null));
    }
    this.services = List.copyOf(all);
    this.secrets = new Lazy<>(() -> new Secrets(files.main(), files.master(), parameters));
    this.transports = new Lazy<>(() -> new Transports(services, derivedNames()));
  }

  /**
   * The same setup with other texts of its files, judged by the same release.
   *
   * @param main main.cf; null to keep it
   * @param master master.cf; null to keep it
   */
  public Setup with(@Nullable MainCf main, @Nullable MasterCf master) {
    SetupFiles changed =
        new SetupFiles(
            files.tree(),
            files.configDirectory(),
            files.shownDirectory(),
            main == null ? files.main() : main,
            master == null ? files.master() : master,
            files.pems(),
            files.names());
    return new Setup(changed, parameters, platform);
  }

  /** The same setup with other contents of the files that it names. */
  public Setup with(FileTree tree) {
    SetupFiles changed =
        new SetupFiles(
            tree,
            files.configDirectory(),
            files.shownDirectory(),
            files.main(),
            files.master(),
            files.pems(),
            files.names());
    return new Setup(changed, parameters, platform);
  }

  /** What tells the release, such as "by compatibility_level", to be put behind it; or nothing. */
  public String versionSource() {
    return platform.source();
  }

  /** The parsed files and the tree that they belong to. */
  public SetupFiles files() {
    return files;
  }

  /** The configuration directory as users know it. */
  public String directory() {
    return files.shownDirectory();
  }

  /** The configuration directory of the judged system, absolute, such as {@code /etc/postfix}. */
  public String configDirectory() {
    return files.configDirectory();
  }

  /** What of main.cf and master.cf may not be shown. */
  public Secrets secrets() {
    return secrets.get();
  }

  /** Whether known_tcp_ports has a name of a port; unset if not, and in releases without it. */
  Known<Boolean> knowsPort(String name) {
    return version.isAtLeast(3, 6)
        ? value("known_tcp_ports")
            .known()
            .then(own -> Endpoint.hasName(own, name) ? Known.of(true) : Known.unset())
        : Known.unset();
  }

  /** The files of the judged system. */
  public FileTree tree() {
    return files.tree();
  }

  /** Reads PEM files, which other setups may have too. */
  public PemCache pems() {
    return files.pems();
  }

  /** main.cf; null if it was not seen. */
  public @Nullable MainCf main() {
    return files.main();
  }

  /** master.cf; null if it was not seen. */
  public @Nullable MasterCf master() {
    return files.master();
  }

  /** The settings of main.cf; none if it was not seen. */
  public List<MainCfEntry> mainEntries() {
    MainCf main = files.main();
    return main == null ? List.of() : main.entries();
  }

  /** The settings of main.cf that the user wrote, without those of an image. */
  public List<MainCfEntry> ownMainEntries() {
    MainCf main = files.main();
    return main == null ? List.of() : main.ownEntries();
  }

  /** Whether the files override those that an image brings. */
  public boolean isOverImage() {
    MainCf main = files.main();
    return main != null && main.stock() != null;
  }

  /** Whether any text is the user's: not where nothing overrides those of an image. */
  public boolean isOwn() {
    MainCf main = files.main();
    MasterCf master = files.master();
    return (main != null && main.isOwn()) || (master != null && master.isOwn());
  }

  /** Whether a place is in main.cf or master.cf of an image, and not in the user's files. */
  public boolean isStock(Span place) {
    MainCf main = files.main();
    MasterCf master = files.master();
    MainCf stock = main == null ? null : main.stock();
    MasterCf services = master == null ? null : master.stock();
    return (stock != null && stock.source().file().equals(place.file()))
        || (services != null && services.source().file().equals(place.file()));
  }

  /** The texts of main.cf and master.cf, of those that were seen and are the user's. */
  public List<SourceText> texts() {
    List<SourceText> texts = new ArrayList<>(2);
    MainCf main = files.main();
    if (main != null && main.isOwn()) {
      texts.add(main.source());
    }
    MasterCf master = files.master();
    if (master != null && master.isOwn()) {
      texts.add(master.source());
    }
    return texts;
  }

  /** main.cf as reports name it; master.cf's name if main.cf was not seen. */
  public String mainFile() {
    List<SourceText> texts = texts();
    return texts.isEmpty() ? "main.cf" : texts.get(0).file();
  }

  /** The dictionary of parameters. */
  public Parameters parameters() {
    return parameters;
  }

  /** The names that services and tables make; read when first asked for. */
  public DerivedNames derivedNames() {
    return derivedNames.get();
  }

  /** The names that services make; collected when first asked for. */
  public Transports transports() {
    return transports.get();
  }

  /** The same for reading certificates and keys of files once more. */
  public boolean spendOnFiles(List<SeenFile> read) {
    for (SeenFile file : read) {
      if (!spend(1 + file.size() / BYTES_OF_A_STEP)) {
        return false;
      }
    }
    return true;
  }

  /** The sides of its services that do TLS themselves, in the order of master.cf. */
  public List<Side> sides() {
    return sides.get();
  }

  /** Which services hand connections to which tlsproxy(8). */
  public TlsProxies tlsProxies() {
    return proxies.get();
  }

  /** Which services take mail back from content filters. */
  public WayBack wayBack() {
    return wayBack.get();
  }

  /** The ports on which its own services listen. */
  public OwnPorts ownPorts() {
    return ownPorts.get();
  }

  /** The files that it names, each read once. */
  public FileStore store() {
    return store.get();
  }

  /** What lies at an absolute path; read once. */
  public SeenFile see(String path) {
    return store().see(path);
  }

  /** What has nearly the name of an absolute path at which nothing is; null if nothing has. */
  public @Nullable NearMiss nearMiss(String path) {
    return nearMisses.get().of(path);
  }

  /** Whether a value of main.cf or master.cf may refer to a parameter, as {@code $name} does. */
  public boolean refersTo(String parameter) {
    return referred.get().has(parameter);
  }

  /** The release that it is judged by. */
  public PostfixVersion version() {
    return version;
  }

  /** The releases that it is judged by. */
  public Platform platform() {
    return platform;
  }

  /** What holds for every OpenSSL that Postfix can be built with here; else it cannot be told. */
  public <T> Known<T> byOpenSsl(Function<OpenSslRelease, Known<T>> function) {
    OpenSslReleases openSsl = platform.openSsl();
    Known<T> one = function.apply(openSsl.newest());
    for (OpenSslRelease release : openSsl.possible()) {
      if (release != openSsl.newest() && !function.apply(release).isSame(one)) {
        return Known.unknown(Doubt.of("it depends on OpenSSL, which can be " + openSsl));
      }
    }
    return one;
  }

  /**
   * What OpenSSL makes of a cipher string: the suites that it has in all releases that it can be.
   */
  public Known<CipherString> ciphers(String text) {
    OpenSslReleases openSsl = platform.openSsl();
    CipherSuite.Build last = CipherSuite.Build.of(openSsl.newest());
    CipherSuite.Build first = CipherSuite.Build.of(openSsl.oldest());
    CipherString newest = CipherString.resolve(text, last);
    boolean isSame =
        newest.problem() == null
            || first == last
            || CipherString.resolve(text, first).problem() == newest.problem();
    return isSame
        ? Known.of(newest)
        : Known.unknown(Doubt.of("the suites depend on OpenSSL, which can be " + openSsl));
  }

  /** The same files, judged by another release. */
  public Setup at(PostfixVersion release) {
    return on(platform.with(release));
  }

  /** The same files, on another platform. */
  public Setup on(Platform other) {
    return new Setup(files, parameters, other);
  }

  /** The form of {@code $name} expressions that the release understands. */
  public Grammar grammar() {
    return Resolver.grammar(version);
  }

  /**
   * The entries of master.cf in their order, repeated ones included; where no master.cf was seen,
   * the {@linkplain Service#isAssumed() assumed} ones that every Postfix has.
   */
  public List<Service> services() {
    return services;
  }

  private boolean isAnyOpenEnded() {
    for (Service service : services()) {
      if (service.entry().openEnded()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether options can be there that are not seen, which set names of their own: where there is no
   * master.cf, or a template adds to it.
   *
   * @param service the service that reads the name; null for any
   */
  boolean hidesOptions(@Nullable Service service) {
    MasterCf master = files.master();
    return master == null
        || master.openEnded()
        || (service == null ? anyOpenEnded.get() : service.entry().openEnded());
  }

  /**
   * Whether something that is not seen may set a name that nothing sets: what main.cf lacks, or
   * {@linkplain #hidesOptions options}. The value of another setting, however much of it a template
   * fills in, sets nothing.
   *
   * @param service the service in whose options the name stands; null for main.cf
   */
  public boolean hidesSettings(@Nullable Service service) {
    MainCf main = files.main();
    return main == null || main.openEnded() || hidesOptions(service);
  }

  /**
   * Whether the files are pieces that somebody puts together with others that are not seen: no
   * whole system, and a master.cf without a queue manager, with which no Postfix runs. Nothing that
   * such files leave out is known to be left out.
   */
  public boolean isFragment() {
    if (files.master() == null || tree().isComplete()) {
      return false;
    }
    for (Service service : services) {
      if (QUEUE_MANAGERS.contains(service.program())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes from what may be put into the values, tables and files of this setup.
   *
   * @param work in steps of an expansion
   * @return whether there was enough left
   */
  public boolean spend(int work) {
    steps = Math.min(Limits.SETUP_STEPS, steps + work);
    return steps < Limits.SETUP_STEPS;
  }

  @Override
  public Setup setup() {
    return this;
  }

  /** The start of main.cf. */
  @Override
  public Span place() {
    return Span.startOf(mainFile());
  }

  /** The value of a parameter by main.cf alone; never null, unset for names nobody knows. */
  @Override
  public Value value(String name) {
    return resolved(name).value();
  }

  /** The value of a parameter by main.cf alone, and what it is made of. */
  public Resolved resolved(String name) {
    Resolved resolved = values.get(name);
    if (resolved == null) {
      Resolver resolver = new Resolver(this, null);
      Value value = resolver.value(name);
      Set<String> used = resolver.used();
      boolean varies =
          resolver.isFromUnseen() || used.contains("service_name") || used.contains("process_name");
      value = kept(value, used.size());
      resolved =
          new Resolved(value, value.isHidden(Resolver.TOO_MUCH) ? Set.of(name) : used, varies);
      values.put(name, resolved);
    }
    return resolved;
  }

  /**
   * A value that is kept, and looked at, for one more service; unknown where all of them together
   * are too long.
   *
   * @param names how many names are kept with it
   */
  Value kept(Value value, int names) {
    long size = (long) value.raw().length() + value.shown().length();
    size += (long) CHARACTERS_OF_A_NAME * (1 + value.origins().size() + names);
    if (size > valuesLeft) {
      return value.hidden(Resolver.TOO_MUCH);
    }
    valuesLeft -= (int) size;
    return value;
  }

  /**
   * A value by main.cf alone.
   *
   * @param used the names that it is made of, its own among them
   * @param varies whether each service gets another one
   */
  public record Resolved(Value value, Set<String> used, boolean varies) {}

  /** Whether only other releases of Postfix read a parameter, for all that is known. */
  public boolean isOfOtherReleases(String name) {
    Parameter parameter = parameters.find(name);
    return parameter != null
        && !parameter.life().contains(version())
        && !parameter.life().isDoubtful(version())
        && (master() == null || transports().suffix(name, version()) == null);
  }

  /**
   * The compatibility level (COMPATIBILITY_README): {@code 2} is 2.0. Null where it is unknown or
   * malformed.
   */
  public @Nullable PostfixVersion compatibility() {
    return value("compatibility_level")
        .known()
        .orUnset("0")
        .<@Nullable PostfixVersion>fold(
            text -> PostfixVersion.parse(text.indexOf('.') < 0 ? text + ".0" : text),
            () -> null,
            doubt -> null);
  }
}
