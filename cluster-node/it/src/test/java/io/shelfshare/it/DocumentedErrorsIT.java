package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Order(1)
@DisplayName("P12: every refusal that the reference names is met on a real node")
class DocumentedErrorsIT {
  /** Refusals that take a client's misbehaviour, and the tests of the edge that show it. */
  private static final Set<String> AT_THE_EDGE =
      Set.of(
          "CreateTransferRequest TOO_MANY_OPEN_REQUESTS",
          "WatchTransferRequests TOO_MANY_WATCHES",
          "WatchTransferRequests WATCHER_TOO_SLOW");

  /** Refusals of those who come at the same time, which have tests of their own below. */
  private static final Set<String> IN_RACES =
      Set.of("GrabTransferRequest CONTENDED", "PlaceBid BID_LATE");

  private static final int RACERS = 8;
  private static final int SKUS = 50;
  private static final int RACES_AT_MOST = 200;
  private static final int ENDPOINTS_MAX = 20;
  private static final int WINDOWS_AT_MOST = 10;

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofOneNode();

  private static MarketFixture market;
  private static ManagedChannel channel;
  private static NamedCalls calls;
  private static Counter counter;
  private static Chain chain;

  @BeforeAll
  static void start() {
    market = SHARED.market();
    chain = market.chain("refused", RACERS, SKUS, 1_000);
    URI node = market.cluster().nodes().get(0).uri();
    channel =
        Grpc.newChannelBuilder(node.getAuthority(), InsecureChannelCredentials.create()).build();
    calls = new NamedCalls(channel, market.clock());
    counter = new Counter(market, calls, chain);
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
  }

  static Stream<Provocation> provocations() {
    return Stream.of(
            new RequestProvocations(counter).all(),
            new OrderProvocations(counter, chain.skus()).all(),
            new CustomerProvocations(counter).all(),
            List.of(endpointLimit()))
        .flatMap(List::stream);
  }

  /** Nothing ever arrives there: such lists come on Mondays alone, and the host does not exist. */
  private static Provocation endpointLimit() {
    Supplier<Counter.Attempt> one =
        () ->
            new Counter.Attempt(
                counter.headquarters(),
                """
                {"parent": "stores/%s", "endpoint": {"channel": "CHANNEL_WECOM",
                 "address": "https://robot.invalid/send?key=1", "topics": ["TOPIC_WEEKLY_LIST"]}}
                """
                    .formatted(counter.asking.store()));
    return new Provocation(
        "CreateEndpoint",
        "ENDPOINT_LIMIT",
        () -> {
          for (int i = 0; i < ENDPOINTS_MAX; i++) {
            endOf("CreateEndpoint", one.get());
          }
          return one.get();
        });
  }

  static List<String> names() {
    return calls.names();
  }

  static Stream<String> changes() {
    return names().stream().filter(calls::takesRequestId);
  }

  @Test
  void everyReasonThatTheReferenceNamesHasItsCase() {
    Set<String> named = new TreeSet<>();
    Reference.calls().forEach(call -> call.reasons().forEach(r -> named.add(call.rpc() + " " + r)));
    Set<String> provoked = new TreeSet<>(AT_THE_EDGE);
    provoked.addAll(IN_RACES);
    provocations().forEach(one -> provoked.add(one.key()));
    assertThat(provoked).isEqualTo(named);
  }

  @ParameterizedTest
  @MethodSource("provocations")
  void itIsRefusedForThatReason(Provocation one) {
    Counter.Attempt attempt = one.attempt().get();
    StatusRuntimeException refusal = refusal(attempt.token(), one.rpc(), attempt.json());
    assertThat(info(refusal).getReason()).as("%s", refusal).isEqualTo(one.reason());
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(refusal.getStatus().getDescription()).isNotBlank();
  }

  @Test
  @DisplayName("P6: who meets a grab that is being decided is told to try again, not that it lost")
  void aGrabOfUnitsThatAreBeingDecidedIsContended() {
    Set<String> ends = new TreeSet<>();
    for (int race = 0; race < RACES_AT_MOST && !ends.contains("CONTENDED"); race++) {
      String request = counter.posted(1);
      ends.addAll(racers(clerk -> endOf("GrabTransferRequest", counter.grab(clerk, request, 1))));
    }
    assertThat(ends).contains("CONTENDED");
  }

  @Test
  void aBidForAWindowThatIsBeingDecidedIsLate() {
    Set<String> ends = new TreeSet<>();
    for (int race = 0; race < WINDOWS_AT_MOST && !ends.contains("BID_LATE"); race++) {
      String request = counter.posted(1, RequestProvocations.BRIEFLY_SEALED);
      ends.addAll(
          racers(
              clerk -> {
                String end = "";
                // The first bid stands; what comes after the window has closed is late first.
                while (end.isEmpty() || end.equals("ALREADY_BID")) {
                  end = endOf("PlaceBid", counter.grab(clerk, request, 1));
                }
                return end;
              }));
    }
    assertThat(ends).contains("BID_LATE");
  }

  /** Every store but the asking one does the same at once. */
  private static List<String> racers(Function<Clerk, String> what) {
    return AtOnce.run(
        chain.all().stream()
            .skip(1)
            .<Callable<String>>map(clerk -> () -> what.apply(clerk))
            .toList());
  }

  /** The reason that a call is refused for, or nothing. */
  private static String endOf(String rpc, Counter.Attempt attempt) {
    try {
      calls.send(Optional.of(attempt.token()), rpc, attempt.json());
      return "";
    } catch (StatusRuntimeException refused) {
      return info(refused).getReason();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("P7: without a token")
  void everyCallNeedsAToken(String rpc) {
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> calls.send(Optional.empty(), rpc, "{}"));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(info(refusal).getReason()).isEqualTo("TOKEN_INVALID");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everyChangeNeedsARequestIdOfTheRightForm(String rpc) {
    StatusRuntimeException refusal =
        refusal(counter.headquarters(), rpc, "{\"requestId\": \"once\"}");
    assertThat(info(refusal).getReason()).isEqualTo("INVALID_FIELDS");
    assertThat(detail(refusal, BadRequest.class).getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .contains("request_id");
  }

  private static StatusRuntimeException refusal(String token, String rpc, String json) {
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> calls.send(Optional.of(token), rpc, json));
    assertThat(refusal).as("%s was not refused: %s", rpc, json).isNotNull();
    return refusal;
  }

  private static ErrorInfo info(StatusRuntimeException refusal) {
    return detail(refusal, ErrorInfo.class);
  }

  private static <T extends com.google.protobuf.Message> T detail(
      StatusRuntimeException refusal, Class<T> type) {
    for (Any any : StatusProto.fromThrowable(refusal).getDetailsList()) {
      if (any.is(type)) {
        try {
          return any.unpack(type);
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + refusal, refusal);
  }
}
