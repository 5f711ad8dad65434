package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.pki.make.RecipeException;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.postfix.Distribution;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.RuleText.Example;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an example of a rule file into a setup.
 *
 * <p>{@code main.cf} and {@code master.cf} are texts; without a master.cf the example has a usual
 * one. So are {@code postfix-main.cf} and {@code postfix-master.cf} of docker-mailserver, which are
 * put over its own. Other names are files below {@code /etc/postfix} (or absolute): a text, or a
 * recipe of {@link Recipes}. A recipe's {@code mode}, {@code owner}, {@code group} and {@code
 * modified} are the file's; by default files belong to root, files with a private key, and those
 * named sasl_passwd, have mode 0600 and others 0644; files of a partial tree have none of these
 * unless they are given. {@code versioned: true} is one that git has. {@code {link: target}} is a
 * symbolic link, {@code {directory: true}} an empty directory. {@code zone} and {@code sts-policy}
 * are those of {@link ExampleZone}. Options of an example: {@code files} (complete or partial),
 * {@code now}, {@code expiry-days}, {@code names}, {@code reasons} (true where comments that
 * silence must give one), {@code openssl} (its release), {@code platform} (a distribution and its
 * version, {@code debian-13}).
 */
public final class ExampleSetup {

  /** The moment at which examples are judged, and for which their certificates are made. */
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static final String MAIN_OVERRIDES = "postfix-main.cf";
  private static final String MASTER_OVERRIDES = "postfix-master.cf";

  private static final String DIRECTORY = SetupLoader.USUAL_DIRECTORY;
  private static final List<String> OWN_KEYS =
      List.of("mode", "owner", "group", "modified", "link", "directory", "versioned");

  /** The master.cf of an example that has none. */
  public static final String MASTER =
      """
      smtp      inet  n       -       n       -       -       smtpd
      pickup    unix  n       -       n       60      1       pickup
      cleanup   unix  n       -       n       -       0       cleanup
      qmgr      unix  n       -       n       300     1       qmgr
      tlsmgr    unix  -       -       n       1000?   1       tlsmgr
      rewrite   unix  -       -       n       -       -       trivial-rewrite
      bounce    unix  -       -       n       -       0       bounce
      defer     unix  -       -       n       -       0       bounce
      proxymap  unix  -       -       n       -       -       proxymap
      smtp      unix  -       -       n       -       -       smtp
      relay     unix  -       -       n       -       -       smtp
      error     unix  -       -       n       -       -       error
      retry     unix  -       -       n       -       -       error
      local     unix  -       n       n       -       -       local
      lmtp      unix  -       -       n       -       -       lmtp
      anvil     unix  -       -       n       -       1       anvil
      scache    unix  -       -       n       -       1       scache
      """;

  private final Example example;
  private final Parameters parameters;

  /** The setup of an example. */
  public ExampleSetup(Example example, Parameters parameters) {
    this.example = example;
    this.parameters = parameters;
  }

  /** How the example is to be judged. */
  public JudgeSettings settings() {
    String days = example.options().get("expiry-days");
    String names = example.options().get("names");
    return new JudgeSettings(
        now(),
        days == null ? JudgeSettings.DEFAULT_EXPIRY_DAYS : Integer.parseInt(days),
        names == null ? List.of() : List.of(names.split("[, ]+")),
        "true".equals(example.options().get("reasons")),
        example.files().containsKey(ExampleZone.ZONE) ? ExampleZone.of(example, build()) : null);
  }

  private Instant now() {
    String now = example.options().get("now");
    return now == null ? NOW : Instant.parse(now);
  }

  /**
   * Builds the setup.
   *
   * @throws RuleException if the example cannot be built
   */
  public Setup build() {
    return build(NOW);
  }

