package io.shelfshare.load.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class MixFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("io.shelfshare.load.mix.MixFile#NAMES")
  void everyMixThatComesAlongCanBeRead(String name) {
    Mix mix = MixFile.read(name);
    assertThat(mix.name()).isEqualTo(name);
    assertThat(mix.description()).isNotBlank().isNotEqualTo(name);
    assertThat(mix.shares()).isNotEmpty();
  }

  @Test
  void aFileSaysWhatIsDoneHowOftenAndWithWhom() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.properties"),
            """
            description = mine
            share.race = 3
            share.find-stock = 7
            stages = 10/s for 5s, 20.5/s for 7s
            warm-up-seconds = 2
            arrivals = even
            in-flight = 44
            racers = 6
            """);
    Mix mix = MixFile.read(file.toString());
    assertThat(mix.name()).isEqualTo("mine");
    assertThat(mix.shares())
        .containsOnlyKeys(Operation.RACE, Operation.FIND_STOCK)
        .containsEntry(Operation.RACE, 3);
    assertThat(mix.pace().stages())
        .containsExactly(
            new Stage(10, Duration.ofSeconds(5)), new Stage(20.5, Duration.ofSeconds(7)));
    assertThat(mix.pace().evenly()).isTrue();
    assertThat(mix.pace().inFlight()).isEqualTo(44);
    assertThat(mix.cast().racers()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          share.haggle = 1               | share.haggle is no operation; expected one of post, grab
          share.post = many              | share.post is 'many'; expected a whole number from 0
          share.post = 0                 | share.* is missing; expected a share for at least one of
          share.post = 1\\nspeed = 3     | speed is not known; expected one of arrivals
          share.post = 1\\nin-flight = 0 | in-flight is 0; expected a whole number from 1 to
          share.post = 1\\nstages = fast | stages has 'fast'; expected such as 100/s for 30s
          share.post = 1\\nstages = 0/s for 3s | expected a rate up to 1000000/s for 1 to 86400
          share.post = 1\\narrivals = late     | arrivals is 'late'; expected one of random, even
          """)
  void aMistakeIsNamedWithWhatIsExpected(String lines, String message) throws IOException {
    Path file = folder.resolve("wrong.properties");
    Files.writeString(file, lines.replace("\\n", "\n"));
    assertThatThrownBy(() -> MixFile.read(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mix 'wrong': ")
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFileIsNamedWithTheMixesThatComeAlong() {
    assertThatThrownBy(() -> MixFile.read("no-such-mix"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-mix")
        .hasMessageContaining("market-day");
  }
}
