package io.shelfshare.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Calls that would make a result depend on the machine or on luck. Each ban names its replacement.
 * A class with a {@code main} method is where real clocks and seeds are made, and may make them;
 * any other exception is listed here by name, with its reason.
 */
@AnalyzeClasses(locations = OwnClasses.class)
final class BannedCallsTest {
  /** The builder's clock can be replaced; a user's program should not have to name the real one. */
  private static final Set<String> MAY_MAKE_A_CLOCK =
      Set.of("io.shelfshare.client.ShelfshareClientBuilder");

  /** Both wait for another process, which offers nothing to wait on. */
  private static final Set<String> MAY_SLEEP =
      Set.of("io.shelfshare.local.process.Waiting", "io.shelfshare.local.process.ChildMain");

  @ArchTest
  static final ArchRule nowComesFromAClock =
      ban(
          Set.of(),
          "now() without a Clock",
          target ->
              target.getOwner().isAssignableTo(Temporal.class)
                  && target.getName().equals("now")
                  && parametersOf(target).stream()
                      .noneMatch(type -> type.isEquivalentTo(Clock.class)),
          "take a java.time.Clock as a parameter and call now(clock)");

  @ArchTest
  static final ArchRule millisComeFromAClock =
      ban(
          Set.of(),
          "System.currentTimeMillis()",
          target -> isMethod(target, System.class, "currentTimeMillis"),
          "take a java.time.Clock as a parameter and call clock.millis()");

  @ArchTest
  static final ArchRule clocksAreMadeInMain =
      ban(
          MAY_MAKE_A_CLOCK,
          "Clock.system…()",
          target -> target.getOwner().isEquivalentTo(Clock.class) && isSystemClock(target),
          "take a java.time.Clock as a parameter; main makes the real one");

  @ArchTest
  static final ArchRule randomnessIsSeeded =
      ban(
          Set.of(),
          "new Random() without a seed",
          target ->
              target.getOwner().isEquivalentTo(Random.class)
                  && target.getName().equals("<init>")
                  && parametersOf(target).isEmpty(),
          "take a java.util.random.RandomGenerator as a parameter; main seeds it and prints the"
              + " seed");

  @ArchTest
  static final ArchRule randomNumbersComeFromAGenerator =
      ban(
          Set.of(),
          "Math.random()",
          target -> isMethod(target, Math.class, "random"),
          "take a java.util.random.RandomGenerator as a parameter");

  @ArchTest
  static final ArchRule nothingSleeps =
      ban(
          MAY_SLEEP,
          "Thread.sleep",
          target -> isMethod(target, Thread.class, "sleep"),
          "wait for the condition itself, or schedule the next step on a timer");

  private static ArchRule ban(
      Set<String> exceptions, String what, Predicate<AccessTarget> banned, String replacement) {
    DescribedPredicate<JavaAccess<?>> bannedAccess =
        DescribedPredicate.describe(what, access -> banned.test(access.getTarget()));
    return noClasses()
        .that(DescribedPredicate.describe("are not exempt", type -> !isExempt(type, exceptions)))
        .should()
        .accessTargetWhere(bannedAccess)
        .because("the result must not depend on the machine or on luck: " + replacement)
        .allowEmptyShould(true);
  }

  private static boolean isExempt(JavaClass type, Set<String> exceptions) {
    JavaClass outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return exceptions.contains(outermost.getName())
        || outermost.tryGetMethod("main", String[].class).isPresent();
  }

  private static boolean isMethod(AccessTarget target, Class<?> owner, String name) {
    return target.getOwner().isEquivalentTo(owner) && target.getName().equals(name);
  }

  private static boolean isSystemClock(AccessTarget target) {
    return target.getName().startsWith("system") || target.getName().startsWith("tick");
  }

  private static List<JavaClass> parametersOf(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitAccessTarget codeUnit
        ? codeUnit.getRawParameterTypes()
        : List.of();
  }
}
