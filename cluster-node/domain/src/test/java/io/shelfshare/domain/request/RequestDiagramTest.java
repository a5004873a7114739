package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Diagram;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.StoreId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that can become of a request of two units, its turns and its bids. */
class RequestDiagramTest {
  /** Awards, bids and asks together; more of them change nothing that can be drawn. */
  private static final int SIZE_MAX = 3;

  private final List<Consumer<Play>> commands = new ArrayList<>();
  private final Diagram statuses = new Diagram("request");
  private final Diagram turns = new Diagram("turn");
  private final Diagram bids = new Diagram("bid");
  private final Set<RequestView.Status> metStatuses = EnumSet.noneOf(RequestView.Status.class);
  private final Set<Class<?>> metTurns = new HashSet<>();
  private final Set<Bid.State> metBids = EnumSet.noneOf(Bid.State.class);
  private int orders;

  @BeforeEach
  void everything() {
    for (StoreId store : List.of(B, C)) {
      commands.add(play -> grab(play, store, 1));
      commands.add(play -> grab(play, store, 2));
      commands.add(play -> play.happen(play.bid(store, 1, shirts(1), play.next()).events()));
      commands.add(
          play ->
              play.happen(
                  new Bidding(play.state()).withdraw(store, play.next(), play.now).events()));
      commands.add(
          play ->
              play.happen(
                  new Asking(play.state())
                      .decline(store, Ask.DeclineReason.BUSY, play.next(), play.now)
                      .events()));
    }
    commands.add(play -> play.ask(Play.at(B, 5), Play.at(C, 9)));
    commands.add(play -> play.happen(new Progress(play.state()).nobodyToAsk(play.now)));
    commands.add(play -> play.close(1));
    commands.add(this::awardBest);
    commands.add(RequestDiagramTest::bestFails);
    commands.add(RequestDiagramTest::oneUnitLess);
    commands.add(play -> play.happen(play.request.cancel("", play.next(), play.now).events()));
    for (int seconds : new int[] {10, 600}) {
      commands.add(
          play -> {
            play.wait(seconds);
            play.due();
          });
    }
    for (long reopened = 0; reopened <= 1; reopened++) {
      for (long accepted = 0; accepted <= 2; accepted++) {
        long back = reopened;
        long came = accepted;
        commands.add(play -> report(play, back, came));
      }
    }
  }

  private void grab(Play play, StoreId store, int units) {
    if (play.grab(store, shirts(units)) instanceof GrabDecision.Reserve) {
      reserved(play);
    }
  }

  private void reserved(Play play) {
    SoftHolds.SoftHold hold = play.soft.all().get(0);
    play.happen(play.request.reserved(hold.order(), play.soft, Play.CONFIRM, play.now).events());
    play.soft.drop(hold.order());
  }

  private void awardBest(Play play) {
    Bidding.Next next =
        new Bidding(play.state())
            .award(play.soft, () -> order(7_000 + ++orders), Play.PATIENCE, play.now);
    play.happen(next.events());
    next.reserve().ifPresent(hold -> reserved(play));
  }

  private static void bestFails(Play play) {
    Bidding.Next next =
        new Bidding(play.state()).award(play.soft, () -> order(6_999), Play.PATIENCE, play.now);
    next.reserve()
        .ifPresent(
            hold -> {
              play.soft.drop(hold.order());
              play.happen(new Bidding(play.state()).failed(hold, Reason.NOT_AVAILABLE, play.now));
            });
  }

  private static void oneUnitLess(Play play) {
    RequestEdit edit =
        new RequestEdit(Optional.empty(), Optional.empty(), Optional.empty(), shirts(1));
    play.happen(new Editing(play.state()).edit(edit, play.next(), play.soft, play.now).events());
  }

  /** An order tells its end, or what changed after it: units were found, or given back. */
  private static void report(Play play, long reopened, long accepted) {
    for (Leg leg : play.state().legs()) {
      long units = leg.award().lines().get(0).quantity();
      var line = new OrderReport.Line(SHIRT, reopened, accepted);
      long before = leg.totals().stream().mapToLong(OrderReport.Line::reopened).sum();
      boolean rises = leg.ended() ? reopened == before : reopened >= before;
      boolean possible = rises && reopened + accepted <= units;
      if (possible && !leg.totals().equals(List.of(line))) {
        long version = leg.reportVersion() + 1;
        var report = new OrderReport(leg.award().order(), version, false, true, List.of(line));
        play.happen(play.request.report(report, play.now).events());
        return;
      }
    }
  }

