package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every command in every turn of a request. The table says what each comes to: the events, {@code
 * =} for no effect, or the reason of the refusal. A command without a row, or a turn without a
 * column, fails.
 */
class RequestCoverageTest {
  private static final StoreId D = new StoreId("s00004");

  private static final Map<String, Supplier<Play>> TURNS = new LinkedHashMap<>();
  private static final Map<String, Function<Play, String>> COMMANDS = new LinkedHashMap<>();

  static {
    TURNS.put("first-come", () -> Play.posted(Play.options(), units(SHIRT, 2)));
    TURNS.put("collecting", RequestCoverageTest::collecting);
    TURNS.put("closing", () -> after(collecting(), 10));
    TURNS.put("deciding", RequestCoverageTest::deciding);
    TURNS.put("decided", RequestCoverageTest::decided);
    TURNS.put("asking", () -> Play.posted(Play.options(Play.asking(60)), units(SHIRT, 2)));
    TURNS.put("asked", RequestCoverageTest::asked);
    TURNS.put("silent", () -> after(asked(), 60));
    TURNS.put("falling-back", RequestCoverageTest::fallingBack);
    TURNS.put("covered", RequestCoverageTest::covered);
    TURNS.put("expired", RequestCoverageTest::expired);
    TURNS.put("cancelled", RequestCoverageTest::cancelled);

    COMMANDS.put("grab", play -> grab(play, C));
    COMMANDS.put("grab by D", play -> grab(play, D));
    COMMANDS.put("bid", play -> said(play.bid(D, 1, shirts(1), play.next())));
    COMMANDS.put(
        "withdraw", play -> said(new Bidding(play.state()).withdraw(B, play.next(), play.now)));
    COMMANDS.put(
        "decline",
        play ->
            said(
                new Asking(play.state())
                    .decline(C, Ask.DeclineReason.OTHER, play.next(), play.now)));
    COMMANDS.put("edit", RequestCoverageTest::edit);
    COMMANDS.put("cancel", play -> said(play.request.cancel("", play.next(), play.now)));
    COMMANDS.put("due", play -> said(new Progress(play.state()).due(play.soft, play.now)));
    COMMANDS.put("close", play -> said(new Bidding(play.state()).close(List.of(), 1, play.now)));
    COMMANDS.put("award", RequestCoverageTest::award);
    COMMANDS.put(
        "ask", play -> said(new Asking(play.state()).ask(List.of(Play.at(D, 5)), play.now)));
    COMMANDS.put("nobody", play -> said(new Progress(play.state()).nobodyToAsk(play.now)));
  }

  private static Play after(Play play, int seconds) {
    play.wait(seconds);
    return play;
  }

