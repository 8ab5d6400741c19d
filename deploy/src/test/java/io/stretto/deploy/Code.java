package io.stretto.deploy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.stretto.service.settings.Setting;
import io.stretto.service.settings.SettingDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the code has of a kind: found by looking at all classes, so that nothing is forgotten. */
final class Code {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.stretto");

  private Code() {}

  static JavaClasses classes() {
    return CLASSES;
  }

  /** Every setting of every role. */
  static List<SettingDefinition> settings() {
    return enums(found -> found.isAssignableTo(Setting.class))
        .flatMap(Arrays::stream)
        .map(constant -> ((Setting) constant).definition())
        .toList();
  }

  /** The names of all failures that exceptions carry as codes. */
  static List<String> failureCodes() {
    return enums(
            found ->
                found.getSimpleName().equals("Code")
                    && found.getEnclosingClass().isPresent()
                    && found.getEnclosingClass().get().getSimpleName().endsWith("Exception"))
        .flatMap(constants -> Arrays.stream(constants).map(Enum::name))
        .toList();
  }

  private static Stream<Enum<?>[]> enums(Predicate<JavaClass> predicate) {
    return CLASSES.stream()
        .filter(JavaClass::isEnum)
        .filter(predicate)
        .map(found -> (Enum<?>[]) found.reflect().getEnumConstants());
  }
}
