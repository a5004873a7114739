package io.shelfshare.local.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.TestJvm;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedCassandraIT {
  @TempDir private Path folder;

  @Test
  void aKilledProgramLeavesNoServerAndItsFolderCanBeUsedAtOnce() throws Exception {
    ProcessHandle server;
    try (TestJvm parent = new TestJvm(ParentOfCassandra.class, folder.toString())) {
      server = parent.childItPrints();
      assertThat(server.isAlive()).isTrue();
      parent.kill9();
    }
    try (ManagedCassandra next = ManagedCassandra.start(TestServer.in(folder), Progress.silent())) {
      assertThat(next.isAlive()).isTrue();
      server.onExit().get(10, TimeUnit.SECONDS);
      assertThat(server.isAlive()).isFalse();
    }
  }
}
