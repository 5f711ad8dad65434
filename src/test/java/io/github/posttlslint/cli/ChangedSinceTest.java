package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Folders;
import io.github.posttlslint.testkit.GitRepository;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code --changed-since} in repositories of all kinds, and in those that want to start programs or
 * to decide themselves what has changed.
 */
@Slow
class ChangedSinceTest {

  private static final String FAULT = "permit_mynetworks\n";
  private static final String FOUND = "[maincf-missing-equals]";

  @TempDir Path temp;

  private GitRepository repository;
  private Path canary;

  /** A program of the repository's that leaves a trace. */
  private Path program;

  @BeforeEach
  void makeRepository() throws Exception {
    temp = temp.toRealPath();
    canary = temp.resolve("canary");
    repository = GitRepository.init(temp.resolve("top"));
    program = executable(temp.resolve("program"));
    repository.write("mail/main.cf", FAULT);
    repository.write("other/main.cf", FAULT);
    repository.commit("first");
  }

  private Path executable(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\necho \"$0 $*\" >>" + canary + "\nexec cat\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run check(String... words) {
    return checkIn(repository.top(), words);
  }

  private static Run checkIn(Path directory, String... words) {
    List<String> all = new ArrayList<>(List.of("check", "-q", "--changed-since"));
    all.addAll(List.of(words));
    return Cli.runIn(directory, all.toArray(String[]::new));
  }

