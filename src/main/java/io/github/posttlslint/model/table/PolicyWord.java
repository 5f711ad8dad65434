package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.NamedFile;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.postfix.HostName;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.secret.Hidden;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An attribute in its policy.
 *
 * @param isRepeated whether an earlier attribute of the policy has the name
 * @param isShown whether the policy has the form of one, so that messages may show its words
 * @param reach tells whether mail goes to a next hop that a policy applies to
 */
public record PolicyWord(
    TlsPolicy policy,
    PolicyAttribute attribute,
    boolean isRepeated,
    boolean isShown,
    Function<TlsPolicy, Truth> reach)
    implements TablePart {

  /** The attributes that people write; programs that serve policies have further ones. */
  private static final List<String> FOR_TABLES =
      List.of(
          "ciphers",
          "protocols",
          "match",
          "exclude",
          "tafile",
          "servername",
          "connection_reuse",
          "enable_rpk");

  /** The names of the attributes that people write, of those that a release has. */
  public static List<String> names(PostfixVersion release) {
    List<String> names = new ArrayList<>(FOR_TABLES);
    names.removeIf(
        name -> {
          PostfixVersion since = since(name);
          return since == null || !release.isAtLeast(since.major(), since.minor());
        });
    return names;
  }

  /** The attributes of all policies. */
  public static List<PolicyWord> all(List<TlsPolicy> policies, Function<TlsPolicy, Truth> reach) {
    List<PolicyWord> all = new ArrayList<>();
    for (TlsPolicy policy : policies) {
      Set<String> names = new HashSet<>();
      boolean shown = TableWords.fits(policy);
      for (PolicyAttribute attribute : policy.attributes()) {
        boolean repeated = !names.add(attribute.name()) && attribute.isPair();
        all.add(new PolicyWord(policy, attribute, repeated, shown, reach));
      }
    }
    return all;
  }

  @Override
  public TableUse use() {
    return policy.use();
  }

  /** Whether smtp(8) or lmtp(8) can be handed a next hop that the policy applies to. */
  public Truth isReachable() {
    return reach.apply(policy);
  }

  /** Of the attributes that are for tables, the one with the nearest name; null if none is near. */
  public @Nullable String nearestName() {
    List<String> names = new ArrayList<>();
    for (String name : FOR_TABLES) {
      PostfixVersion first = since(name);
      if (first != null && setup().version().isAtLeast(first)) {
        names.add(name);
      }
    }
    return Nearest.only(attribute.name(), names);
  }

  /** What was probably meant by the value; null if that cannot be told, or it is right. */
  public @Nullable String valueMeant() {
    String value = attribute.value();
    return switch (attribute.name()) {
      case "connection_reuse", "enable_rpk" -> meantByWord("smtp_tls_connection_reuse", value);
      case "ciphers" -> meantByWord("smtp_tls_ciphers", value);
      case "servername" -> HostName.meant(value);
      case "exclude" -> withoutOperators(value);
      default -> null;
    };
  }

  private @Nullable String meantByWord(String parameter, String value) {
    Parameter known = setup().parameters().find(parameter);
    ValueProblem problem =
        known == null ? null : ValueCheck.first(known, PostfixVersion.NEWEST, value);
    return problem == null ? null : problem.nearest();
  }

  private static @Nullable String withoutOperators(String value) {
    StringBuilder bare = new StringBuilder();
    for (String word : ListText.words(value, ":, \t")) {
      int start = 0;
      while (start < word.length() && "!+-@".indexOf(word.charAt(start)) >= 0) {
        start++;
      }
      if (start == word.length()) {
        return null;
      }
      bare.append(bare.length() == 0 ? "" : ":").append(word, start, word.length());
    }
    return bare.toString().equals(value) ? null : bare.toString();
  }

  /** Whether an earlier attribute of the policy has the same name and value. */
  public boolean isSaidBefore() {
    for (PolicyAttribute one : policy.attributes()) {
      if (one.equals(attribute)) {
        return false;
      }
      if (one.isPair()
          && one.name().equals(attribute.name())
          && one.value().equals(attribute.value())) {
        return true;
      }
    }
    return false;
  }

  /** The first release with the attribute; null if there is none (postconf(5)). */
  public @Nullable PostfixVersion since() {
    return since(attribute.name());
  }

  private static @Nullable PostfixVersion since(String name) {
    return switch (name) {
      case "ciphers", "protocols", "match", "exclude" -> PostfixVersion.of(2, 3);
      case "tafile" -> PostfixVersion.of(2, 11);
      case "servername", "connection_reuse" -> PostfixVersion.of(3, 4);
      case "enable_rpk" -> PostfixVersion.of(3, 9);
      case "policy_type",
          "policy_domain",
          "policy_string",
          "policy_ttl",
          "policy_failure",
          "mx_host_pattern" ->
          PostfixVersion.of(3, 10);
      default -> null;
    };
  }

  /** Whether the value could be a host's name. */
  public boolean isHostName() {
    return HostName.isValid(attribute.value());
  }

  /** Whether the value is a number that sane_strtol() takes whole: no more than an int holds. */
  public boolean isNumber() {
    String text = attribute.value();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() < 19 && Long.parseLong(text) <= Integer.MAX_VALUE;
  }

  /** The first word of {@code exclude} that begins with an operator; null if there is none. */
  public @Nullable String excludedWithOperator() {
    if (attribute.name().equals("exclude")) {
      for (String word : ListText.words(attribute.value(), ":, \t")) {
        if ("!+-@".indexOf(word.charAt(0)) >= 0) {
          return word;
        }
      }
    }
    return null;
  }

  /** What lies at the value, if that is the name of a file; else null. */
  private FileTree.@Nullable Entry file() {
    String path = attribute.value();
    return path.startsWith("/") ? setup().tree().look(path) : null;
  }

  /** Whether the value is the name of a file that is not there. */
  public Truth isFileMissing() {
    FileTree.Entry file = file();
    return file instanceof FileTree.Unseen unseen
        ? Truth.unknown(Doubt.of(unseen.reason()))
        : Truth.of(file instanceof FileTree.Missing);
  }

  /**
   * Why the file that is the value holds no trust anchor for tls_dane_load_trustfile(); unset if it
   * does, and where there is no file.
   */
  public Known<String> fileUnfit() {
    FileTree.Entry file = file();
    if (file instanceof FileTree.Unseen unseen) {
      return Known.unknown(Doubt.of(unseen.reason()));
    }
    if (!(file instanceof FileTree.Found found)) {
      return Known.unset();
    }
    if (found.kind() == FileTree.Kind.DIRECTORY) {
      return Known.of("is a directory");
    }
    PemFile pem = setup().see(attribute.value()).pem();
    if (pem == null) {
      return Known.unknown(new Doubt(attribute.value(), "it cannot be read", ""));
    }
    if (NamedFile.anchors(pem) == 0) {
      return Known.of("holds " + pem.words());
    }
    return pem.isDamaged() ? Known.of("has a part that cannot be decoded") : Known.unset();
  }

  @Override
  public Span place() {
    return policy.span(attribute.text());
  }

  @Override
  public String quoted(String fact, String text) {
    return switch (fact) {
      case "whom", "level", "text", "name", "value", "exclude.operator" ->
          isShown ? text : Hidden.MARK;
      default -> text;
    };
  }
}
