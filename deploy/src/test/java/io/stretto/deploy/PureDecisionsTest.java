package io.stretto.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.io.FileInputStream;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What decides knows nothing of the world: no log, clock, thread or chance. */
class PureDecisionsTest {

  private static final String[] WORLD = {
    "org.apache.kafka..",
    "org.rocksdb..",
    "io.grpc..",
    "io.javalin..",
    "io.micrometer..",
    "org.slf4j..",
    "com.dylibso..",
    "java.net..",
    "java.nio.channels..",
    "java.nio.file..",
    "java.time..",
    "java.util.concurrent.locks..",
    "java.util.random.."
  };

  private static final Set<String> SETTINGS =
      Set.of("CoordinatorServerSettings", "CoordinatorSetting");

  private static final DescribedPredicate<JavaClass> DECIDING =
      DescribedPredicate.describe("classes that decide", PureDecisionsTest::decides);

  @Test
  void decisionsUseNothingOfTheWorld() {
    noClasses()
        .that(DECIDING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(WORLD)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            Thread.class,
            Random.class,
            UUID.class,
            Process.class,
            File.class,
            FileInputStream.class)
        .check(Code.classes());
  }

  @Test
  void decisionsAskNoClock() {
    noClasses()
        .that(DECIDING)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .check(Code.classes());
  }

  @Test
  void theProtocolKnowsTheJdkAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.stretto.protocol..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("io.stretto.protocol..", "java..")
        .check(Code.classes());
  }

  @Test
  void noRoleKnowsAnother() {
    String[][] others = {
      {"coordinator", "worker", "statestore"},
      {"worker", "coordinator", "statestore"},
      {"statestore", "coordinator", "worker"}
    };
    for (String[] role : others) {
      noClasses()
          .that()
          .resideInAPackage("io.stretto." + role[0] + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.stretto." + role[1] + "..", "io.stretto." + role[2] + "..")
          .check(Code.classes());
    }
  }

  private static boolean decides(JavaClass candidate) {
    String place = candidate.getPackageName();
    boolean isCoordinator =
        place.equals("io.stretto.coordinator") && !SETTINGS.contains(candidate.getSimpleName());
    return isCoordinator
        || place.startsWith("io.stretto.protocol")
        || place.startsWith("io.stretto.coordinator.place")
        || place.startsWith("io.stretto.worker.speculate")
        || place.startsWith("io.stretto.statestore.commit")
        || place.startsWith("io.stretto.coordinator.predict");
  }
}
