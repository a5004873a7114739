package io.shelfshare.cli.local;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.local.process.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a local cluster keeps its data, and what was loaded into it. */
public final class DataFolder {
  private static final String LOADED = "chain.json";

  /** What a cluster leaves in its folder; only this is ever wiped, and never by mistake more. */
  private static final Set<String> OURS =
      Set.of("cassandra", "nodes", "keys", "ports.properties", LOADED, "ready.json");

  private final Path folder;

  /** The data in a folder, which need not exist yet. */
  public DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The folder. */
  public Path path() {
    return folder;
  }

  /**
   * Wipes what a cluster has left there.
   *
   * @throws io.shelfshare.local.process.StartFailedException if a cluster is using it
   */
  public void wipe() {
    if (!Files.exists(folder)) {
      return;
    }
    try (FolderLock lock = FolderLock.take(folder)) {
      for (String name : OURS) {
        delete(folder.resolve(name));
      }
    }
  }

  /** Deletes the folder with everything in it; for folders that were made for one run. */
  public void delete() {
    delete(folder);
  }

  private static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether exactly this chain was loaded completely before. */
  public boolean holds(DemoChain chain) {
    Path file = folder.resolve(LOADED);
    if (!Files.exists(file)) {
      return false;
    }
    try {
      Struct.Builder loaded = Struct.newBuilder();
      JsonFormat.parser().merge(Files.readString(file), loaded);
      return loaded.build().equals(describe(chain));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Remembers that this chain was loaded completely. */
  public void remember(DemoChain chain) {
    write(folder.resolve(LOADED), describe(chain));
  }

  /** Writes a file as a whole: who reads it meanwhile sees the old one or the new one. */
  static void write(Path file, Struct content) {
    try {
      Path parent = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
      Files.createDirectories(parent);
      Path draft = parent.resolve(file.getFileName() + ".tmp");
      Files.writeString(draft, JsonFormat.printer().print(content) + "\n");
      Files.move(draft, file.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static Struct describe(DemoChain chain) {
    return Struct.newBuilder()
        .putFields("seed", number(chain.seed()))
        .putFields("stores", number(chain.stores().size()))
        .putFields("skus", number(chain.skus().size()))
        .build();
  }

  private static Value number(long value) {
    return Value.newBuilder().setNumberValue(value).build();
  }
}
