package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.AnnounceRequest;
import io.shelfshare.market.v1.CreateEndpointRequest;
import io.shelfshare.market.v1.DeleteEndpointRequest;
import io.shelfshare.market.v1.Endpoint;
import io.shelfshare.market.v1.ListDeliveriesRequest;
import io.shelfshare.market.v1.ListEndpointsRequest;
import io.shelfshare.market.v1.NotificationServiceGrpc;
import io.shelfshare.market.v1.NotificationServiceGrpc.NotificationServiceBlockingStub;
import io.shelfshare.market.v1.TestEndpointRequest;
import io.shelfshare.market.v1.Topic;
import io.shelfshare.market.v1.UpdateEndpointRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationServiceTest {
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

  private EdgeFixture edge;

  @BeforeEach
  void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
  }

  private NotificationServiceBlockingStub as(String token) {
    return edge.as(token, NotificationServiceGrpc.newBlockingStub(edge.channel));
  }

  private String manager(String store) {
    return EdgeFixture.TOKENS.token(
        edge.clock.instant().plus(Duration.ofHours(1)),
        claims ->
            claims.subject("manager-" + store).claim("store", store).claim("role", "MANAGER"));
  }

  private static CreateEndpointRequest.Builder hook() {
    return CreateEndpointRequest.newBuilder()
        .setParent("stores/s1")
        .setRequestId(EdgeFixture.requestId())
        .setEndpoint(
            Endpoint.newBuilder()
                .setChannel(Endpoint.Channel.CHANNEL_WEBHOOK)
                .setAddress("https://hooks.example.com/secret-path")
                .setSecret(SECRET));
  }

  private static CreateEndpointRequest.Builder browser() {
    CreateEndpointRequest.Builder call = hook();
    call.getEndpointBuilder()
        .setChannel(Endpoint.Channel.CHANNEL_WEB_PUSH)
        .clearSecret()
        .getPushKeysBuilder()
        .setP256Dh(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[65]))
        .setAuth(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[16]));
    return call;
  }

  private static Status.Code codeOf(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  @Test
  void whatIsSecretIsTakenAndNeverGivenBack() {
    Endpoint made = as(manager("s1")).createEndpoint(hook().build());
    assertThat(made.getTopicsList())
        .contains(Topic.TOPIC_REQUEST_POSTED)
        .doesNotContain(Topic.TOPIC_OFFER_POSTED);
    Endpoint changed =
        as(manager("s1"))
            .updateEndpoint(
                UpdateEndpointRequest.newBuilder()
                    .setName(made.getName())
                    .setRequestId(EdgeFixture.requestId())
                    .setDisplayName("till")
                    .build());
    assertThat(changed.getDisplayName()).isEqualTo("till");
    var listed =
        as(edge.headquarters())
            .listEndpoints(ListEndpointsRequest.newBuilder().setParent("stores/-").build());
    assertThat(listed.getEndpointsList()).containsExactly(changed);
    assertThat(made + "" + changed + listed).doesNotContain("secret-path", SECRET);
  }

  @Test
  @DisplayName("P6: a repeated creation makes no second endpoint")
  void aRepeatedCreationMakesNoSecondEndpoint() {
    CreateEndpointRequest call = hook().build();
    Endpoint first = as(manager("s1")).createEndpoint(call);
    assertThat(as(manager("s1")).createEndpoint(call)).isEqualTo(first);
    CreateEndpointRequest other = call.toBuilder().setParent("stores/s1").build();
    var changed = other.toBuilder();
    changed.getEndpointBuilder().setDisplayName("other");
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> as(manager("s1")).createEndpoint(changed.build()));
    assertThat(EdgeFixture.reason(e)).isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  @DisplayName("P7: endpoints are the business of a store's manager and headquarters")
  void endpointsAreTheirStoresBusiness() {
    Endpoint made = as(manager("s1")).createEndpoint(hook().build());
    assertThat(codeOf(() -> as(edge.clerk("s1")).createEndpoint(hook().build())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(codeOf(() -> as(manager("s2")).createEndpoint(hook().build())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    var delete =
        DeleteEndpointRequest.newBuilder()
            .setName(made.getName())
            .setRequestId(EdgeFixture.requestId())
            .build();
    assertThat(codeOf(() -> as(manager("s2")).deleteEndpoint(delete)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(codeOf(() -> as(edge.clerk("s1")).deleteEndpoint(delete)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    var all = ListEndpointsRequest.newBuilder().setParent("stores/-").build();
    assertThat(codeOf(() -> as(manager("s1")).listEndpoints(all)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    var receipts = ListDeliveriesRequest.newBuilder().setParent(made.getName()).build();
    assertThat(codeOf(() -> as(manager("s2")).listDeliveries(receipts)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(as(edge.headquarters()).deleteEndpoint(delete).getName()).isEqualTo(made.getName());
    assertThat(codeOf(() -> as(manager("s1")).listDeliveries(receipts)))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  @DisplayName("P7: a clerk has to do with its own browser alone")
  void aClerkHasItsOwnBrowser() {
    as(manager("s1")).createEndpoint(hook().build());
    Endpoint own = as(edge.clerk("s1")).createEndpoint(browser().build());
    assertThat(own.getPerson()).isEqualTo("clerk-s1");
    var list = ListEndpointsRequest.newBuilder().setParent("stores/s1").build();
    assertThat(as(edge.clerk("s1")).listEndpoints(list).getEndpointsList()).containsExactly(own);
    assertThat(as(manager("s1")).listEndpoints(list).getEndpointsCount()).isEqualTo(2);
  }

  @Test
  void aStoreHasOnlySoManyEndpoints() {
    for (int i = 0; i < NotificationsInMemory.PER_STORE_MAX; i++) {
      as(manager("s1")).createEndpoint(hook().build());
    }
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> as(manager("s1")).createEndpoint(hook().build()));
    assertThat(EdgeFixture.reason(e)).isEqualTo("ENDPOINT_LIMIT");
    assertThat(e.getStatus().getDescription()).contains("(3)");
  }

  @Test
  void whatWasSentIsListedPageByPage() {
    Endpoint made = as(manager("s1")).createEndpoint(hook().build());
    for (int i = 0; i < 3; i++) {
      as(manager("s1"))
          .testEndpoint(
              TestEndpointRequest.newBuilder()
                  .setName(made.getName())
                  .setRequestId(EdgeFixture.requestId())
                  .build());
    }
    var first = ListDeliveriesRequest.newBuilder().setParent(made.getName()).setPageSize(2).build();
    var page = as(manager("s1")).listDeliveries(first);
    assertThat(page.getDeliveriesCount()).isEqualTo(2);
    var rest =
        as(manager("s1"))
            .listDeliveries(first.toBuilder().setPageToken(page.getNextPageToken()).build());
    assertThat(rest.getDeliveriesCount()).isEqualTo(1);
    assertThat(rest.getNextPageToken()).isEmpty();
    assertThat(rest.getDeliveries(0).getTopic()).isEqualTo(Topic.TOPIC_TEST);
  }

  @Test
  @DisplayName("P7: headquarters alone speaks to everybody")
  void headquartersAloneSpeaksToEverybody() {
    AnnounceRequest call =
        AnnounceRequest.newBuilder()
            .setRequestId(EdgeFixture.requestId())
            .setText("Stocktaking tonight")
            .build();
    assertThat(codeOf(() -> as(manager("s1")).announce(call)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(as(edge.headquarters()).announce(call).getEndpoints()).isEqualTo(1);
    assertThat(edge.market.notifications.announced).containsExactly("Stocktaking tonight");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        one("endpoint.channel", e -> e.setChannelValue(0)),
        one("endpoint.address", e -> e.clearAddress()),
        one("endpoint.address", e -> e.setAddress("http://hooks.example.com/")),
        one("endpoint.address", e -> e.setAddress("https://127.0.0.1/")),
        one("endpoint.address", e -> e.setAddress("https://" + "x".repeat(1000))),
        one("endpoint.secret", e -> e.clearSecret()),
        one("endpoint.secret", e -> e.setSecret("whsec_short")),
        one("endpoint.secret", e -> e.setChannel(Endpoint.Channel.CHANNEL_WECOM)),
        one("endpoint.topics[0]", e -> e.addTopicsValue(0)),
        one("endpoint.hourly_max", e -> e.setHourlyMax(-1)),
        one("endpoint.display_name", e -> e.setDisplayName("x".repeat(61))),
        one("endpoint.quiet_hours.from", e -> quiet(e, "25:00", "08:00", "UTC")),
        one("endpoint.quiet_hours.to", e -> quiet(e, "22:00", "8", "UTC")),
        one("endpoint.quiet_hours.time_zone", e -> quiet(e, "22:00", "08:00", "Nowhere/Land")),
        one(
            "endpoint.push_keys.auth",
            e ->
                e.setChannel(Endpoint.Channel.CHANNEL_WEB_PUSH)
                    .clearSecret()
                    .getPushKeysBuilder()
                    .setP256Dh(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[65]))
                    .setAuth("AAAA")));
  }

  private static void quiet(Endpoint.Builder e, String from, String to, String zone) {
    e.getQuietHoursBuilder().setFrom(from).setTo(to).setTimeZone(zone);
  }

  private static Arguments one(String field, Consumer<Endpoint.Builder> change) {
    return Arguments.of(field, change);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  @DisplayName("P12: a wrong field is named, and what is secret is not said again")
  void aWrongFieldIsNamed(String field, Consumer<Endpoint.Builder> change) {
    CreateEndpointRequest.Builder call = hook();
    change.accept(call.getEndpointBuilder());
    int before = edge.market.mutations.get();
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> as(manager("s1")).createEndpoint(call.build()));
    assertThat(EdgeFixture.badRequest(e).getFieldViolationsList())
        .extracting(violation -> violation.getField())
        .containsExactly(field);
    assertThat(e.getStatus().getDescription()).doesNotContain("whsec_short");
    assertThat(edge.market.mutations.get()).isEqualTo(before);
  }
}