  /**
   * Builds the setup with certificates of another time.
   *
   * @param made the moment for which they are made
   * @throws RuleException if the example cannot be built
   */
  public Setup build(Instant made) {
    MemoryTree tree = new MemoryTree(DIRECTORY, !isPartial());
    Map<String, Object> recipes = new LinkedHashMap<>();
    Map<String, Map<?, ?>> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, Object> file : example.files().entrySet()) {
      sort(file.getKey(), file.getValue(), tree, recipes, attributes);
    }
    Map<String, byte[]> built = made(recipes, made);
    for (Map.Entry<String, byte[]> file : built.entrySet()) {
      if (recipes.containsKey(file.getKey())) {
        Map<?, ?> given = attributes.get(file.getKey());
        Metadata metadata = metadata(file.getKey(), given, file.getValue());
        tree.file(absolute(file.getKey()), file.getValue(), metadata);
        if (given != null && Boolean.TRUE.equals(given.get("versioned"))) {
          tree.version(absolute(file.getKey()));
        }
      }
    }
    if (example.files().containsKey(MAIN_OVERRIDES)
        || example.files().containsKey(MASTER_OVERRIDES)) {
      return overrides(tree);
    }
    SetupFiles files =
        new SetupFiles(tree, DIRECTORY, ".", MainCf.parse(text("main.cf", "")), master());
    return new Setup(files, parameters, platform());
  }

  private Setup overrides(MemoryTree tree) {
    String release = example.release();
    DockerMailserver image =
        new DockerMailserver(release == null ? null : PostfixVersion.parse(release), null);
    MainCf main = MainCf.parse(text(MAIN_OVERRIDES, "")).over(image.main());
    MasterCf master = image.master().asStock().with(text(MASTER_OVERRIDES, ""));
    SetupFiles files = new SetupFiles(tree, DIRECTORY, ".", main, master);
    return new Setup(files, parameters, image.platform());
  }

  private static Map<String, byte[]> made(Map<String, Object> recipes, Instant made) {
    try {
      return Recipes.build(recipes, made);
    } catch (RecipeException e) {
      throw new RuleException("example: " + e.getMessage());
    }
  }

  private @Nullable MasterCf master() {
    Object none = example.files().get("master.cf");
    return Boolean.FALSE.equals(none) ? null : MasterCf.parse(text("master.cf", MASTER));
  }

  private boolean isPartial() {
    return "partial".equals(example.options().get("files"));
  }

  private void sort(
      String name,
      Object content,
      MemoryTree tree,
      Map<String, Object> recipes,
      Map<String, Map<?, ?>> attributes) {
    if (name.equals(MAIN_OVERRIDES)
        || name.equals(MASTER_OVERRIDES)
        || name.equals(ExampleZone.ZONE)
        || name.equals(ExampleZone.POLICY)) {
      return;
    }
    if (name.equals("main.cf") || name.equals("master.cf")) {
      // with a mode it is a file like others; else nothing is told of the file
      if (content instanceof Map<?, ?> map) {
        byte[] bytes = text(name, "").text().getBytes(StandardCharsets.UTF_8);
        tree.file(absolute(name), bytes, metadata(name, map, bytes));
      }
      return;
    }
    if (!(content instanceof Map<?, ?> map)) {
      recipes.put(name, content);
    } else if (map.containsKey("link")) {
      tree.link(absolute(name), String.valueOf(map.get("link")));
    } else if (map.containsKey("directory")) {
      tree.directory(absolute(name), metadata(name, map, new byte[0]));
    } else {
      attributes.put(name, map);
      Map<Object, Object> rest = new LinkedHashMap<>(map);
      OWN_KEYS.forEach(rest::remove);
      Object plain = rest.size() == 1 ? rest.get("text") : null;
      recipes.put(name, plain != null ? plain : rest);
    }
  }

  private Metadata metadata(String name, @Nullable Map<?, ?> attributes, byte[] content) {
    if (isPartial()
        && (attributes == null || Collections.disjoint(attributes.keySet(), OWN_KEYS))) {
      return Metadata.UNKNOWN;
    }
    Map<?, ?> given = attributes == null ? Map.of() : attributes;
    Object mode = given.get("mode");
    Object owner = given.get("owner");
    Object group = given.get("group");
    Object modified = given.get("modified");
    return new Metadata(
        owner == null ? "root" : owner.toString(),
        group == null ? "root" : group.toString(),
        mode == null ? usualMode(name, given, content) : Integer.parseInt(mode.toString(), 8),
        modified == null ? NOW.minusSeconds(86_400) : Instant.parse(modified.toString()));
  }

  private static int usualMode(String name, Map<?, ?> given, byte[] content) {
    if (given.containsKey("directory")) {
      return 0755;
    }
    boolean secret =
        name.startsWith("sasl_passwd")
            || new String(content, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY");
    return secret ? 0600 : 0644;
  }

  private static String absolute(String name) {
    return name.startsWith("/") ? name : Paths.join(DIRECTORY, name);
  }

  private SourceText text(String name, String otherwise) {
    Object given = example.files().get(name);
    Object text = given instanceof Map<?, ?> map ? map.get("text") : given;
    return SourceText.of(name, text == null ? otherwise : text.toString());
  }

  private Platform platform() {
    Distribution distribution = distribution();
    return new Platform(release(distribution), "", false, openSsl(distribution), distribution);
  }

  /** Such as {@code debian-13}: an ID of os-release, and a VERSION_ID. */
  private Distribution distribution() {
    String text = example.options().get("platform");
    if (text == null) {
      return Distribution.UNKNOWN;
    }
    int hyphen = text.lastIndexOf('-');
    Distribution found =
        hyphen < 0
            ? Distribution.find(text, "")
            : Distribution.find(text.substring(0, hyphen), text.substring(hyphen + 1));
    if (found == null) {
      throw new RuleException("platform '" + text + "' of an example is not known");
    }
    return found;
  }

  private OpenSslReleases openSsl(Distribution distribution) {
    String text = example.options().get("openssl");
    OpenSslReleases releases = text == null ? distribution.openSsl() : OpenSslReleases.parse(text);
    if (releases == null) {
      throw new RuleException("openssl '" + text + "' of an example is not a release");
    }
    return releases;
  }

  private PostfixVersion release(Distribution distribution) {
    String text = example.release();
    PostfixVersion usual = distribution.postfix();
    if (text == null) {
      return usual == null ? PostfixVersion.NEWEST : usual;
    }
    PostfixVersion release = PostfixVersion.parse(text);
    if (release == null) {
      throw new RuleException("release '" + text + "' of an example is not a release");
    }
    return release;
  }
}
