package io.shelfshare.local.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  @Test
  void aFolderInUseIsRefusedNamingItsUser() {
    try (FolderLock held = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void aFolderThatWasGivenUpMayBeTakenAgain() {
    FolderLock.take(folder).close();
    assertThatCode(() -> FolderLock.take(folder).close()).doesNotThrowAnyException();
  }
}
