package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestOptions.Channel;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final FairQueue queue = new FairQueue();

  private static RequestView request(Channel channel, int second) {
    RequestSpec spec =
        new RequestSpec(
                new StoreId("s1"),
                List.of(new Units(new SkuId("a"), 1)),
                RequestSpec.Mode.FIRST_COME,
                Optional.empty(),
                NOON.plusSeconds(900),
                Optional.empty(),
                false,
                0,
                "",
                "CN")
            .with(
                new RequestOptions(
                    RequestOptions.Kind.DEMAND,
                    channel,
                    Map.of(),
                    List.of(),
                    Optional.empty(),
                    Policy.BUILT_IN));
    Instant at = NOON.plusSeconds(second);
    return new RequestView(
        new RequestId(new UUID(channel.ordinal(), second)),
        spec,
        RequestView.State.OPEN,
        List.of(new RequestView.Line(new SkuId("a"), 1, 0, 1, 0)),
        List.of(),
        at,
        at,
        1);
  }

  private RequestView put(Channel channel, int second) {
    RequestView request = request(channel, second);
    queue.put(request);
    return request;
  }

  private static List<String> names(List<RequestView> requests) {
    return requests.stream()
        .map(
            one ->
                one.spec().options().channel()
                    + "-"
                    + (one.postedAt().getEpochSecond() - NOON.getEpochSecond()))
        .toList();
  }

  private List<RequestView> all() {
    return queue.list(RequestQuery.Turns.NONE, Integer.MAX_VALUE, request -> true);
  }

  @Test
  void aFloodFromOneChannelLeavesEveryOtherOneItsTurn() {
    for (int i = 0; i < 1_000; i++) {
      put(Channel.WEB_SHOP, i);
    }
    put(Channel.STORE, 5_000);
    put(Channel.STORE, 5_001);
    put(Channel.MICRO_SHOP, 6_000);
    assertThat(names(all()).subList(0, 6))
        .containsExactly(
            "STORE-5000",
            "WEB_SHOP-0",
            "MICRO_SHOP-6000",
            "STORE-5001",
            "WEB_SHOP-1",
            "WEB_SHOP-2");
    assertThat(all()).hasSize(1_003);
  }

  @Test
  void whoseTurnHasNothingThatMatchesIsPassedOver() {
    put(Channel.STORE, 1);
    put(Channel.WEB_SHOP, 2);
    put(Channel.WEB_SHOP, 3);
    assertThat(
            names(
                queue.list(
                    RequestQuery.Turns.NONE,
                    9,
                    one -> one.postedAt().isAfter(NOON.plusSeconds(1)))))
        .containsExactly("WEB_SHOP-2", "WEB_SHOP-3");
  }

  @Test
  void pagesMissNothingAndRepeatNothingWhileOthersComeAndGo() {
    Random random = new Random(7);
    List<RequestView> before = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      before.add(put(Channel.values()[random.nextInt(4)], i));
    }
    List<RequestView> gone = new ArrayList<>();
    List<RequestView> seen = new ArrayList<>();
    RequestQuery.Turns after = RequestQuery.Turns.NONE;
    for (int page = 0; page < 100; page++) {
      List<RequestView> shown = queue.list(after, 7, request -> true);
      if (shown.isEmpty()) {
        break;
      }
      seen.addAll(shown);
      after = RequestQuery.Turns.parse(after.past(shown).toString());
      RequestView leaving = before.get(random.nextInt(before.size()));
      queue.remove(leaving);
      gone.add(leaving);
      put(Channel.STORE, 10_000 + page);
    }
    assertThat(seen).doesNotHaveDuplicates();
    before.removeAll(gone);
    assertThat(seen).containsAll(before);
  }

  @Test
  void aNewStateTakesThePlaceOfTheOldOne() {
    put(Channel.STORE, 1);
    put(Channel.STORE, 1);
    assertThat(all()).hasSize(1);
    queue.remove(request(Channel.STORE, 1));
    assertThat(all()).isEmpty();
  }
}
