package io.shelfshare.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(locations = OwnClasses.class)
final class PackagesTest {
  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices()
          .matching("io.shelfshare.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package that knows its own users cannot be read, tested or moved alone")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule journalMessagesStayInTheJournal =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.shelfshare.node.journal..", "io.shelfshare.node.projection..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.shelfshare.journal.v1..")
          .because("persisted messages never leave the node; domain events and API messages do")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule apiMessagesAreNeverPersisted =
      noClasses()
          .that()
          .resideInAnyPackage("io.shelfshare.node.journal..", "io.shelfshare.node.projection..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.shelfshare.market.v1..")
          .because("a change of the API must not break recovery: map to io.shelfshare.journal.v1")
          .allowEmptyShould(true);
}
