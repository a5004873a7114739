package io.shelfshare.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {
  @TempDir private Path folder;

  @Test
  void theCurrentRuntimeServesCassandraIfItIs17() {
    JavaRuntime current = new JavaRuntime(folder, 17);
    assertThat(JavaRuntime.forCassandra(Map.of(), current, List.of())).isEqualTo(current);
  }

  @Test
  void anInstalled17IsFoundWhenTheCurrentOneIsNewer() throws IOException {
    install("java-17-openjdk", "17.0.15");
    install("broken-17", "21.0.1");

    JavaRuntime found =
        JavaRuntime.forCassandra(Map.of(), new JavaRuntime(folder, 25), List.of(folder));

    assertThat(found).isEqualTo(new JavaRuntime(folder.resolve("java-17-openjdk"), 17));
  }

  @Test
  void without17TheErrorSaysWhatToInstall() {
    assertThatThrownBy(
            () -> JavaRuntime.forCassandra(Map.of(), new JavaRuntime(folder, 25), List.of(folder)))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("runs on Java 17")
        .hasMessageContaining("openjdk-17-jdk-headless")
        .hasMessageContaining("SHELFSHARE_CASSANDRA_JAVA_HOME");
  }

  @Test
  void anOverrideThatIsNot17IsRefusedByItsName() throws IOException {
    Path other = install("jdk-25", "25.0.1");
    Map<String, String> environment = Map.of("SHELFSHARE_CASSANDRA_JAVA_HOME", other.toString());

    assertThatThrownBy(
            () ->
                JavaRuntime.forCassandra(environment, new JavaRuntime(folder, 17), List.of(folder)))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("SHELFSHARE_CASSANDRA_JAVA_HOME is " + other);
  }

  private Path install(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.createFile(launcher);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "X=1\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
