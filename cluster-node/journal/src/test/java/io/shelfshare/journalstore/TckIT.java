package io.shelfshare.journalstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scalatest.tools.Runner;

/** Akka's own tests of a journal and of a snapshot store, on a real database. */
class TckIT {
  @TempDir private static Path folder;
  private static TestDatabase database;

  @BeforeAll
  static void startDatabase() {
    database = TestDatabase.start(folder);
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  static TestDatabase database() {
    return database;
  }

  @Test
  void theJournalPassesAkkasTests() {
    assertThat(passes("io.shelfshare.journalstore.JournalTck")).isTrue();
  }

  @Test
  void theSnapshotStorePassesAkkasTests() {
    assertThat(passes("io.shelfshare.journalstore.SnapshotTck")).isTrue();
  }

  private static boolean passes(String suite) {
    return Runner.run(new String[] {"-s", suite, "-R", "target/test-classes", "-oW"});
  }
}
