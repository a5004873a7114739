package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import java.lang.reflect.Modifier;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every command of a request's life in every state of it; those of its turns are in {@link
 * RequestCoverageTest}. The table says what each comes to: the events, {@code =} for no effect, or
 * the reason of the refusal.
 */
class RequestLifeCoverageTest {
  private static final OrderId WON = order(2);
  private static final Map<String, Function<Play, String>> COMMANDS = new LinkedHashMap<>();
  private static final Map<String, Consumer<Play>> STATES = new LinkedHashMap<>();

  static {
    COMMANDS.put("post", play -> said(post(play, 1001)));
    COMMANDS.put("post again", play -> said(post(play, 1000)));
    COMMANDS.put("grab", play -> grab(play));
    COMMANDS.put("reserved", RequestLifeCoverageTest::reserved);
    COMMANDS.put("reserved again", play -> reserved(play, WON));
    COMMANDS.put("reserved unknown", play -> reserved(play, order(99)));
    COMMANDS.put("verdict", play -> play.request.verdict(WON, play.soft).name());
    COMMANDS.put("verdict unknown", play -> play.request.verdict(order(99), play.soft).name());
    COMMANDS.put("report", play -> said(report(play, WON, 9, 0)));
    COMMANDS.put("report its end", play -> said(report(play, WON, 9, 2)));
    COMMANDS.put("report old", play -> said(report(play, WON, 0, 0)));
    COMMANDS.put("report unknown", play -> said(report(play, order(99), 9, 0)));
    COMMANDS.put("expire", play -> said(play.request.expire(play.now)));
    COMMANDS.put("expire in time", play -> said(play.request.expire(play.now.plusSeconds(3_600))));
    COMMANDS.put("cancel", play -> said(play.request.cancel("", mutation(2000), play.now)));
    COMMANDS.put("cancelTold", play -> said(play.request.cancelTold(WON, play.now)));

    STATES.put("unposted", play -> {});
    STATES.put("OPEN", RequestLifeCoverageTest::posted);
    STATES.put("PARTLY_COVERED", play -> covered(play, 1));
    STATES.put("COVERED", play -> covered(play, 2));
    STATES.put("FULFILLED", play -> ended(play, 2));
    STATES.put("CLOSED", play -> ended(play, 1));
    STATES.put("EXPIRED", RequestLifeCoverageTest::expired);
    STATES.put("EXPIRED, one goes on", RequestLifeCoverageTest::expiredWithOne);
    STATES.put("CANCELLED", RequestLifeCoverageTest::cancelled);
    STATES.put("CANCELLED, one goes on", RequestLifeCoverageTest::cancelledWithOne);
  }

  private static Decision<RequestEvent, RequestView> post(Play play, int id) {
    return play.request.post(Play.spec(Play.options(), units(SHIRT, 2)), mutation(id), play.now);
  }

  private static void posted(Play play) {
    play.happens(post(play, 1000));
  }

  private static void covered(Play play, int units) {
    posted(play);
    play.wins(B, shirts(units));
  }

  private static void ended(Play play, long accepted) {
    covered(play, 2);
    play.happens(report(play, WON, 5, accepted));
  }

  private static void expired(Play play) {
    posted(play);
    play.happens(play.request.expire(play.now.plusSeconds(600)));
  }

  private static void expiredWithOne(Play play) {
    covered(play, 1);
    play.happens(play.request.expire(play.now.plusSeconds(600)));
  }

  private static void cancelled(Play play) {
    posted(play);
    play.happens(play.request.cancel("", mutation(1900), play.now));
  }

  private static void cancelledWithOne(Play play) {
    covered(play, 1);
    play.happens(play.request.cancel("", mutation(1900), play.now));
  }

  private static String grab(Play play) {
    GrabDecision decision = play.grab(C, shirts(1));
    return decision instanceof GrabDecision.Refused refused
        ? refused.refusal().reason().name()
        : decision.getClass().getSimpleName();
  }

  /** Units were held softly while the request was open, and then it came to this state. */
  private static String reserved(Play play) {
    OrderId order = order(77);
    var hold =
        new SoftHolds.SoftHold(
            order, C, Optional.empty(), shirts(1), mutation(77), play.now, false);
    play.soft.place(hold);
    return reserved(play, order);
  }

