package io.shelfshare.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command line carries the simulator, and with it the domain; its clients know neither. */
@AnalyzeClasses(
    packages = "io.shelfshare.cli",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ReachTest {
  @ArchTest
  static final ArchRule onlySimulateRunsTheSimulator =
      noClasses()
          .that(DescribedPredicate.not(belongToAnyOf(SimulateCommand.class)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.shelfshare.simulation..")
          .because("a command asks a cluster by its API; only `simulate` needs none");

  @ArchTest
  static final ArchRule nothingHereDecides =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.shelfshare.domain..")
          .because("clients know the node by its API alone");
}
