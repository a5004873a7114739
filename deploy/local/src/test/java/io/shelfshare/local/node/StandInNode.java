package io.shelfshare.local.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs the stand-in {@link io.shelfshare.node.Main} as a distribution has the real one. */
public final class StandInNode {
  private StandInNode() {}

  /** Makes the folder of a node's jars. */
  public static void packInto(Path jars) throws IOException {
    Path classes = Path.of("target/test-classes/io/shelfshare/node");
    Files.createDirectories(jars);
    try (OutputStream file = Files.newOutputStream(jars.resolve("node.jar"));
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> found = Files.list(classes)) {
      for (Path one : found.toList()) {
        jar.putNextEntry(new JarEntry("io/shelfshare/node/" + one.getFileName()));
        jar.write(Files.readAllBytes(one));
      }
    }
  }
}
