package io.github.posttlslint.model;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of master.cf and what is in force for it. */
public final class Service implements Thing {

  /** Characters of a value of all services that is looked at for each without counting. */
  private static final int SHORT = 256;

  private final Setup setup;
  private final MasterEntry entry;
  private final boolean assumed;
  private final String program;
  private final @Nullable Endpoint endpoint;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, RestrictionList> restrictions = new HashMap<>();

  Service(Setup setup, MasterEntry entry, boolean assumed) {
    this.setup = setup;
    this.entry = entry;
    this.assumed = assumed;
    this.program = Paths.name(entry.command());
    this.endpoint = entry.type().equals("inet") ? Endpoint.parse(entry.service()) : null;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  /** Its lines in master.cf. */
  public MasterEntry entry() {
    return entry;
  }

  /** Name and type, such as {@code smtp/inet}, as {@code postconf -M} takes them. */
  public String id() {
    return name() + "/" + type();
  }

  /** Column one of master.cf. */
  public String name() {
    return entry.service();
  }

  /** {@code inet}, {@code unix}, {@code fifo}, {@code pass} or {@code unix-dgram}. */
  public String type() {
    return entry.type();
  }

  /** The program's file name, such as {@code smtpd}. */
  public String program() {
    return program;
  }

  /** The program's file name, unless a template makes it. */
  public Known<String> knownProgram() {
    return LogicalText.isOpaque(program)
        ? Known.unknown(Doubt.of("master.cf does not tell which program the service runs"))
        : Known.of(program);
  }

  /** Where it listens; null if it is not an inet service, or its port cannot be read. */
  public @Nullable Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Whether no master.cf was seen and this entry is one of those that every Postfix has. Its
   * overrides are then not known, but its program is.
   */
  public boolean isAssumed() {
    return assumed;
  }

  /** Whether only this machine can reach an inet service; other types count as local. */
  public Truth isLoopbackOnly() {
    if (endpoint == null) {
      return Truth.of(!entry.type().equals("pass") && !entry.type().equals("inet"));
    }
    return endpoint.host().isEmpty()
        ? Interfaces.areLoopback(setup)
        : Truth.of(endpoint.isLoopback());
  }

  /** The addresses, or names of hosts, that an inet service listens on; none for other services. */
  public Known<List<String>> addresses() {
    if (endpoint == null) {
      return Known.of(List.of());
    }
    return endpoint.host().isEmpty()
        ? Interfaces.addresses(setup)
        : Known.of(List.of(endpoint.host()));
  }

  /** Whether master(8) cannot run it, nor any other, as there is nothing to listen on. */
  public boolean isStillborn() {
    return Interfaces.areMissing(setup);
  }

  /**
   * What it is for. For a receiving service that depends on where it listens, which only a
   * master.cf without a template there tells; all others have the role of their program.
   */
  public Known<Role> knownRole() {
    boolean server = program.equals("smtpd");
    if (knownProgram().isHidden() || (server && (assumed || LogicalText.isOpaque(name())))) {
      return Known.unknown(Doubt.of("master.cf does not tell where the service listens"));
    }
    Known<Role> role = Known.of(role());
    return server && !entry.type().equals("pass")
        ? isLoopbackOnly().fold(() -> role, () -> role, Known::unknown)
        : role;
  }

  /** What it is for, as far as that can be told; else other, or what the usual service is. */
  public Role role() {
    return switch (program) {
      case "smtpd" -> serverRole();
      case "postscreen" -> Role.POSTSCREEN;
      case "tlsproxy" -> Role.TLSPROXY;
      case "smtp" -> Role.SMTP_CLIENT;
      case "lmtp" -> Role.LMTP_CLIENT;
      default -> Role.NONE;
    };
  }

  private Role serverRole() {
    if (entry.type().equals("pass")) {
      return Role.MX;
    }
    return isLoopbackOnly().fold(() -> Role.INTERNAL, this::roleByPort, doubt -> Role.OTHER);
  }

  private Role roleByPort() {
    return switch (endpoint == null ? -1 : endpoint.port()) {
      case 25 -> Role.MX;
      case 587 -> Role.SUBMISSION;
      case 465 -> Role.SUBMISSIONS;
      default -> Role.OTHER;
    };
  }

  /** Whether the program runs in the queue directory (master(5), "chroot"). */
  public boolean isChrooted() {
    String field = entry.field(MasterField.CHROOT).text();
    if (field.equals("-")) {
      return !setup.version().isAtLeast(3, 0) || isCompatibilityZero();
    }
    return field.equals("y");
  }

  /** Where in the file system lies what it knows by an absolute path in its queue directory. */
  public Known<String> inJail(String path) {
    return value("queue_directory")
        .known()
        .orUnset("")
        .map(queue -> Paths.normalise(queue + "/" + path));
  }

  private boolean isCompatibilityZero() {
    PostfixVersion level = setup.compatibility();
    return level != null && !level.isAtLeast(1, 0);
  }

  /** Whether its program has to do with TLS connections, or is not known. */
  public boolean hasTls() {
    return LogicalText.isOpaque(program)
        || Programs.isTlsServer(program)
        || Programs.isTlsClient(program);
  }

  @Override
  public Service service() {
    return this;
  }

  @Override
  public Span place() {
    return span();
  }

  /** Its line in master.cf, without options; for an assumed service, the start of main.cf. */
  public Span span() {
    return assumed ? Span.startOf(setup.mainFile()) : entry.span();
  }

  /** Its {@code -o} for a parameter; null if there is none. */
  public @Nullable ParameterOverride override(String name) {
    return entry.find(name);
  }

  /** What sets a parameter, its own option or else main.cf; null if neither does. */
  public @Nullable Assignment assignment(String name) {
    MainCf main = setup.main();
    ParameterOverride override = override(name);
    return override != null || main == null ? override : main.find(name);
  }

  /** The effective value of a parameter; never null, unset for names nobody knows. */
  @Override
  public Value value(String name) {
    Value value = values.get(name);
    if (value == null) {
      Setup.Resolved common = setup.resolved(name);
      if (hasOwn(common)) {
        value = new Resolver(setup, this).value(name);
      } else if (common.value().shown().length() > SHORT) {
        value = common.value();
      } else {
        return common.value();
      }
      value = setup.kept(value, 0);
      values.put(name, value);
    }
    return value;
  }

  /**
   * What the release, or the OpenSSL that it is judged by, does not accept of a value that is set;
   * unset if they accept all.
   */
  public Known<ValueProblem> problem(String name) {
    PostfixVersion release = setup.version();
    Parameter known = setup.parameters().find(name, release);
    Value value = value(name);
    boolean isBuiltIn = value.origins().size() == 1 && !value.isExplicit();
    if (known == null) {
      return Known.unset();
    }
    return isBuiltIn ? Known.unset() : value.known().then(text -> problem(known, text));
  }

  private Known<ValueProblem> problem(Parameter known, String text) {
    AcceptedValues accepted = known.values();
    boolean isDigest = accepted != null && accepted.kind() == AcceptedValues.Kind.DIGEST;
    return (isDigest ? setup.byOpenSsl(one -> Known.of(one.lacksDigest(text))) : Known.of(false))
        .then(
            lacks ->
                Known.ofNullable(
                    lacks
                        ? new ValueProblem(ValueProblem.Kind.NOT_ACCEPTED, text, null)
                        : ValueCheck.first(known, setup.version(), text)));
  }

  /** Whether the value for this service can be another one than that for all. */
  private boolean hasOwn(Setup.Resolved common) {
    if (common.varies() || entry.openEnded()) {
      return true;
    }
    if (!entry.overrides().isEmpty()) {
      for (String name : common.used()) {
        if (override(name) != null) {
          return true;
        }
      }
    }
    return false;
  }

  /** One of {@link RestrictionList#PARAMETERS} as smtpd(8) works it off. */
  public RestrictionList restrictions(String parameter) {
    return restrictions.computeIfAbsent(parameter, name -> RestrictionList.of(this, name));
  }

  @Override
  public String toString() {
    return id();
  }
}