  @Test
  void theDocsDrawWhatCanBecomeOfARequestItsTurnsAndItsBids() throws IOException {
    Set<String> known = new HashSet<>();
    Deque<Play> left = new ArrayDeque<>();
    for (List<Stage> stages :
        List.<List<Stage>>of(
            List.of(),
            List.of(Play.window(10)),
            List.of(Play.asking(10)),
            List.of(Play.firstCome(10), Play.window(10), Play.asking(10)))) {
      Play play = Play.posted(Play.options(stages.toArray(Stage[]::new)), units(SHIRT, 2));
      statuses.add(Optional.empty(), status(play), "Posted");
      turns.add(Optional.empty(), turn(play), "Posted");
      left.add(play);
    }
    while (!left.isEmpty()) {
      Play from = left.remove();
      for (Consumer<Play> command : commands) {
        Recorded play = new Recorded(from);
        command.accept(play.to);
        play.compare();
        Course course = play.to.state().course();
        int size = play.to.state().legs().size() + course.bids().size() + course.asks().size();
        boolean bounded = size <= SIZE_MAX;
        if (bounded && known.add(essence(play.to))) {
          left.add(play.to);
        }
      }
    }
    assertThat(metStatuses).containsExactlyInAnyOrder(RequestView.Status.values());
    assertThat(metBids).containsExactlyInAnyOrder(Bid.State.values());
    assertThat(metTurns).contains(Turn.class.getPermittedSubclasses());
    statuses.compareWithDocs();
    turns.compareWithDocs();
    bids.compareWithDocs();
  }

  /** A play that goes on from another, and draws what each of its events changes. */
  private final class Recorded {
    private final Play from;
    final Play to;

    Recorded(Play from) {
      this.from = from;
      this.to = from.copy();
    }

    void compare() {
      Play step = from.copy();
      for (RequestEvent event : to.happened()) {
        Play before = step.copy();
        step.happen(List.of(event));
        String by = event.getClass().getSimpleName();
        statuses.add(Optional.of(status(before)), status(step), by);
        turns.add(Optional.of(turn(before)), turn(step), by);
        Map<Mutation.Key, Bid.State> stood = bids(before);
        bids(step)
            .forEach(
                (key, state) ->
                    bids.add(
                        Optional.ofNullable(stood.get(key)).map(Enum::name), state.name(), by));
      }
      metStatuses.add(RequestView.Status.valueOf(status(to)));
      metTurns.add(to.state().course().turn().getClass());
      metBids.addAll(bids(to).values());
    }
  }

  private static String status(Play play) {
    return play.request.view().orElseThrow().status().name();
  }

  private static String turn(Play play) {
    return play.state().course().turn().getClass().getSimpleName();
  }

  private static Map<Mutation.Key, Bid.State> bids(Play play) {
    Map<Mutation.Key, Bid.State> states = new LinkedHashMap<>();
    play.request
        .view()
        .orElseThrow()
        .course()
        .bids()
        .forEach(bid -> states.put(bid.mutation(), bid.state()));
    return states;
  }

  /** What decides about its future, but for the time. */
  private static String essence(Play play) {
    PostedRequest state = play.state();
    StringBuilder text = new StringBuilder();
    text.append(status(play)).append(turn(play)).append(state.course().turn().stage());
    text.append(state.spec().lines()).append(state.spec().stages().size());
    Instant since = state.course().turn().since();
    text.append(Math.min(2, Duration.between(since, play.now).toSeconds() / 10));
    state.legs().forEach(leg -> text.append(leg.award().lines()).append(leg.totals()));
    state.course().bids().forEach(bid -> text.append(bid.store()).append(bid.state()));
    state.course().asks().forEach(ask -> text.append(ask.store()).append(ask.outcome()));
    return text.toString();
  }
}