  private static void assertReported(Run run, String... files) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().filter(line -> line.contains(FOUND)).map(ChangedSinceTest::file))
        .containsExactly(files);
  }

  private static String file(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  @Test
  void aBareRepositoryAmongTheFilesIsNeverAsked() throws Exception {
    // all of it can be committed; its index and its HEAD say that main.cf is as it was
    repository.write("mail/evil/main.cf", FAULT);
    GitRepository evil = GitRepository.init(temp.resolve("evil"));
    evil.write("main.cf", FAULT);
    evil.write(".gitattributes", "* filter=x\n");
    evil.commit("evil");
    evil.git("config", "core.worktree", ".");
    evil.git("config", "core.fsmonitor", program.toString());
    evil.git("config", "filter.x.clean", program.toString());
    evil.git("config", "core.bare", "false");
    Folders.copy(temp.resolve("evil/.git"), repository.top().resolve("mail/evil"));
    repository.write("mail/evil/.gitattributes", "* filter=x\n");
    repository.write("mail/evil/refs/keep", "");
    Files.setLastModifiedTime(
        repository.top().resolve("mail/evil/main.cf"), FileTime.fromMillis(0));
    assertReported(check("HEAD", "."), "mail/evil/main.cf");
    repository.commit("evil");
    assertReported(check("HEAD~1", "mail/evil"), "mail/evil/main.cf");
    assertReported(check("HEAD", "mail/evil"));
    assertReported(checkIn(repository.top().resolve("mail/evil"), "HEAD~1", "."), "main.cf");
    assertThat(canary).doesNotExist();
  }

  static List<List<String>> settingsThatStartPrograms() {
    return List.of(
        List.of("core.fsmonitor", "PROGRAM"),
        List.of("core.fsmonitor", "true", "core.fsmonitorHookVersion", "2"),
        List.of(
            "filter.x.clean", "PROGRAM", "filter.x.smudge", "PROGRAM", "filter.x.required", "1"),
        List.of("filter.x.process", "PROGRAM", "filter.x.required", "true"),
        List.of("core.hooksPath", "PROGRAM/.."),
        List.of("diff.external", "PROGRAM", "diff.x.command", "PROGRAM"),
        List.of("diff.x.textconv", "PROGRAM", "diff.x.cachetextconv", "true"),
        List.of("core.pager", "PROGRAM", "pager.ls-files", "PROGRAM", "pager.ls-tree", "PROGRAM"),
        List.of("alias.ls-files", "!PROGRAM", "alias.rev-parse", "!PROGRAM"),
        List.of("gpg.program", "PROGRAM", "log.showSignature", "true"),
        List.of("core.sshCommand", "PROGRAM", "core.gitProxy", "PROGRAM"),
        List.of(
            "core.editor", "PROGRAM", "core.askPass", "PROGRAM", "credential.helper", "PROGRAM"),
        List.of("include.path", "../included"),
        List.of("core.alternateRefsCommand", "PROGRAM", "uploadpack.packObjectsHook", "PROGRAM"));
  }

  @ParameterizedTest
  @MethodSource("settingsThatStartPrograms")
  void noSettingOfARepositoryStartsAProgram(List<String> settings) throws Exception {
    repository.write(".gitattributes", "* filter=x diff=x text eol=crlf\n");
    repository.commit("attributes");
    for (String hook : List.of("post-index-change", "fsmonitor-watchman", "post-checkout")) {
      executable(temp.resolve(hook));
    }
    Files.writeString(
        repository.top().resolve("included"), "[filter \"x\"]\nclean = " + program + "\n");
    Path config = repository.top().resolve(".git/config");
    for (int i = 0; i < settings.size(); i += 2) {
      String value = settings.get(i + 1).replace("PROGRAM", program.toString());
      repository.git("config", settings.get(i), value);
    }
    assertThat(config).isNotEmptyFile();
    Files.deleteIfExists(canary);
    repository.write("mail/main.cf", FAULT + "# changed\n");
    Files.setLastModifiedTime(repository.top().resolve("other/main.cf"), FileTime.fromMillis(0));
    assertReported(check("HEAD", "."), "mail/main.cf");
    assertThat(canary).doesNotExist();
  }

  @Test
  void aWorkingTreeNamedByTheRepositoryDecidesNothing() throws Exception {
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere/mail"));
    Files.writeString(elsewhere.resolve("main.cf"), FAULT);
    repository.git("config", "core.worktree", elsewhere.getParent().toString());
    Files.writeString(repository.top().resolve("mail/main.cf"), FAULT + "# changed\n");
    repository.write("new/main.cf", FAULT);
    assertReported(check("HEAD", "."), "mail/main.cf", "new/main.cf");
  }

  @Test
  void marksInTheIndexHideNoChange() throws Exception {
    for (String mark : List.of("--assume-unchanged", "--skip-worktree")) {
      repository.git("update-index", mark, "mail/main.cf");
      repository.write("mail/main.cf", FAULT + "# changed\n");
      assertReported(check("HEAD", "."), "mail/main.cf");
    }
  }

  @Test
  void whatAConversionWouldMakeEqualCountsAsChanged() throws Exception {
    repository.git("config", "core.autocrlf", "true");
    repository.write("mail/main.cf", FAULT.replace("\n", "\r\n"));
    assertReported(check("HEAD", "."), "mail/main.cf");
  }

  @Test
  void aChangeOfTheSameSizeAndTimeIsSeen() throws Exception {
    Path file = repository.top().resolve("mail/main.cf");
    var time = Files.getLastModifiedTime(file);
    Files.writeString(file, FAULT.replace("my", "no"));
    Files.setLastModifiedTime(file, time);
    assertReported(check("HEAD", "."), "mail/main.cf");
  }

  @Test
  void aFurtherWorkingTreeIsHeldAgainstItsOwnRevisions() throws Exception {
    Path further = temp.resolve("further");
    repository.git("worktree", "add", "-q", further.toString());
    Path inside = repository.top().resolve("inside");
    repository.git("worktree", "add", "-q", inside.toString());
    for (Path tree : List.of(further, inside)) {
      assertReported(checkIn(tree, "HEAD", "."));
      Files.writeString(tree.resolve("mail/main.cf"), FAULT + "# changed\n");
      assertReported(checkIn(tree, "HEAD", "."), "mail/main.cf");
    }
  }

  @Test
  void aCloneInsideAnotherWorkingTreeIsARepositoryOfItsOwn() throws Exception {
    repository.write(".gitignore", "/clone/\n/own/\n");
    repository.commit("ignored");
    GitRepository clone = GitRepository.clone(repository.top(), repository.top().resolve("clone"));
    GitRepository own = GitRepository.init(repository.top().resolve("own"));
    own.write("etc/main.cf", FAULT);
    own.commit("own");
    assertReported(check("HEAD", "."));
    clone.write("mail/main.cf", FAULT + "# changed\n");
    own.write("etc/main.cf", FAULT + "# changed\n");
    assertReported(check("HEAD", "."), "clone/mail/main.cf", "own/etc/main.cf");
    assertReported(checkIn(own.top(), "HEAD", "."), "etc/main.cf");
  }

  @Test
  void aChangedListOfModesConcernsTheWholeSetup() throws Exception {
    repository.write("mail/posttls-lint.modes", "0600 root:root key.pem\n");
    repository.commit("modes");
    assertReported(check("HEAD", "."));
    repository.write("mail/posttls-lint.modes", "0666 root:root key.pem\n");
    assertReported(check("HEAD", "."), "mail/main.cf");
  }

  @Test
  void aSubmoduleIsHeldAgainstTheCommitThatTheOuterRepositoryHasForIt() throws Exception {
    GitRepository library = GitRepository.init(temp.resolve("library"));
    library.write("hosts/main.cf", FAULT);
    library.write("quiet/main.cf", FAULT);
    library.commit("library");
    repository.git("submodule", "--quiet", "add", "file://" + library.top(), "library");
    // all of it is new to the outer repository, whatever the submodule's own branches say
    assertReported(check("HEAD", "."), "library/hosts/main.cf", "library/quiet/main.cf");
    repository.commit("submodule");
    assertReported(check("HEAD", "."));
    assertReported(check("HEAD~1", "library"), "library/hosts/main.cf", "library/quiet/main.cf");
    GitRepository inner = new GitRepository(repository.top().resolve("library"));
    inner.write("hosts/main.cf", FAULT + "# changed\n");
    inner.commit("changed inside");
    inner.git("push", "-q", "origin", "HEAD:refs/heads/also");
    assertReported(check("HEAD", "."), "library/hosts/main.cf");
    assertReported(checkIn(temp, "HEAD", "top/library"), "top/library/hosts/main.cf");
    // who stands in the submodule means its own revisions
    assertReported(checkIn(inner.top(), "HEAD", "."));
    assertReported(checkIn(inner.top(), "HEAD~1", "."), "hosts/main.cf");
  }

  @Test
  void aSubmoduleThatWasLeftOutIsNoChange() throws Exception {
    GitRepository library = GitRepository.init(temp.resolve("library"));
    library.write("main.cf", FAULT);
    library.commit("library");
    repository.git("submodule", "--quiet", "add", "file://" + library.top(), "mail/library");
    repository.commit("submodule");
    GitRepository cloned = GitRepository.clone(repository.top(), temp.resolve("cloned"));
    String[] words = {"check", "--changed-since", "HEAD", "mail"};
    assertThat(Cli.runIn(cloned.top(), words).out()).contains("Nothing was judged.");
    cloned.write("mail/library/main.cf", FAULT);
    assertReported(checkIn(cloned.top(), "HEAD", "mail/library"), "mail/library/main.cf");
  }

  @Test
  void aShallowCloneHasWhatItHas() throws Exception {
    repository.write("mail/main.cf", FAULT + "# changed\n");
    repository.commit("second");
    GitRepository shallow =
        GitRepository.clone(repository.top(), temp.resolve("shallow"), "--depth", "1");
    assertReported(checkIn(shallow.top(), "HEAD", "."));
    Run run = checkIn(shallow.top(), "HEAD~1", ".");
    assertThat(run.err()).contains("--changed-since HEAD~1: git says: ").hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blob:none", "tree:0"})
  void aPartialCloneFetchesNothing(String filter) throws Exception {
    repository.git("config", "uploadpack.allowFilter", "true");
    repository.write("mail/main.cf", FAULT + "# changed\n");
    repository.commit("second");
    GitRepository partial =
        GitRepository.clone(repository.top(), temp.resolve("part"), "--filter=" + filter);
    partial.git("config", "remote.origin.uploadpack", program.toString());
    partial.git("config", "protocol.file.allow", "always");
    Run run = checkIn(partial.top(), "HEAD~1", ".");
    if (filter.equals("blob:none")) {
      assertReported(run, "mail/main.cf");
    } else {
      assertThat(run.err()).contains("--changed-since HEAD~1: git says: ").hasLineCount(1);
      assertThat(run.status()).isEqualTo(2);
    }
    assertThat(canary).doesNotExist();
  }

  @Test
  void aRepositoryOfLongerIdsIsRead() throws Exception {
    repository = GitRepository.init(temp.resolve("sha256"), "--object-format=sha256");
    repository.write("mail/main.cf", FAULT);
    repository.write("other/main.cf", FAULT);
    repository.commit("first");
    assertReported(check("HEAD", "."));
    repository.write("mail/main.cf", FAULT + "# changed\n");
    assertReported(check("HEAD", "."), "mail/main.cf");
  }

  @Test
  void aRepositoryWithoutCommitsHasNoRevision() throws Exception {
    repository = GitRepository.init(temp.resolve("unborn"));
    repository.write("main.cf", FAULT);
    Run run = check("HEAD", ".");
    assertThat(run.err())
        .contains("--changed-since HEAD: git says: fatal: Not a valid object name HEAD")
        .hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void allKindsOfChangesCount() throws Exception {
    for (String name : List.of("added", "meant", "new", "renamed", "mode", "typed")) {
      repository.write(name + "-0/main.cf", FAULT);
    }
    repository.write(".gitignore", "ignored/\n");
    repository.commit("more");
    repository.write("added/main.cf", FAULT);
    repository.git("add", "added");
    repository.write("meant/main.cf", FAULT);
    repository.git("add", "-N", "meant");
    repository.write("new/main.cf", FAULT);
    repository.write("ignored/main.cf", FAULT);
    repository.git("mv", "renamed-0", "renamed");
    Files.setPosixFilePermissions(
        repository.top().resolve("mode-0/main.cf"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Path typed = repository.top().resolve("typed-0/main.cf");
    Files.delete(typed);
    Files.createSymbolicLink(typed, Path.of("../other/main.cf"));
    assertReported(
        check("HEAD", "."),
        "added/main.cf",
        "meant/main.cf",
        "mode-0/main.cf",
        "new/main.cf",
        "renamed/main.cf",
        "typed-0/main.cf");
  }

  @Test
  void aLinkThatLeadsToAnotherPlaceCounts() throws Exception {
    repository.write("common/a/main.cf", FAULT);
    repository.write("common/b/main.cf", FAULT);
    Path link = repository.top().resolve("host");
    Files.createSymbolicLink(link, Path.of("common/a"));
    repository.commit("links");
    assertReported(check("HEAD", "host"));
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("common/b"));
    assertReported(check("HEAD", "host"), "host/main.cf");
  }

  @Test
  void namesMayBeOdd() throws Exception {
    for (String odd : List.of("new\nline", "tab\tquote\"", " blank ", "ümläut", ":(glob)*")) {
      repository.write(odd + "/main.cf", FAULT);
      repository.commit("odd");
      assertReported(check("HEAD", odd));
      repository.write(odd + "/main.cf", FAULT + "# changed\n");
      Run run = check("HEAD", odd);
      assertThat(run.out()).as(odd).contains(FOUND);
      repository.commit("odd");
    }
  }

  @Test
  void whatASparseCheckoutLeavesOutIsNotGone() throws Exception {
    repository.write("mail/main.cf", "relay_clientcerts = texthash:/etc/postfix/gone\n");
    repository.write("certs/gone", "AA:BB host\n");
    repository.commit("certs");
    String[] words = {"HEAD", "--files", "complete", "mail"};
    repository.git("sparse-checkout", "set", "mail");
    assertThat(repository.top().resolve("certs")).doesNotExist();
    assertThat(check(words).out()).doesNotContain("[table-missing]");
    repository.git("sparse-checkout", "disable");
    Files.delete(repository.top().resolve("certs/gone"));
    assertThat(check(words).out()).contains("[table-missing]");
  }

  @Test
  void aRepositoryOfAnotherUserIsRefusedAsGitDoes() throws Exception {
    Path git = repository.top().resolve(".git");
    assumeThat(Files.getOwner(git).getName()).isEqualTo("root");
    repository.git("config", "core.fsmonitor", program.toString());
    Files.setAttribute(repository.top(), "unix:uid", 12345);
    Files.setAttribute(git, "unix:uid", 12345);
    Run run = check("HEAD", ".");
    assertThat(run.err()).contains("git says: fatal: detected dubious ownership").hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
    assertThat(canary).doesNotExist();
  }

  @Test
  void gitIsNotTakenFromWhatIsJudged() throws Exception {
    Path bin = repository.top().resolve("bin");
    executable(bin.resolve("git"));
    executable(repository.top().resolve("git"));
    Path link = Files.createSymbolicLink(temp.resolve("linked-bin"), bin);
    Path linking = Files.createDirectory(temp.resolve("linking"));
    Files.createSymbolicLink(linking.resolve("git"), bin.resolve("git"));
    String usual = System.getenv("PATH");
    for (String first : List.of("", ".", "bin", "../top/bin", bin + "", link + "", linking + "")) {
      Run run = runWithPath(first + ":" + usual);
      assertThat(run.out()).as(first).contains("Nothing was judged.");
      Run none = runWithPath(first + ":" + temp.resolve("absent"));
      assertThat(none.err()).contains("--changed-since HEAD: no git in an absolute directory");
      assertThat(none.status()).isEqualTo(2);
    }
    assertThat(canary).doesNotExist();
  }

  private Run runWithPath(String path) {
    String mail = repository.top().resolve("mail").toString();
    return Cli.runWith(Map.of("PATH", path), "check", "--changed-since", "HEAD", mail);
  }

  @Test
  void aPointerToARepositoryAmongTheFilesIsRefused() throws Exception {
    Folders.copy(repository.top().resolve(".git"), repository.top().resolve("mail/evil.git"));
    for (String pointer : List.of("evil.git", "../mail/evil.git", temp + "/top/mail/evil.git")) {
      repository.write("mail/.git", "gitdir: " + pointer + "\n");
      Run run = check("HEAD", "mail");
      assertThat(run.err()).contains("leads to a repository among the files of").hasLineCount(1);
      assertThat(run.status()).isEqualTo(2);
    }
    repository.write("mail/.git", "gitdir: nowhere\n");
    assertThat(check("HEAD", "mail").err()).contains("mail/.git names no repository");
    Files.delete(repository.top().resolve("mail/.git"));
    Files.createDirectory(repository.top().resolve("mail/.git"));
    repository.write("mail/main.cf", FAULT + "# changed\n");
    assertReported(check("HEAD", "mail"), "mail/main.cf");
  }

  @Test
  void withoutARepositoryThereIsNothingToCompareWith() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("folder"));
    Files.writeString(folder.resolve("main.cf"), FAULT);
    Run run = checkIn(folder, "HEAD", ".");
    assertThat(run.err()).contains("there is no git repository at " + folder).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  /** Watches the processes of a run, under the variables that a hook and a hostile caller set. */
  @Test
  void nothingButGitIsStartedAndNoSocketIsMade() throws Exception {
    assumeThat(Program.find("strace")).as("strace, left out where it is missing").isPresent();
    GitRepository evil = GitRepository.init(temp.resolve("evil"));
    evil.write("mail/main.cf", FAULT + "# changed\n");
    evil.commit("evil");
    for (GitRepository each : List.of(repository, evil)) {
      each.git("config", "core.fsmonitor", program.toString());
      each.git("config", "core.hooksPath", temp.toString());
      each.git("config", "filter.x.clean", program.toString());
      each.git("config", "diff.external", program.toString());
      each.git("config", "core.pager", program.toString());
    }
    Files.deleteIfExists(canary);
    repository.write(".gitattributes", "* filter=x\n");
    repository.write("mail/main.cf", FAULT + "# changed\n");
    Path log = temp.resolve("strace.log");
    List<String> command =
        List.of(
            Program.require("strace").toString(),
            "-f",
            "-qq",
            "-e",
            "trace=%network,execve,execveat",
            "-o",
            log.toString(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "check",
            "-q",
            "--changed-since",
            "HEAD",
            ".");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(repository.top().toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(temp.resolve("out").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("GIT_DIR", evil.top().resolve(".git").toString());
    environment.put("GIT_INDEX_FILE", evil.top().resolve(".git/index").toString());
    environment.put("GIT_WORK_TREE", evil.top().toString());
    environment.put("GIT_EXTERNAL_DIFF", program.toString());
    environment.put("GIT_PAGER", program.toString());
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "core.fsmonitor");
    environment.put("GIT_CONFIG_VALUE_0", program.toString());
    environment.put("GIT_TRACE", temp.resolve("trace").toString());
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(temp.resolve("out"))).contains("mail/main.cf:1");
    List<String> calls = Files.readAllLines(log);
    String git = "execve(\"" + Program.require("git") + "\"";
    List<String> started = calls.stream().filter(call -> call.contains("execve")).toList();
    assertThat(started)
        .anyMatch(call -> call.contains(git))
        .allMatch(
            call ->
                call.contains(git)
                    || call.contains("/bin/java\"")
                    || call.contains("/lib/jspawnhelper\"")); // Java's own, which becomes git
    Set<String> gits = new HashSet<>();
    started.stream().filter(call -> call.contains(git)).forEach(call -> gits.add(process(call)));
    assertThat(calls)
        .noneMatch(call -> gits.contains(process(call)) && call.contains("socket"))
        .noneMatch(call -> call.contains("connect(") && !call.contains("AF_UNIX"));
    assertThat(canary).doesNotExist();
    assertThat(temp.resolve("trace")).doesNotExist();
  }

  /** The process that a line of strace is about. */
  private static String process(String call) {
    return call.substring(0, call.indexOf(' '));
  }
}
