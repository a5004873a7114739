package io.shelfshare.it;

import static java.time.format.DateTimeFormatter.ISO_WEEK_DATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.client.RequestIds;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.market.v1.CreateEndpointRequest;
import io.shelfshare.market.v1.Endpoint;
import io.shelfshare.market.v1.ListDeliveriesRequest;
import io.shelfshare.market.v1.SentMessage;
import io.shelfshare.market.v1.TestEndpointRequest;
import io.shelfshare.market.v1.Topic;
import io.shelfshare.market.v1.TransferRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Messages reach programs outside")
class NotifyIT {
  private static final Duration GENEROUS = Duration.ofMinutes(2);
  private static final int POSTS = 5;
  private static final int SOLD = 3;
  private static final Logger LOG = LoggerFactory.getLogger(NotifyIT.class);

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofOneNode();

  private static MarketFixture market;
  private static Chain chain;
  private static Receiver receiver;
  private static Endpoint endpoint;

  @BeforeAll
  static void start() {
    receiver = new Receiver();
    market = SHARED.market();
    chain = market.chain("notify", 3, 2, 10);
    endpoint = endpointOf(chain.all().get(1).store(), "/hook");
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  private static Endpoint endpointOf(String store, String path) {
    return endpointOf(store, path, market.client().requestIds());
  }

  private static Endpoint endpointOf(String store, String path, RequestIds ids) {
    var call =
        CreateEndpointRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setRequestId(ids.next())
            .setEndpoint(
                Endpoint.newBuilder()
                    .setChannel(Endpoint.Channel.CHANNEL_WEBHOOK)
                    .setAddress(receiver.url(path))
                    .setSecret(Receiver.secret()))
            .build();
    return market.client().call(() -> market.client().notifications().createEndpoint(call));
  }

  private static TransferRequest post(String sku) {
    return chain
        .all()
        .get(0)
        .post(sku, 1, market.clock().instant().plus(Duration.ofMinutes(20)))
        .sendUntilFinal(GENEROUS);
  }

  private static List<Receiver.Hook> about(TransferRequest request) {
    return receiver.seen.stream().filter(hook -> hook.body().contains(request.getName())).toList();
  }

  private static SentMessage receipt(TransferRequest request) {
    return receipt(endpoint, request);
  }

  private static SentMessage receipt(Endpoint endpoint, TransferRequest request) {
    var call = ListDeliveriesRequest.newBuilder().setParent(endpoint.getName()).build();
    return market
        .client()
        .call(() -> market.client().notifications().listDeliveries(call))
        .getDeliveriesList()
        .stream()
        .filter(one -> one.getSubject().equals(request.getName()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no receipt yet"));
  }

  @Test
  void aStoreThatHasItHearsOfARequest() {
    // The first finds classes unloaded and connections closed.
    TransferRequest request = post(chain.skus().get(0));
    for (int i = 0; i < POSTS; i++) {
      long began = System.nanoTime();
      TransferRequest posted = post(chain.skus().get(0));
      Eventually.holds(GENEROUS, () -> assertThat(about(posted)).hasSize(1));
      long took = about(posted).get(0).nanos() - began;
      LOG.info("post to webhook: {} ms", Duration.ofNanos(took).toMillis());
      request = posted;
    }
    TransferRequest last = request;
    Receiver.Hook hook = about(last).get(0);
    assertThat(hook.signed()).isTrue();
    assertThat(hook.body()).contains("request.posted").doesNotContain("whsec_");
    Eventually.holds(
        GENEROUS,
        () -> assertThat(receipt(last).getState()).isEqualTo(SentMessage.State.STATE_DELIVERED));
    assertThat(receipt(last).getTopic()).isEqualTo(Topic.TOPIC_REQUEST_POSTED);
    assertThat(receipt(last).getAttempts()).isEqualTo(1);
  }

  @Test
  @DisplayName("P5: a message that was not taken when the node was killed comes, under its id")
  void aMessageSurvivesTheKillOfItsNode() {
    String sku = chain.skus().get(1);
    ManagedNode node = market.cluster().nodes().get(0);
    receiver.stall();
    TransferRequest request = post(sku);
    Eventually.holds(GENEROUS, () -> assertThat(about(request)).isNotEmpty());
    node.kill9();
    receiver.goOn();
    long killed = System.nanoTime();
    market.heal();
    Eventually.holds(GENEROUS, () -> assertThat(about(request).size()).isGreaterThan(1));
    MarketFixture.log("kill of the node to the message", killed);
    assertThat(about(request))
        .extracting(Receiver.Hook::id)
        .containsOnly(about(request).get(0).id());
    Eventually.holds(
        GENEROUS,
        () -> assertThat(receipt(request).getState()).isEqualTo(SentMessage.State.STATE_DELIVERED));
  }

  @Test
  @DisplayName("P5: a request that was answered when the node was killed is told of")
  void aRequestIsToldOfThoughItsNodeDiesAtOnce() {
    String sku = chain.skus().get(0);
    ManagedNode node = market.cluster().nodes().get(0);
    TransferRequest request = post(sku);
    node.kill9();
    market.heal();
    Eventually.holds(GENEROUS, () -> assertThat(about(request)).isNotEmpty());
    assertThat(about(request))
        .extracting(Receiver.Hook::id)
        .containsOnly(about(request).get(0).id());
  }

  @Test
  void whatReachedAPersonInOneBrowserCountsForTheOther() {
    String store = chain.all().get(2).store();
    try (ShelfshareClient clerk = market.clerkClient(store, MarketFixture.DEALER)) {
      Endpoint phone = browser(clerk, store, "/phone", 0);
      post(chain.skus().get(0));
      Eventually.holds(GENEROUS, () -> assertThat(receiver.at("/phone")).hasSize(1));
      Endpoint desk = browser(clerk, store, "/desk", 1);
      TransferRequest second = post(chain.skus().get(0));
      Eventually.holds(GENEROUS, () -> assertThat(receiver.at("/phone")).hasSize(2));
      Eventually.holds(
          GENEROUS,
          () ->
              assertThat(receipt(desk, second).getState())
                  .isEqualTo(SentMessage.State.STATE_WAITING));
      // A test is sent whatever the budget says, and nothing that waits was sent before it.
      test(clerk, desk);
      Eventually.holds(GENEROUS, () -> assertThat(receiver.at("/desk")).isNotEmpty());
      assertThat(receiver.at("/desk")).hasSize(1);
      assertThat(receipt(desk, second).getState()).isEqualTo(SentMessage.State.STATE_WAITING);
      assertThat(receipt(phone, second).getAttempts()).isEqualTo(1);
    }
  }

  /** The last one: from here on the node lives in the week to come. */
  @Test
  @Order(Integer.MAX_VALUE)
  @DisplayName("P6: on Monday at eight a store hears once what its week sold")
  void onMondayAStoreHearsWhatItsWeekSold() {
    Clerk clerk = chain.all().get(1);
    LocalDate week = soldIn(clerk, chain.skus().get(0), SOLD);
    Instant eight = week.plusWeeks(1).atTime(8, 0).toInstant(ZoneOffset.UTC);
    String list = "weekly-" + ISO_WEEK_DATE.format(week).substring(0, "2026-W47".length());
    assertThat(weekly(list, "/hook")).isEmpty();
    Duration ahead = Duration.between(market.clock().instant(), eight);
    startAhead(ahead);
    Eventually.holds(GENEROUS, () -> assertThat(weekly(list, "/hook")).hasSize(1));
    Receiver.Hook hook = weekly(list, "/hook").get(0);
    LOG.info("a week's list: {}", hook.body());
    assertThat(hook.signed()).isTrue();
    assertThat(hook.body()).contains("\"sold_units\":\"" + SOLD + "\"");

    // Whoever takes over tells those who were not told, and finds in the table who was.
    // On a Monday before eight the node is more than a week ahead, and an id of today is too old.
    var ids = new RequestIds(Clock.offset(market.clock(), ahead), new SecureRandom());
    endpointOf(clerk.store(), "/late", ids);
    startAhead(Duration.between(market.clock().instant(), eight));
    Eventually.holds(GENEROUS, () -> assertThat(weekly(list, "/late")).hasSize(1));
    assertThat(weekly(list, "/hook")).hasSize(1);
  }

  private static List<Receiver.Hook> weekly(String list, String path) {
    return receiver.at(path).stream().filter(hook -> hook.id().startsWith(list)).toList();
  }

  /** Sells within one week, and returns its Monday. */
  private static LocalDate soldIn(Clerk clerk, String sku, int units) {
    LocalDate week;
    do {
      week = monday();
      clerk.sale(sku, units).sendUntilFinal(GENEROUS);
    } while (!week.equals(monday()));
    return week;
  }

  private static LocalDate monday() {
    return LocalDate.ofInstant(market.clock().instant(), ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static void startAhead(Duration ahead) {
    ManagedNode node = market.cluster().nodes().get(0);
    node.kill9();
    node.launch(Map.of("SHELFSHARE_CLOCK_AHEAD", ahead.toMillis() + "ms"));
    node.awaitReady();
  }

  private static Endpoint browser(
      ShelfshareClient clerk, String store, String path, int hourlyMax) {
    var call =
        CreateEndpointRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setRequestId(clerk.requestIds().next())
            .setEndpoint(
                Endpoint.newBuilder()
                    .setChannel(Endpoint.Channel.CHANNEL_WEB_PUSH)
                    .setAddress(receiver.url(path))
                    .setPushKeys(
                        Endpoint.PushKeys.newBuilder()
                            .setP256Dh(new PushKeyPair().publicKey())
                            .setAuth(PushKeyPair.text(new byte[16])))
                    .setHourlyMax(hourlyMax))
            .build();
    return clerk.call(() -> clerk.notifications().createEndpoint(call));
  }

  private static void test(ShelfshareClient clerk, Endpoint endpoint) {
    var call =
        TestEndpointRequest.newBuilder()
            .setName(endpoint.getName())
            .setRequestId(clerk.requestIds().next())
            .build();
    clerk.call(() -> clerk.notifications().testEndpoint(call));
  }
}