  private static String reserved(Play play, OrderId order) {
    return said(play.request.reserved(order, play.soft, Play.CONFIRM, play.now));
  }

  /** An order that ends with some of its two units accepted, or goes on where that is none. */
  private static Decision<RequestEvent, Long> report(
      Play play, OrderId order, long version, long accepted) {
    var line = new OrderReport.Line(SHIRT, 0, accepted);
    return play.request.report(
        new OrderReport(order, version, false, accepted > 0, List.of(line)), play.now);
  }

  private static String said(Decision<RequestEvent, ?> decision) {
    if (decision instanceof Decision.Refused<RequestEvent, ?> refused) {
      return refused.refusal().reason().name();
    }
    return decision.events().isEmpty()
        ? "="
        : decision.events().stream()
            .map(event -> event.getClass().getSimpleName())
            .collect(Collectors.joining("+"));
  }

  private static String shortened(String outcome) {
    return outcome
        .replace("REQUEST_ID_", "")
        .replace("ALREADY_", "")
        .replace("REQUEST_", "")
        .replace("OrderReported", "Reported");
  }

  private static Play in(String state) {
    Play play = new Play();
    STATES.get(state).accept(play);
    return play;
  }

  @Test
  @DisplayName("P1, P10: every command says what it does in every state of a request")
  void everyCommandInEveryState() {
    StringBuilder seen = new StringBuilder();
    COMMANDS.forEach(
        (name, command) ->
            seen.append(name)
                .append(": ")
                .append(
                    STATES.keySet().stream()
                        .map(state -> shortened(command.apply(in(state))))
                        .collect(Collectors.joining(" ")))
                .append("\n"));
    assertThat(seen.toString()).isEqualTo(TABLE);
  }

  @Test
  void everyStateIsInTheTable() {
    Set<RequestView.Status> met = EnumSet.noneOf(RequestView.Status.class);
    STATES.forEach(
        (name, state) ->
            in(name)
                .request
                .view()
                .ifPresent(
                    view -> {
                      assertThat(name).startsWith(view.status().name());
                      met.add(view.status());
                    }));
    assertThat(met).containsExactlyInAnyOrder(RequestView.Status.values());
  }

  @Test
  void everyCommandOfTheRequestIsInTheTable() {
    assertThat(Stream.of(TransferRequest.class.getDeclaredMethods()))
        .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
        .filteredOn(
            method ->
                method.getReturnType() == Decision.class
                    || method.getReturnType() == GrabDecision.class
                    || method.getName().equals("verdict"))
        .allSatisfy(
            method ->
                assertThat(COMMANDS.keySet())
                    .anyMatch(command -> command.split(" ", -1)[0].equals(method.getName())));
  }

  /** One cell a state, in the order of {@link #STATES}. */
  private static final String TABLE =
      """
      post: Posted REUSED REUSED REUSED REUSED REUSED REUSED REUSED REUSED REUSED
      post again: Posted = = = = = = = = =
      grab: NOT_FOUND Reserve Reserve COVERED COVERED COVERED EXPIRED EXPIRED CANCELLED CANCELLED
      reserved: NOT_FOUND Awarded Awarded COVERED COVERED COVERED EXPIRED EXPIRED CANCELLED CANCELLED
      reserved again: NOT_FOUND CONTENDED = = = = CONTENDED = CONTENDED =
      reserved unknown: NOT_FOUND CONTENDED CONTENDED CONTENDED CONTENDED CONTENDED CONTENDED CONTENDED CONTENDED CONTENDED
      verdict: NO NO WON WON ENDED ENDED NO WON NO WON
      verdict unknown: NO NO NO NO NO NO NO NO NO NO
      report: NOT_FOUND NOT_FOUND Reported Reported Reported Reported NOT_FOUND Reported NOT_FOUND Reported
      report its end: NOT_FOUND NOT_FOUND Reported Reported Reported Reported NOT_FOUND Reported NOT_FOUND Reported
      report old: NOT_FOUND NOT_FOUND = = = = NOT_FOUND = NOT_FOUND =
      report unknown: NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND
      expire: = = = = = = = = = =
      expire in time: = Expired Expired = = = = = = =
      cancel: NOT_FOUND Cancelled Cancelled Cancelled COVERED COVERED EXPIRED Cancelled CANCELLED CANCELLED
      cancelTold: NOT_FOUND = = = = = = = = CancelTold
      """;
}
