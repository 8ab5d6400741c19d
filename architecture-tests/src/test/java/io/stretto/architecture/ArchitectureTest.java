package io.stretto.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.File;
import java.io.FileInputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that the deciding parts know nothing of logs, stores, clocks and threads, and that the
 * modules meet in topics only.
 */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.stretto");

  /** What decides: a function of what it is given. */
  private static final DescribedPredicate<JavaClass> LOGIC =
      resideInAnyPackage(
              "io.stretto.protocol..",
              "io.stretto.coordinator",
              "io.stretto.coordinator.predict..",
              "io.stretto.coordinator.place..",
              "io.stretto.worker.speculate..",
              "io.stretto.statestore.commit..",
              "io.stretto.oracle..",
              "io.stretto.simulation..",
              "io.stretto.chaos.history..")
          .and(not(nameMatching("io\\.stretto\\.coordinator\\.CoordinatorServer.*")))
          .and(not(nameMatching("io\\.stretto\\.coordinator\\.CoordinatorSetting(\\$.*)?")))
          .as("the logic");

  @Test
  void thereIsLogicToLookAt() {
    for (String name :
        List.of(
            "io.stretto.protocol.ConflictRule",
            "io.stretto.coordinator.Coordinator",
            "io.stretto.coordinator.place.Placement",
            "io.stretto.coordinator.predict.Predictor",
            "io.stretto.worker.speculate.Lane",
            "io.stretto.statestore.commit.Committer",
            "io.stretto.oracle.SerialOracle",
            "io.stretto.simulation.SimulatedCluster",
            "io.stretto.chaos.history.HistoryChecker")) {
      assertThat(CLASSES.contain(name)).as(name).isTrue();
      assertThat(LOGIC.test(CLASSES.get(name))).as(name).isTrue();
    }
  }

  @Test
  void theProtocolUsesTheJdkAlone() {
    check(
        ArchRuleDefinition.classes()
            .that()
            .resideInAPackage("io.stretto.protocol..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.stretto.protocol.."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "statestore"})
  void noServiceUsesAnother(String service) {
    DescribedPredicate<JavaClass> others =
        resideInAnyPackage(
                "io.stretto.coordinator..", "io.stretto.worker..", "io.stretto.statestore..")
            .and(not(resideInAPackage("io.stretto." + service + "..")))
            .as("another service");
    check(
        noClasses()
            .that()
            .resideInAPackage("io.stretto." + service + "..")
            .should()
            .dependOnClassesThat(others));
  }

  @Test
  void whatServicesShareUsesNoneOfThem() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.stretto.protocol..",
                "io.stretto.schemas..",
                "io.stretto.service..",
                "io.stretto.wasm..",
                "io.stretto.oracle..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.stretto.coordinator..",
                "io.stretto.worker..",
                "io.stretto.statestore..",
                "io.stretto.simulation..",
                "io.stretto.embedded.."));
  }

  @Test
  void theLogicUsesNoAdapterAndNoLibrary() {
    check(
        ArchRuleDefinition.classes()
            .that(LOGIC)
            .should()
            .onlyDependOnClassesThat(
                LOGIC.or(resideInAPackage("java..")).as("the logic or the JDK")));
  }

  @Test
  void theLogicKnowsNoFilesAndNoNetwork() {
    check(
        noClasses()
            .that(LOGIC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Process.class, File.class, FileInputStream.class));
  }

  @Test
  void theLogicKnowsNoThreadsAndNoClock() {
    DescribedPredicate<JavaClass> concurrent =
        resideInAPackage("java.util.concurrent..")
            .and(not(nameMatching("java\\.util\\.concurrent\\.ConcurrentHashMap(\\$.*)?")))
            .as("java.util.concurrent beyond the map");
    check(noClasses().that(LOGIC).should().dependOnClassesThat(concurrent));
    check(
        noClasses()
            .that(LOGIC.and(not(nameMatching(".*\\.worker\\.speculate\\..*"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.."));
    check(noClasses().that(LOGIC).should().dependOnClassesThat(assignableTo(Thread.class)));
    check(noClasses().that(LOGIC).should().dependOnClassesThat().resideInAPackage("java.time.."));
    check(noClasses().that(LOGIC).should().callMethod(System.class, "currentTimeMillis"));
    check(noClasses().that(LOGIC).should().callMethod(System.class, "nanoTime"));
  }

  @Test
  void theLogicDrawsNothingAtRandom() {
    DescribedPredicate<JavaClass> decided =
        LOGIC.and(not(resideInAPackage("io.stretto.simulation.."))).as("the logic");
    check(
        noClasses()
            .that(decided)
            .should()
            .dependOnClassesThat(
                nameMatching("java\\.util\\.(Random|UUID|SplittableRandom)|java\\.util\\.random.*")
                    .forSubtype()));
    check(noClasses().that(LOGIC).should().callMethod(Math.class, "random"));
    check(
        noClasses()
            .that(LOGIC)
            .should()
            .callMethod(System.class, "identityHashCode", Object.class));
    check(
        noClasses()
            .that()
            .resideInAPackage("io.stretto.simulation..")
            .should()
            .callConstructor(Random.class));
  }

  /** Moving to the engine's continuation must be a change of one package. */
  @Test
  void oneEngineInOnePackage() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.stretto.wasm.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.dylibso.chicory..", "run.endive.."));
  }

  @Test
  void kafkaStaysInTheAdapters() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.stretto.schemas..", "io.stretto.wasm..", "io.stretto.contracts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.rocksdb..", "io.grpc.."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "protocol",
        "schemas",
        "wasm",
        "oracle",
        "coordinator",
        "worker",
        "statestore",
        "service",
        "simulation",
        "embedded",
        "contracts",
        "client",
        "local",
        "bench",
        "chaos",
        "cli"
      })
  void packagesOfAModuleHaveNoCycles(String module) {
    check(slices().assignedFrom(packagesOf("io.stretto." + module)).should().beFreeOfCycles());
  }

  /**
   * Adapters break the rules of the logic, and two packages made for it a cycle: the rules look.
   */
  @Test
  void theRulesCanFail() {
    assertThat(
            ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.stretto.coordinator.kafka..")
                .should()
                .onlyDependOnClassesThat(LOGIC.or(resideInAPackage("java..")))
                .evaluate(CLASSES)
                .hasViolation())
        .isTrue();
    assertThat(
            noClasses()
                .that()
                .resideInAPackage("io.stretto.worker.kafka..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .evaluate(CLASSES)
                .hasViolation())
        .isTrue();
    assertThat(
            slices()
                .assignedFrom(packagesOf("io.stretto.architecture.cycle"))
                .should()
                .beFreeOfCycles()
                .evaluate(new ClassFileImporter().importPackages("io.stretto.architecture.cycle"))
                .hasViolation())
        .isTrue();
  }

  private static SliceAssignment packagesOf(String root) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return name.equals(root) || name.startsWith(root + ".")
            ? SliceIdentifier.of(name)
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + root;
      }
    };
  }

  @Test
  void nothingIsPrintedButByTheCommandLine() {
    DescribedPredicate<JavaClass> quiet =
        not(resideInAnyPackage("io.stretto.cli..", "io.stretto.bench..")).as("all but the cli");
    check(noClasses().that(quiet).should().accessField(System.class, "out"));
    check(noClasses().that(quiet).should().accessField(System.class, "err"));
    check(noClasses().that(quiet).should().callMethod(Throwable.class, "printStackTrace"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
