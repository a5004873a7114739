package io.shelfshare.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two programs from using one data folder; the system drops it when its holder dies. */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, which is created if absent.
   *
   * @throws StartFailedException if somebody holds it, naming the process
   */
  public static FolderLock take(Path folder) {
    // The holder is named in a second file: closing a reader of the locked one drops the lock.
    Path holder = folder.resolve("lock.holder");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(channel)) {
        channel.close();
        throw new StartFailedException(
            "%s is in use by %s; stop that, or choose another data folder"
                .formatted(folder, Files.exists(holder) ? Files.readString(holder) : "another"));
      }
      Files.writeString(holder, "process " + ProcessHandle.current().pid());
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the data folder " + folder, e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
