package io.shelfshare.node.notify;

import static io.shelfshare.node.notify.WeeklyFixture.STORE;
import static io.shelfshare.node.notify.WeeklyFixture.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.node.notify.channel.Message;
import io.shelfshare.node.notify.channel.Phrases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyNewsTest {
  private static final int ROBOT_BYTES_MAX = 2_048;
  private final WeeklyFixture chain = new WeeklyFixture();

  /** Where it is Monday before the week is over in UTC, the message waits for that. */
  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 2026-11-23T00:00:00Z",
    "Europe/Berlin, 2026-11-23T07:00:00Z",
    "America/Los_Angeles, 2026-11-23T16:00:00Z",
    "Pacific/Auckland, 2026-11-23T00:00:00Z",
    "'', 2026-11-23T08:00:00Z"
  })
  void aStoreIsToldOnMondayMorningByItsOwnTime(String zone, Instant due) {
    chain.weekly("e", STORE, zone);
    assertThat(chain.news.due(STORE, due.minusMillis(1))).isEmpty();
    assertThat(chain.news.due(STORE, due)).hasSize(1);
    assertThat(WeeklyNews.week(due)).isEqualTo(WEEK);
    assertThat(chain.news.due(STORE, due.plus(Duration.ofHours(23)))).hasSize(1);
    assertThat(chain.news.due(STORE, due.plus(Duration.ofHours(24)))).isEmpty();
  }

  @Test
  void whoWantsOtherTopicsIsNotTold() {
    chain.endpoint("e", STORE, "", Topic.ORDER_AWARDED);
    assertThat(chain.news.due(STORE, Instant.parse("2026-11-23T09:00:00Z"))).isEmpty();
  }

  @Test
  void theIdIsMadeOfTheWeekAndTheStore() {
    Instant now = Instant.parse("2026-11-23T08:00:00Z");
    News news = chain.news.of(STORE, WeeklyFixture.sellers(2), now).orElseThrow();
    assertThat(news.id()).isEqualTo("weekly-2026-W47-s1");
    assertThat(chain.news.of(STORE, WeeklyFixture.sellers(1), now.plusSeconds(9)))
        .map(News::id)
        .contains(news.id());
  }

  @Test
  void whereNothingWasSoldAndNothingIsSlowNothingIsSaid() {
    assertThat(chain.news.of(STORE, WeeklyFixture.NOTHING, Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTopOfBothListsFitsIntoARobotsMessage(boolean chinese) {
    Instant now = Instant.parse("2026-11-23T08:00:00Z");
    News news = chain.news.of(STORE, WeeklyFixture.sellers(20), now).orElseThrow();
    Message.Text text = Phrases.in(chinese).text(news, now);
    assertThat(text.title()).contains("2026-W47", "120").doesNotContain("?");
    assertThat(text.body())
        .contains("20 × best-0", "16 × best-4", "9 × slow-0", "13 × slow-4")
        .doesNotContain("best-5", "slow-5", "[", "?");
    assertThat((text.title() + text.body()).getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(ROBOT_BYTES_MAX / 2);
  }
}