  private static Play collecting() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 2));
    play.bids(B, 1, shirts(2));
    return play;
  }

  private static Play deciding() {
    Play play = after(collecting(), 10);
    play.close(1);
    return play;
  }

  private static Play decided() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 2));
    play.wait(10);
    play.close(1);
    return play;
  }

  private static Play asked() {
    Play play = Play.posted(Play.options(Play.asking(60)), units(SHIRT, 2));
    play.ask(Play.at(C, 5));
    return play;
  }

  private static Play fallingBack() {
    return after(
        Play.posted(Play.options(Play.firstCome(30), Play.asking(60)), units(SHIRT, 2)), 30);
  }

  private static Play covered() {
    Play play = Play.posted(Play.options(), units(SHIRT, 2));
    play.wins(B, shirts(2));
    return play;
  }

  private static Play expired() {
    Play play = after(collecting(), 600);
    play.due();
    return play;
  }

  private static Play cancelled() {
    Play play = collecting();
    play.happens(play.request.cancel("", play.next(), play.now));
    return play;
  }

  private static String grab(Play play, StoreId store) {
    GrabDecision decision = play.grab(store, shirts(1));
    return decision instanceof GrabDecision.Refused refused
        ? refused.refusal().reason().name()
        : decision.getClass().getSimpleName();
  }

  private static String edit(Play play) {
    Optional<Instant> none = Optional.empty();
    RequestEdit edit = new RequestEdit(none, Optional.of("new"), none, List.of());
    return said(new Editing(play.state()).edit(edit, play.next(), play.soft, play.now));
  }

  private static String award(Play play) {
    Bidding.Next next =
        new Bidding(play.state()).award(play.soft, () -> order(9), Play.PATIENCE, play.now);
    return next.reserve().isPresent() ? "Reserve" : said(next.events());
  }

  private static String said(Decision<RequestEvent, ?> decision) {
    return decision instanceof Decision.Refused<RequestEvent, ?> refused
        ? refused.refusal().reason().name()
        : said(decision.events());
  }

  private static String said(List<RequestEvent> events) {
    return events.isEmpty()
        ? "="
        : events.stream()
            .map(event -> event.getClass().getSimpleName())
            .collect(Collectors.joining("+"));
  }

  @Test
  @DisplayName("Every command says what it does in every turn of a request")
  void everyCommandInEveryTurn() {
    Map<String, List<String>> seen = new LinkedHashMap<>();
    COMMANDS.forEach(
        (name, command) ->
            seen.put(
                name, TURNS.values().stream().map(turn -> command.apply(turn.get())).toList()));
    assertThat(seen).isEqualTo(TABLE);
  }

  /** One cell a turn, in the order of {@link #TURNS}. */
  private static final Map<String, List<String>> TABLE =
      Map.ofEntries(
          row(
              "grab",
              "Reserve",
              "BIDS_ONLY",
              "BIDS_ONLY",
              "BIDS_ONLY",
              "BIDS_ONLY",
              "NOT_ASKED",
              "Reserve",
              "Reserve",
              "Reserve",
              "ALREADY_COVERED",
              "REQUEST_EXPIRED",
              "REQUEST_CANCELLED"),
          row(
              "grab by D",
              "Reserve",
              "BIDS_ONLY",
              "BIDS_ONLY",
              "BIDS_ONLY",
              "BIDS_ONLY",
              "NOT_ASKED",
              "NOT_ASKED",
              "NOT_ASKED",
              "Reserve",
              "ALREADY_COVERED",
              "REQUEST_EXPIRED",
              "REQUEST_CANCELLED"),
          row(
              "bid",
              "NO_WINDOW",
              "Bade",
              "BID_LATE",
              "BID_LATE",
              "Bade",
              "NO_WINDOW",
              "NO_WINDOW",
              "NO_WINDOW",
              "NO_WINDOW",
              "ALREADY_COVERED",
              "REQUEST_EXPIRED",
              "REQUEST_CANCELLED"),
          row(
              "withdraw",
              "NO_BID",
              "BidWithdrawn",
              "NO_BID",
              "NO_BID",
              "NO_BID",
              "NO_BID",
              "NO_BID",
              "NO_BID",
              "NO_BID",
              "NO_BID",
              "NO_BID",
              "NO_BID"),
          row(
              "decline",
              "NOT_ASKED",
              "NOT_ASKED",
              "NOT_ASKED",
              "NOT_ASKED",
              "NOT_ASKED",
              "NOT_ASKED",
              "AskDeclined",
              "AskDeclined",
              "NOT_ASKED",
              "NOT_ASKED",
              "NOT_ASKED",
              "NOT_ASKED"),
          row(
              "edit",
              "Edited",
              "Edited",
              "Edited",
              "Edited",
              "Edited",
              "Edited",
              "Edited",
              "Edited",
              "Edited",
              "ALREADY_COVERED",
              "REQUEST_EXPIRED",
              "REQUEST_CANCELLED"),
          row(
              "cancel",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "Cancelled",
              "REQUEST_EXPIRED",
              "REQUEST_CANCELLED"),
          row("due", "=", "=", "=", "=", "=", "=", "=", "AskRanOut", "StageEntered", "=", "=", "="),
          row("close", "=", "=", "WindowClosed", "=", "=", "=", "=", "=", "=", "=", "=", "="),
          row("award", "=", "=", "=", "Reserve", "=", "=", "=", "=", "=", "=", "=", "="),
          row("ask", "=", "=", "=", "=", "=", "Asked", "=", "=", "=", "=", "=", "="),
          row("nobody", "=", "=", "=", "=", "=", "=", "=", "=", "=", "=", "=", "="));

  private static Map.Entry<String, List<String>> row(String command, String... cells) {
    return Map.entry(command, List.of(cells));
  }
}
