package io.github.posttlslint;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The order of the packages, and what the product never does. */
class ArchitectureTest {
  private static final String BASE = "io.github.posttlslint";

  /** Each package imports only those before it; so there is no cycle either. */
  private static final List<String> ORDER =
      List.of(
          "input",
          "git",
          "cf",
          "postfix",
          "secret",
          "pki",
          "pki.make",
          "zone",
          "zone.read",
          "handshake",
          "table",
          "model",
          "model.tls",
          "model.table",
          "model.rewrite",
          "model.route",
          "model.listen",
          "model.reach",
          "model.dns",
          "model.written",
          "model.change",
          "language",
          "kinds",
          "run.rule",
          "run",
          "report",
          "cli",
          "lsp",
          "site");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void everyClassLivesInAPackageOfTheOrder() {
    assertThat(PRODUCT).isNotEmpty();
    assertThat(PRODUCT.stream().map(ArchitectureTest::packageOf).distinct())
        .containsExactlyInAnyOrderElementsOf(ORDER);
  }

  @Test
  void everyPackageImportsOnlyThoseBeforeIt() {
    List<String> back = new ArrayList<>();
    for (JavaClass type : PRODUCT) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(BASE)
            && ORDER.indexOf(packageOf(target)) > ORDER.indexOf(packageOf(type))) {
          back.add(type.getName() + " -> " + target.getName());
        }
      }
    }
    assertThat(back).isEmpty();
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(BASE.length() + 1);
  }

  @Test
  void everyPackageSaysWhatItIsForAndThatNothingIsNullUnlessMarked() {
    assertThat(PRODUCT.stream().map(JavaClass::getPackage).distinct())
        .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
  }

  /** Of dnsjava, what reads names and records; the rest asks servers. */
  private static final List<String> LIBRARY_OF_ZONES =
      List.of(
          "AAAARecord",
          "ARecord",
          "CNAMERecord",
          "DClass",
          "Generator",
          "MXRecord",
          "Name",
          "Record",
          "TLSARecord",
          "TTL",
          "TXTBase",
          "TXTRecord",
          "TextParseException",
          "Tokenizer",
          "Type");

  @Test
  void productTouchesNoNetwork() {
    noClasses()
        .that(
            not(
                describe(
                    "what opens a jar of the program, or prints addresses",
                    type ->
                        List.of("ZoneLibrary", "Records", "LspCommand")
                            .contains(type.getSimpleName()))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net..", "javax.net..", "java.rmi..", "javax.naming..")
                .and(not(type(URI.class)))
                .or(assignableTo(java.nio.channels.NetworkChannel.class)))
        .orShould()
        .dependOnClassesThat(
            describe(
                "what asks the DNS",
                type ->
                    type.getPackageName().startsWith("org.xbill.DNS")
                        && !LIBRARY_OF_ZONES.contains(outermost(type).getSimpleName())))
        .because("a static linter asks neither a host nor the DNS")
        .check(PRODUCT);
  }

  @Test
  void productRunsNoProgramButGit() {
    noClasses()
        .that()
        .haveNameNotMatching(".*[.]git[.]GitProgram([$].*)?")
        .should()
        .dependOnClassesThat(type(ProcessBuilder.class).or(type(Process.class)))
        .orShould()
        .callMethodWhere(
            describe(
                "Runtime.exec",
                call ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && call.getName().equals("exec")))
        .because("neither Postfix nor OpenSSL runs when a configuration is read")
        .check(PRODUCT);
  }

  /** Classes that are not behind the gate: parts of it, what writes, and what reads the jar. */
  private static final List<String> BESIDE_THE_GATE =
      List.of(
          // the gate's own parts
          "Gate",
          "BoundedFile",
          "Repositories",
          "Owners",
          "HostMetadata",
          // git's index, its process, and the files that are compared with what it has
          "GitIndex",
          "WorkingTree",
          "GitChanges",
          "Changes",
          "GitProgram",
          // reports, and the files that fixes change
          "WholeFile",
          "FileExchange",
          // steps of the build, and what the program is packed with
          "CompileRules",
          "PackedFile");

  @Test
  void everyFileIsOpenedThroughTheGate() {
    noClasses()
        .that(
            not(
                describe(
                    "beside the gate",
                    type -> BESIDE_THE_GATE.contains(outermost(type).getSimpleName()))))
        .and()
        // a step of the build
        .resideOutsideOfPackage(within("site"))
        .should()
        .dependOnClassesThat(
            type(java.nio.file.Files.class)
                .or(type(java.io.File.class))
                .or(type(java.io.FileInputStream.class))
                .or(type(java.io.FileReader.class))
                .or(type(java.io.RandomAccessFile.class))
                .or(type(java.nio.channels.FileChannel.class))
                .or(type(java.util.zip.ZipFile.class))
                .or(type(java.util.Scanner.class)))
        .orShould()
        .callMethodWhere(
            describe(
                "the real path of a file",
                call ->
                    call.getName().equals("toRealPath")
                        || call.getName().equals("toFile")
                        || call.getName().equals("setPath")))
        .because("the gate knows what may be opened for what, and what was")
        .check(PRODUCT);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  @Test
  void productUsesNoReflection() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.lang.reflect.."))
        .orShould()
        .callMethodWhere(
            describe(
                "Class.forName",
                call ->
                    call.getTargetOwner().isEquivalentTo(Class.class)
                        && call.getName().equals("forName")))
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLineAsksTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage(within("cli"))
        .should()
        .accessTargetWhere(describe("the clock", ArchitectureTest::asksTheClock))
        .because("the same input gives the same report; the moment to judge at is handed in")
        .check(PRODUCT);
  }

  /** What is printed goes through the sink, which Main and Terminal make. */
  @Test
  void nothingWritesToATerminalButTheSink() {
    noClasses()
        .that(not(describe("a step of the build", ArchitectureTest::isBuildStep)))
        .should()
        .dependOnClassesThat(assignableTo(PrintStream.class).or(assignableTo(PrintWriter.class)))
        .orShould()
        .accessTargetWhere(
            describe(
                "a console's output, or System.out and err",
                access ->
                    access.getTargetOwner().isEquivalentTo(Console.class)
                            && !access.getDescription().contains("Console.readPassword()")
                        || access.getTargetOwner().isEquivalentTo(System.class)
                            && List.of("out", "err", "setOut", "setErr").contains(access.getName())
                        || access.getTargetOwner().isAssignableTo(Throwable.class)
                            && access.getName().equals("printStackTrace")))
        .because("text of strangers must neither drive a terminal nor give commands to a CI's log")
        .check(PRODUCT);
    noClasses()
        .that(not(describe("Main", type -> type.getSimpleName().equals("Main"))))
        .should()
        .dependOnClassesThat(type(FileDescriptor.class))
        .check(PRODUCT);
  }

  @Test
  void everyWriterOfReportsTakesASink() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(within("report"))
        .and()
        .areDeclaredInClassesThat(
            describe("writers", type -> type.getSimpleName().endsWith("Writer")))
        .and()
        .arePublic()
        .and()
        .haveNameStartingWith("write")
        .should(notTakeAppendable())
        .check(PRODUCT);
  }

  private static ArchCondition<JavaMethod> notTakeAppendable() {
    return new ArchCondition<>("write into a sink") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean free =
            method.getRawParameterTypes().stream()
                .anyMatch(one -> one.isEquivalentTo(Appendable.class));
        events.add(new SimpleConditionEvent(method, !free, method.getFullName()));
      }
    };
  }

  @Test
  void onlyTheCommandLineEndsTheProgramOrWritesToItsStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage(within("cli"))
        .and(not(describe("a step of the build", ArchitectureTest::isBuildStep)))
        .should()
        .accessTargetWhere(
            describe(
                "System.exit, out, err or in",
                access ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && List.of("exit", "out", "err", "in").contains(access.getName())))
        .check(PRODUCT);
  }

  @Test
  void librariesStayBehindTheirPackage() {
    noClasses()
        .that(not(resideInAPackage(within("pki"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(PRODUCT);
    noClasses()
        .that(not(resideInAPackage(within("zone.read"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.xbill..")
        .check(PRODUCT);
    noClasses()
        .that(not(resideInAPackage(within("cli"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.commons.cli..")
        .check(PRODUCT);
    noClasses()
        .that(not(resideInAPackage(within("lsp"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.lsp4j..", "com.google.gson..")
        .because("the jar of all other commands is without them")
        .check(PRODUCT);
    noClasses()
        .that(not(resideInAPackage(within("site"))))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.commonmark..", within("site")))
        .because("what is installed is without them")
        .check(PRODUCT);
  }

  private static boolean asksTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"))
        || owner.equals("java.lang.System") && name.equals("currentTimeMillis");
  }

  /** Programs that the build runs, not the product. */
  private static boolean isBuildStep(JavaClass type) {
    return type.getSimpleName().startsWith("Compile");
  }

  private static String within(String name) {
    return BASE + "." + name + "..";
  }
}
