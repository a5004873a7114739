package io.shelfshare.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int EXIT_BY_SIGTERM = 143;

  @TempDir private Path folder;

  static ChildJvm.Command sleeper(Path folder) {
    return new ChildJvm.Command(
        List.of(),
        JavaRuntime.current(),
        List.of("-Xmx32m"),
        List.of(System.getProperty("java.class.path")),
        Sleeper.class.getName(),
        Map.of(),
        folder,
        Optional.of(folder.resolve("child.lock")),
        folder.resolve("output.log"));
  }

  @Test
  void aChildEndsWhenItsParentIsKilled() throws Exception {
    try (TestJvm parent = new TestJvm(ParentOfSleeper.class, folder.toString())) {
      ProcessHandle child = parent.childItPrints();
      assertThat(child.isAlive()).isTrue();

      parent.kill9();

      child.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void aStoppedChildEndsInOrder() throws IOException {
    ChildJvm child = ChildJvm.start(sleeper(folder));
    awaitLine(child, "started", 1);

    assertThat(child.stop(LIMIT)).isTrue();
    assertThat(Files.readString(folder.resolve("output.log"))).contains("stopped in order");
  }

  @Test
  void ctrlCInTheTerminalLeavesTheOrderOfStoppingToTheParent() throws Exception {
    ChildJvm child = ChildJvm.start(sleeper(folder));
    awaitLine(child, "started", 1);

    int sent = new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
    assertThat(sent).isZero();
    assertThat(child.stop(LIMIT)).isTrue();

    // Signals are handled in order: 130 would say that the first one had ended it.
    assertThat(child.exitCode()).contains(EXIT_BY_SIGTERM);
  }

  @Test
  void aSuccessorBeginsOnlyWhenItsPredecessorIsGone() throws IOException {
    ChildJvm first = ChildJvm.start(sleeper(folder));
    awaitLine(first, "started", 1);
    ChildJvm second = ChildJvm.start(sleeper(folder));

    first.kill9();

    awaitLine(second, "started", 2);
    second.kill9();
  }

  @Test
  void aFrozenChildThatCannotStopInTimeIsKilled() {
    ChildJvm child = ChildJvm.start(sleeper(folder));
    awaitLine(child, "started", 1);
    child.pause();
    assertThat(child.isAlive()).isTrue();

    assertThat(child.stop(Duration.ofMillis(300))).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  private void awaitLine(ChildJvm child, String line, int times) {
    Path output = folder.resolve("output.log");
    new Waiting("sleeper", Progress.silent(), LIMIT)
        .until("starting", () -> count(output, line) == times, child, List.of(output));
  }

  private static long count(Path file, String line) {
    try {
      return Files.readAllLines(file).stream().filter(line::equals).count();
    } catch (IOException e) {
      return 0;
    }
  }
}
