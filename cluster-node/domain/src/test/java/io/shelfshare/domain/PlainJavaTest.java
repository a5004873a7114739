package io.shelfshare.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The domain knows nothing but itself and the JDK. */
@AnalyzeClasses(
    packages = "io.shelfshare.domain",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class PlainJavaTest {
  @ArchTest
  static final ArchRule theDomainIsPlainJava =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.shelfshare.domain..")
          .because("what needs a library belongs in the node: domain ← node → proto");
}
