package io.shelfshare.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
  @TempDir private Path folder;

  @Test
  void thePackagedMigrationsBeginWithTheJournal() {
    assertThat(Migration.packaged())
        .first()
        .extracting(Migration::label)
        .isEqualTo("V0001__journal");
  }

  @Test
  void everyPackagedStatementCanBeRepeated() {
    for (Migration migration : Migration.packaged()) {
      assertThat(CqlScript.statements(migration.cql()))
          .isNotEmpty()
          .allSatisfy(
              statement -> assertThat(statement).containsAnyOf("IF NOT EXISTS", "IF EXISTS"));
    }
  }

  @Test
  void twoFilesOfOneVersionAreRefused() throws IOException {
    Files.writeString(folder.resolve("V0001__a.cql"), "A;");
    Files.writeString(folder.resolve("V0001__b.cql"), "B;");
    assertThatThrownBy(() -> Migration.inFolder(folder))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("should have version 2");
  }

  @Test
  void aFileWithAnotherKindOfNameIsRefused() throws IOException {
    Files.writeString(folder.resolve("tables.cql"), "A;");
    assertThatThrownBy(() -> Migration.inFolder(folder))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("tables.cql");
  }

  @Test
  void lineEndsOfWindowsDoNotChangeAChecksum() throws IOException {
    Path unix = Files.createDirectory(folder.resolve("unix"));
    Path windows = Files.createDirectory(folder.resolve("windows"));
    Files.writeString(unix.resolve("V0001__a.cql"), "A;\nB;\n");
    Files.writeString(windows.resolve("V0001__a.cql"), "A;\r\nB;\r\n");
    assertThat(Migration.inFolder(windows).get(0).checksum())
        .isEqualTo(Migration.inFolder(unix).get(0).checksum());
  }

  @Test
  void aKeyspaceNameThatIsNoIdentifierIsRefused() {
    assertThatThrownBy(() -> KeyspaceSettings.single("a; DROP"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("Keyspace name 'a; DROP'");
  }

  @Test
  void anAddressWithoutAPortIsRefusedByItsText() {
    assertThatThrownBy(() -> Main.addresses("db1:9042,db2"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("'db2' is not of the form host:port");
  }
}
