package io.shelfshare.rules;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Which package may know which. */
@AnalyzeClasses(locations = OwnClasses.class)
final class PackagesTest {
  /**
   * The entities send each other messages, so that each knows the others' commands, and their root
   * wires them, also to what reads their journals. They are one slice; what they stand on may not
   * know them.
   */
  private static final Set<String> ENTITIES =
      Set.of(
          "io.shelfshare.node",
          "io.shelfshare.node.history",
          "io.shelfshare.node.order",
          "io.shelfshare.node.request",
          "io.shelfshare.node.settlement",
          "io.shelfshare.node.stock");

  /** Marks what travels between nodes and has no dependencies of its own. */
  private static final String MARKER = "io.shelfshare.node.Wire";

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices()
          .assignedFrom(new PackageOrEntities())
          .should()
          .beFreeOfCycles()
          .ignoreDependency(alwaysTrue(), name(MARKER))
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

  private static final class PackageOrEntities implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return SliceIdentifier.of(ENTITIES.contains(name) ? "the entities" : name);
    }

    @Override
    public String getDescription() {
      return "packages, the entities' as one";
    }
  }
}
