package io.shelfshare.domain.simulation;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Asking;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.Bidding;
import io.shelfshare.domain.request.Editing;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.Progress;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec.Mode;
import io.shelfshare.domain.request.Stage;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Bids, asks and edits of a chain's request; what is looked up arrives late, twice or never. */
final class Modes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Chain chain;
  private final Random random;

  Modes(Chain chain, Random random) {
    this.chain = chain;
    this.random = random;
  }

  static RequestOptions options(long seed) {
    Stage first = stage(Mode.FIRST_COME, seed % 5 == 0 ? 0 : 20);
    Stage window = stage(Mode.SEALED_WINDOW, 0);
    Stage asking = stage(Mode.ASSIGNED, 60);
    List<Stage> stages =
        switch ((int) (seed % 5)) {
          case 1 -> List.of(window);
          case 2 -> List.of(asking);
          case 3 -> List.of(first, window, stage(Mode.ASSIGNED, 0));
          case 4 -> List.of(asking, window);
          default -> List.of();
        };
    return new RequestOptions(
        RequestOptions.Kind.DEMAND,
        RequestOptions.Channel.STORE,
        Map.of(),
        stages,
        Optional.empty(),
        Policy.BUILT_IN);
  }

  private static Stage stage(Mode mode, int lastsSeconds) {
    return new Stage(
        mode, Duration.ofSeconds(lastsSeconds), Duration.ofSeconds(8), Duration.ofSeconds(15));
  }

  private PostedRequest state() {
    return chain.request.posted().orElseThrow();
  }

  /** What stores and the poster do beside grabbing. */
  void client(StoreId store, List<Units> lines) {
    if (state().spec().options().stages().isEmpty()) {
      return;
    }
    Mutation mutation = chain.mutation();
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> {
        var terms = new Bid.Terms(store, lines, Optional.empty(), random.nextInt(3), "CNY");
        chain.send(() -> chain.persist(new Bidding(state()).bid(terms, mutation, chain.now)));
      }
      case 3 ->
          chain.send(
              () -> chain.persist(new Bidding(state()).withdraw(store, mutation, chain.now)));
      case 4 ->
          chain.send(
              () ->
                  chain.persist(
                      new Asking(state())
                          .decline(store, Ask.DeclineReason.BUSY, mutation, chain.now)));
      default -> edit(lines, mutation);
    }
  }

  private void edit(List<Units> lines, Mutation mutation) {
    if (random.nextInt(8) == 0) {
      Units line = lines.get(0);
      List<Units> less =
          List.of(
              new Units(line.sku(), Math.max(1, Units.of(line.sku(), state().spec().lines()) - 1)));
      var edit = new RequestEdit(Optional.empty(), Optional.of("less"), Optional.empty(), less);
      chain.send(
          () ->
              chain.persist(new Editing(state()).edit(edit, mutation, chain.softHolds, chain.now)));
    }
  }

  /** Does what is due, looks up, or goes on awarding. */
  void goOn(boolean settling) {
    if (!settling && random.nextInt(3) > 0) {
      return;
    }
    List<RequestEvent> due;
    do {
      due = new Progress(state()).due(chain.softHolds, chain.now);
      chain.persist(due);
    } while (!due.isEmpty());
    new Progress(state()).lookup(chain.now).ifPresent(this::lookUp);
    Bidding.Next next;
    do {
      next =
          new Bidding(state())
              .award(chain.softHolds, () -> OrderId.fresh(REQUEST, random), PATIENCE, chain.now);
      chain.persist(next.events());
    } while (!next.events().isEmpty());
    next.reserve()
        .ifPresent(
            hold -> chain.send(() -> chain.reserve(hold.supplier(), hold.order(), hold.lines())));
  }

  private void lookUp(Progress.Lookup lookup) {
    List<Facts> facts = List.of(facts(B), facts(C));
    long seed = random.nextLong();
    chain.send(
        () ->
            chain.persist(
                switch (lookup) {
                  case BIDDERS -> new Bidding(state()).close(facts, seed, chain.now);
                  case WHOM_TO_ASK -> {
                    List<RequestEvent> asked = new Asking(state()).ask(facts, chain.now);
                    yield asked.isEmpty() ? new Progress(state()).nobodyToAsk(chain.now) : asked;
                  }
                  case RING -> new Progress(state()).ringFound(java.util.Set.of(), chain.now);
                }));
  }

  private Facts facts(StoreId store) {
    return new Facts(store, random.nextInt(9_000), 5, 9, 0, 0, 7_500, Optional.empty());
  }

  /** A store cannot, or did not answer. */
  void refused(OrderId order, Refusal.Reason reason) {
    var hold = chain.softHolds.get(order);
    chain.softHolds.drop(order);
    hold.ifPresent(one -> chain.persist(new Bidding(state()).failed(one, reason, chain.now)));
  }

  /** Every bid of a request that is over has its result, and every won one its award. */
  static void checkSettled(Chain chain) {
    var view = chain.request.view().orElseThrow();
    for (Bid bid : view.course().bids()) {
      assertThat(bid.state()).as("a bid has its result").isNotEqualTo(Bid.State.SUBMITTED);
      boolean won =
          view.awards().stream().anyMatch(award -> award.mutation().equals(bid.mutation()));
      assertThat(won).as("P1: won bids are awards").isEqualTo(bid.state() == Bid.State.AWARDED);
      boolean lost = bid.state() == Bid.State.LOST;
      assertThat(bid.result().flatMap(Bid.Result::lostBecause).isPresent())
          .as("a lost bid has its reason")
          .isEqualTo(lost);
    }
  }
}
