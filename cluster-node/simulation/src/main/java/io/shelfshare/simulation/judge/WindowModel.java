package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.Stage;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Scoring.Ranked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The sealed bids of a request: who bid in the window, and in which order they win. Mutable. */
final class WindowModel {
  private static final String BROKEN = "routing";

  private final Policy policy;
  private final ScoreSheet scores;
  private final Map<StoreId, Bid> submitted = new LinkedHashMap<>();
  private List<StoreId> ranking = List.of();
  private Optional<Instant> open = Optional.empty();

  WindowModel(Policy policy) {
    this.policy = policy;
    this.scores = new ScoreSheet(policy);
  }

  /** A stage of sealed bids begins. */
  void begins(Instant at) {
    open = Optional.of(at);
  }

  boolean isDecided() {
    return open.isEmpty() && submitted.isEmpty();
  }

  void take(RequestEvent.Bade event, Stage stage) {
    if (open.isEmpty()) {
      require(submitted.isEmpty(), BROKEN, "a bid while others are being decided", event);
      open = Optional.of(event.at());
    }
    boolean inTime = event.at().isBefore(open.get().plus(stage.window()));
    require(inTime, BROKEN, "a bid after its window", event);
    boolean first = submitted.put(event.bid().store(), event.bid()) == null;
    require(first, BROKEN, "a second bid in one window", event);
  }

  void take(RequestEvent.BidWithdrawn event) {
    require(open.isPresent(), BROKEN, "withdrawn after the window", event);
    boolean known = submitted.remove(event.store()) != null;
    require(known, BROKEN, "withdrawn and never made", event);
  }

  void take(RequestEvent.BidsLost event) {
    for (StoreId loser : event.losers().keySet()) {
      require(submitted.remove(loser) != null, BROKEN, "a lost bid that never was", event);
    }
  }

  void take(RequestEvent.WindowClosed event, Stage stage, List<Facts> told, long wanted) {
    boolean over = open.isPresent() && !event.at().isBefore(open.get().plus(stage.window()));
    require(over, BROKEN, "a window closed before its time", event);
    open = Optional.empty();
    require(event.policy().equals(policy.ref()), BROKEN, "ranked by another policy", event);
    ranking = event.ranking().stream().map(Ranked::store).toList();
    boolean all = ranking.size() == submitted.size() && submitted.keySet().containsAll(ranking);
    require(all, BROKEN, "ranked others than those who bid", event);
    List<Ranked> better = new ArrayList<>();
    for (Ranked one : event.ranking()) {
      scores.check(one.score(), offered(one.store(), event, told, wanted), event);
      boolean drawn = ScoreSheet.ticket(event.seed(), one.store()).longValue() == one.lottery();
      require(drawn, BROKEN, "not the lottery of the published seed", event);
      for (Ranked before : better) {
        require(isBefore(before, one, event.seed()), BROKEN, "not the best first", event);
      }
      better.add(one);
    }
  }

  private static boolean isBefore(Ranked before, Ranked after, long seed) {
    long more = before.score().total() - after.score().total();
    int drawn =
        ScoreSheet.ticket(seed, before.store()).compareTo(ScoreSheet.ticket(seed, after.store()));
    return more > 0 || (more == 0 && drawn < 0);
  }

  private Facts offered(
      StoreId store, RequestEvent.WindowClosed event, List<Facts> told, long wanted) {
    Bid bid = Objects.requireNonNull(submitted.get(store));
    long feeMost = submitted.values().stream().mapToLong(Bid::fee).max().orElseThrow();
    long shipSeconds =
        bid.shipBy().map(by -> Duration.between(event.at(), by).toSeconds()).orElse(0L);
    return told.stream()
        .filter(one -> one.store().equals(store))
        .findFirst()
        .orElseGet(() -> Facts.unknown(store, wanted))
        .withOffer(
            new Facts.Offer(
                Units.total(bid.lines()), bid.fee(), feeMost, Math.max(0, shipSeconds)));
  }

  /** Whether an award is one of a bid; then all better ones are decided. */
  boolean takes(Award award) {
    Bid bid = submitted.get(award.store());
    if (bid == null || !bid.mutation().equals(award.mutation())) {
      return false;
    }
    require(open.isEmpty(), BROKEN, "a bid won before its window closed", award);
    for (StoreId better : ranking.subList(0, ranking.indexOf(award.store()))) {
      require(!submitted.containsKey(better), BROKEN, "a better bid is undecided", award);
    }
    submitted.remove(award.store());
    return true;
  }
}
