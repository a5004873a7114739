package io.shelfshare.node.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Outcome;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Secret;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.notify.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final NotifySettings SETTINGS =
      NotifySettings.from(ConfigFactory.parseResources("application.conf").resolve());

  private final Round round = new Round(SETTINGS);

  private static Endpoint endpoint(Channel channel, Optional<QuietHours> quiet, int hourlyMax) {
    return new Endpoint(
        new EndpointId("e"),
        new StoreId("s1"),
        channel,
        "",
        Optional.empty(),
        Secret.NONE,
        Secret.NONE,
        "",
        new Wishes(Topic.usual(), false, quiet, hourlyMax),
        Optional.empty());
  }

  private static Delivery delivery(String id, Topic topic, Instant at) {
    return Delivery.queued(
        new News(id, topic, at, "", Map.of("store", "Two", "units", "1 × " + id)), at);
  }

  private Round.Step next(Endpoint to, Instant now) {
    return round.next(Optional.of(to), now);
  }

  private String sent(Endpoint to, Instant now) {
    Delivery delivery = ((Round.Send) next(to, now)).delivery();
    round.sent(Outcome.taken(200), now);
    round.changed(
        delivery.after(Outcome.taken(200), SETTINGS.retries(), new java.util.Random(1), now));
    return delivery.news().id();
  }

  @Test
  void messagesAreSentOneAfterTheOtherInTheirOrder() {
    Endpoint hook = endpoint(Channel.WEBHOOK, Optional.empty(), 0);
    for (String id : List.of("a", "b", "c", "d")) {
      round.add(delivery(id, Topic.REQUEST_POSTED, AT));
    }
    assertThat(List.of(sent(hook, AT), sent(hook, AT), sent(hook, AT), sent(hook, AT)))
        .containsExactly("a", "b", "c", "d");
    assertThat(round.isEmpty()).isTrue();
    assertThat(round.knows("a")).isTrue();
  }

  @Test
  void nobodyIsDisturbedInQuietHoursAndHearsOfAllOfItAtOnceAfterwards() {
    QuietHours night = new QuietHours(9 * 60, 11 * 60, "UTC");
    Endpoint robot = endpoint(Channel.WECOM, Optional.of(night), 0);
    for (String id : List.of("a", "b", "c")) {
      round.add(delivery(id, Topic.REQUEST_POSTED, AT));
    }
    Instant end = AT.plus(Duration.ofHours(1));
    assertThat(next(robot, AT)).isEqualTo(new Round.Wait(end));
    Round.Merge merge = (Round.Merge) next(robot, end);
    assertThat(merge.digest().news().details().get("lines"))
        .contains("Two needs 1 × a", "Two needs 1 × b", "Two needs 1 × c");
    merge.parts().forEach(round::changed);
    round.changed(merge.digest());
    assertThat(sent(robot, end)).isEqualTo(merge.digest().news().id());
    assertThat(round.isEmpty()).isTrue();
  }

  @Test
  void aTestDisturbsWheneverSomebodyAsksForIt() {
    QuietHours night = new QuietHours(9 * 60, 11 * 60, "UTC");
    Endpoint robot = endpoint(Channel.WECOM, Optional.of(night), 0);
    round.add(delivery("a", Topic.REQUEST_POSTED, AT));
    round.add(delivery("t", Topic.TEST, AT));
    assertThat(sent(robot, AT)).isEqualTo("t");
  }

  @Test
  void whatIsAboveAnHoursBudgetWaitsForTheNext() {
    Endpoint push = endpoint(Channel.WEB_PUSH, Optional.empty(), 2);
    round.add(delivery("a", Topic.REQUEST_POSTED, AT));
    sent(push, AT);
    round.add(delivery("b", Topic.REQUEST_POSTED, AT));
    sent(push, AT.plusSeconds(60));
    round.add(delivery("c", Topic.REQUEST_POSTED, AT));
    assertThat(next(push, AT.plusSeconds(120)))
        .isEqualTo(new Round.Wait(AT.plus(Duration.ofHours(1))));
    assertThat(sent(push, AT.plus(Duration.ofHours(1)))).isEqualTo("c");
  }

  @Test
  void aBudgetIsKeptOverARestart() {
    Delivery earlier =
        delivery("a", Topic.REQUEST_POSTED, AT)
            .after(Outcome.taken(0), SETTINGS.retries(), new java.util.Random(1), AT);
    round.take(List.of(earlier, delivery("b", Topic.REQUEST_POSTED, AT)));
    assertThat(next(endpoint(Channel.WEB_PUSH, Optional.empty(), 1), AT.plusSeconds(60)))
        .isEqualTo(new Round.Wait(AT.plus(Duration.ofHours(1))));
    assertThat(round.knows("a")).isTrue();
  }

  @Test
  void aRobotIsCalledNoMoreThanItTakesInAMinute() {
    Endpoint robot = endpoint(Channel.DINGTALK, Optional.empty(), 0);
    IntStream.range(0, SETTINGS.robotPerMinute())
        .forEach(
            i -> {
              round.add(delivery("m" + i, Topic.REQUEST_POSTED, AT));
              sent(robot, AT.plusSeconds(i));
            });
    round.add(delivery("x", Topic.REQUEST_POSTED, AT));
    assertThat(next(robot, AT.plusSeconds(30))).isEqualTo(new Round.Wait(AT.plusSeconds(60)));
  }

  @Test
  void aReceiverThatWantsToBeLeftAloneIs() {
    Endpoint hook = endpoint(Channel.WEBHOOK, Optional.empty(), 0);
    round.add(delivery("a", Topic.REQUEST_POSTED, AT));
    round.add(delivery("b", Topic.REQUEST_POSTED, AT));
    round.sent(Outcome.again(429, "", Optional.of(Duration.ofMinutes(3))), AT);
    assertThat(next(hook, AT)).isEqualTo(new Round.Wait(AT.plus(Duration.ofMinutes(3))));
  }

  @Test
  void whatADigestTellsIsNotToldAgainAfterACrashInBetween() {
    Endpoint robot = endpoint(Channel.WECOM, Optional.empty(), 0);
    List<Delivery> parts =
        List.of(
            delivery("a", Topic.REQUEST_POSTED, AT),
            delivery("b", Topic.REQUEST_POSTED, AT),
            delivery("c", Topic.REQUEST_POSTED, AT));
    parts.forEach(round::add);
    Round.Merge merge = (Round.Merge) next(robot, AT);

    Round after = new Round(SETTINGS);
    after.take(List.of(parts.get(0), parts.get(1), parts.get(2), merge.digest()));
    Round.End end = (Round.End) after.next(Optional.of(robot), AT);
    assertThat(end.ended())
        .extracting(Delivery::status)
        .containsOnly(Delivery.Status.DIGESTED)
        .hasSize(3);
    end.ended().forEach(after::changed);
    assertThat(((Round.Send) after.next(Optional.of(robot), AT)).delivery().news().id())
        .isEqualTo(merge.digest().news().id());
  }

  @Test
  void whatNobodyNeedsAnyMoreIsNotSent() {
    News old =
        new News(
            "a",
            Topic.REQUEST_POSTED,
            AT,
            Optional.empty(),
            Optional.of(AT.plusSeconds(60)),
            "",
            Map.of());
    round.add(Delivery.queued(old, AT));
    Endpoint hook = endpoint(Channel.WEBHOOK, Optional.empty(), 0);
    Round.End end = (Round.End) next(hook, AT.plusSeconds(60));
    assertThat(end.ended().get(0).status()).isEqualTo(Delivery.Status.OUTDATED);
  }

  @Test
  void aDeletedEndpointGetsNothing() {
    round.add(delivery("a", Topic.REQUEST_POSTED, AT));
    Round.End end = (Round.End) round.next(Optional.empty(), AT);
    assertThat(end.ended().get(0).status()).isEqualTo(Delivery.Status.DROPPED);
  }

  @Test
  void whatReachedThePersonElsewhereCountsInTheHourlyBudget() {
    Endpoint browser = endpoint(Channel.WEB_PUSH, Optional.empty(), 2);
    Instant before = AT.minus(Duration.ofMinutes(40));
    round.add(delivery("a", Topic.REQUEST_POSTED, AT));
    round.add(delivery("b", Topic.REQUEST_POSTED, AT));
    round.reached(before);
    assertThat(sent(browser, AT)).isEqualTo("a");
    Instant room = before.plus(Duration.ofHours(1));
    assertThat(next(browser, AT)).isEqualTo(new Round.Wait(room));
    round.reached(before);
    assertThat(sent(browser, room)).isEqualTo("b");
  }
}
