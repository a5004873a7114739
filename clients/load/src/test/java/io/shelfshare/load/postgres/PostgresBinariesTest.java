package io.shelfshare.load.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
  @TempDir private Path folder;

  @Test
  void whatIsMissingIsNamed() throws IOException {
    put("9/bin", "initdb", "postgres", "psql");
    assertThatThrownBy(() -> PostgresBinaries.find(folder, folder.resolve("path").toString()))
        .isInstanceOf(PostgresMissingException.class)
        .hasMessageContaining("pgbench not found")
        .hasMessageContaining(folder + "/*/bin");
  }

  @Test
  void whereNothingIsInstalledEveryProgramIsNamed() {
    assertThatThrownBy(() -> PostgresBinaries.find(folder.resolve("none"), ""))
        .isInstanceOfSatisfying(
            PostgresMissingException.class,
            missing -> assertThat(missing.programs()).isEqualTo("initdb, postgres, psql, pgbench"));
  }

  @Test
  void theNewestCompleteInstallationIsTaken() throws IOException {
    put("9/bin", "initdb", "postgres", "psql", "pgbench");
    put("15/bin", "initdb", "postgres", "psql", "pgbench");
    put("16/bin", "psql");
    assertThat(PostgresBinaries.find(folder, "").folder()).isEqualTo(folder.resolve("15/bin"));
  }

  @Test
  void aFolderOfThePathServesWhereNothingElseDoes() throws IOException {
    put("elsewhere", "initdb", "postgres", "psql", "pgbench");
    Path elsewhere = folder.resolve("elsewhere");
    assertThat(PostgresBinaries.find(folder.resolve("none"), "/nowhere:" + elsewhere).folder())
        .isEqualTo(elsewhere);
  }

  private void put(String place, String... programs) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(place));
    for (String program : programs) {
      Path file = Files.createFile(bin.resolve(program));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
