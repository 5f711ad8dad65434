package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.postfix.HostName;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.NamedFile;
import io.github.posttlslint.setup.PolicyAttribute;
import io.github.posttlslint.setup.Redaction;
import io.github.posttlslint.setup.TableWords;
import io.github.posttlslint.setup.TlsPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code tls-policy-attribute}: one attribute of an entry of smtp_tls_policy_maps or
 * lmtp_tls_policy_maps.
 *
 * <p>Facts: {@code key} and {@code level} of the entry, {@code text} (as written), {@code name} (in
 * lower case), {@code value}, {@code pair} (has a name, "=" and maybe a value), {@code known} (some
 * release knows the name), {@code since} (the first one that does), {@code repeated} (an earlier
 * attribute of the entry has the name), {@code host-name} (the value could be a host's name),
 * {@code digits} (the value is a number), {@code protocols.problem} (the word of {@code protocols}
 * that is refused), {@code protocols.none} (it leaves no version), {@code exclude.operator} (the
 * word of {@code exclude} with an operator), {@code file.missing} (the value is the name of a file
 * that is not there), {@code file.unfit} (why a file that is there holds no trust anchor; absent if
 * it does, and for unreadable ones). Anchors: {@code attribute}.
 */
final class TlsPolicyAttributeSubject extends TableUseSubject {

  private final TlsPolicy policy;
  private final PolicyAttribute attribute;
  private final boolean repeated;

  /** Whether the whole policy has the form of one, so that its words may be shown. */
  private final boolean fits;

  private TlsPolicyAttributeSubject(
      TlsPolicy policy, PolicyAttribute attribute, boolean repeated, boolean fits) {
    super(policy.use());
    this.policy = policy;
    this.attribute = attribute;
    this.repeated = repeated;
    this.fits = fits;
  }

  static List<TlsPolicyAttributeSubject> all(List<TlsPolicy> policies) {
    List<TlsPolicyAttributeSubject> all = new ArrayList<>();
    for (TlsPolicy policy : policies) {
      Set<String> names = new HashSet<>();
      boolean fits = TableWords.fits(policy);
      for (PolicyAttribute attribute : policy.attributes()) {
        boolean repeated = !names.add(attribute.name());
        all.add(new TlsPolicyAttributeSubject(policy, attribute, repeated, fits));
      }
    }
    return all;
  }

  @Override
  @Nullable Fact own(String fact) {
    String name = attribute.name();
    PostfixVersion since = since(name);
    return switch (fact) {
      case "key" -> Fact.of(policy.key().text());
      case "level" -> Fact.of(policy.levelName());
      case "text" -> Fact.of(attribute.text().text());
      case "name" -> Fact.of(name);
      case "value" -> Fact.of(attribute.value());
      case "pair" -> Fact.of(attribute.isPair());
      case "known" -> Fact.of(since != null);
      case "since" -> since == null ? Fact.absent() : new Fact.Release(since);
      case "repeated" -> Fact.of(repeated && attribute.isPair());
      case "host-name" -> Fact.of(HostName.isValid(attribute.value()));
      case "digits" -> Fact.of(isNumber(attribute.value()));
      case "protocols.problem" -> protocolsProblem();
      case "protocols.none" -> Fact.of(leavesNone());
      case "exclude.operator" -> excludedWithOperator();
      case "file.missing" -> fileMissing();
      case "file.unfit" -> fileUnfit();
      case "services-known" -> Fact.of(setup().master() != null);
      default -> null;
    };
  }

  /** What sane_strtol() takes whole: no more than an int holds. */
  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() < 19 && Long.parseLong(text) <= Integer.MAX_VALUE;
  }

  /** The first word that is no protocol, or has an operator that the release does not know. */
  private Fact protocolsProblem() {
    Parameter list = setup().parameters().find("smtp_tls_mandatory_protocols", setup().version());
    if (attribute.name().equals("protocols") && list != null) {
      for (ValueProblem problem : ValueCheck.check(list, setup().version(), attribute.value())) {
        if (problem.kind() != ValueProblem.Kind.EMPTY_BOUND) {
          return Fact.of(problem.text());
        }
      }
    }
    return Fact.absent();
  }

  private boolean leavesNone() {
    ProtocolList list =
        attribute.name().equals("protocols") ? ProtocolList.parse(attribute.value()) : null;
    return list != null && list.allowed().isEmpty();
  }

  private Fact excludedWithOperator() {
    if (attribute.name().equals("exclude")) {
      for (String word : ClientFingerprintSubject.split(attribute.value(), ":, \t")) {
        if ("!+-@".indexOf(word.charAt(0)) >= 0) {
          return Fact.of(word);
        }
      }
    }
    return Fact.absent();
  }

  private Fact fileMissing() {
    String path = attribute.value();
    if (!path.startsWith("/")) {
      return Fact.of(false);
    }
    FileTree.Entry entry = setup().tree().look(path);
    return entry instanceof FileTree.Unseen unseen
        ? new Fact.Unknown(unseen.reason(), "")
        : Fact.of(entry instanceof FileTree.Missing);
  }

  /** As tls_dane_load_trustfile() reads it. */
  private Fact fileUnfit() {
    String path = attribute.value();
    FileTree tree = setup().tree();
    FileTree.Entry entry = path.startsWith("/") ? tree.look(path) : null;
    if (entry instanceof FileTree.Unseen unseen) {
      return new Fact.Unknown(unseen.reason(), "");
    }
    if (!(entry instanceof FileTree.Found found)) {
      return Fact.absent();
    }
    if (found.kind() == FileTree.Kind.DIRECTORY) {
      return Fact.of("is a directory");
    }
    PemFile pem = setup().see(path).pem();
    if (pem == null) {
      return new Fact.Unknown(path + " cannot be read", "");
    }
    if (NamedFile.anchors(pem) == 0) {
      return Fact.of("holds " + pem.words());
    }
    return pem.isDamaged() ? Fact.of("has a part that cannot be decoded") : Fact.absent();
  }

  /** The first release with the attribute (postconf(5), smtp_tls_policy_maps). */
  private static @Nullable PostfixVersion since(String name) {
    return switch (name) {
      case "ciphers", "protocols", "match", "exclude" -> PostfixVersion.parse("2.3");
      case "tafile" -> PostfixVersion.parse("2.11");
      case "servername", "connection_reuse" -> PostfixVersion.parse("3.4");
      case "enable_rpk" -> PostfixVersion.parse("3.9");
      case "policy_type",
          "policy_domain",
          "policy_string",
          "policy_ttl",
          "policy_failure",
          "mx_host_pattern" ->
          PostfixVersion.parse("3.10");
      default -> null;
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return anchor.equals("attribute") ? place() : null;
  }

  @Override
  public Span place() {
    return policy.span(attribute.text());
  }

  @Override
  public String quoted(String fact, String text) {
    return switch (fact) {
      case "key", "level", "text", "name", "value" -> fits ? text : Redaction.MARK;
      default -> text;
    };
  }
}
