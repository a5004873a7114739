package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Course;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.RequestSpec.Mode;
import io.shelfshare.domain.request.RequestView;
import io.shelfshare.domain.request.Stage;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * How a request is decided, stage by stage: whom it reached, who was asked and who bid, by the
 * policy that it pinned when it was posted. Mutable.
 */
final class CourseModel {
  private static final String BROKEN = "routing";

  final AudienceModel audience;
  private final Policy policy;
  private final ScoreSheet scores;
  private final StoreId poster;
  private final Set<StoreId> gaveUp;
  private final List<Stage> stages;
  private final long tieSeed;
  private final WindowModel windows;
  private final Whereabouts whereabouts;
  private final Set<StoreId> asked = new LinkedHashSet<>();
  private Optional<Ask> pending = Optional.empty();
  private List<Facts> told = List.of();
  private int stage;
  private Instant since;
  private boolean everFirstCome;

  /**
   * @param gaveUp stores that are out of the race, as the request knows; it grows
   */
  CourseModel(RequestEvent.Posted event, Whereabouts whereabouts, Set<StoreId> gaveUp) {
    RequestSpec spec = event.spec();
    this.whereabouts = whereabouts;
    this.gaveUp = gaveUp;
    policy = spec.options().policy();
    scores = new ScoreSheet(policy);
    poster = spec.store();
    stages =
        spec.options().stages().isEmpty()
            ? List.of(Stage.of(spec.mode()))
            : spec.options().stages();
    // The id of the post decides among equals.
    tieSeed = event.mutation().id().getLeastSignificantBits();
    windows = new WindowModel(policy);
    audience = new AudienceModel(policy.rings(), event.at(), poster, whereabouts);
    since = event.at();
    enter(0, event.at());
  }

  private void enter(int next, Instant at) {
    stage = next;
    since = at;
    pending = Optional.empty();
    if (mode() == Mode.SEALED_WINDOW) {
      windows.begins(at);
    }
    everFirstCome |= mode() == Mode.FIRST_COME;
  }

  private Mode mode() {
    return stages.get(stage).mode();
  }

  /** What was found out about stores for it, and is about to be heard. */
  void found(List<Facts> facts) {
    for (Facts one : facts) {
      double off = Math.abs(whereabouts.metres(poster, one.store()) - one.metres());
      require(off < 2, BROKEN, "not as far as it is", one);
    }
    told = facts;
  }

  /** Whether an event is one of a request that is still in the race. */
  static boolean isStep(RequestEvent event) {
    return event instanceof RequestEvent.Bade
        || event instanceof RequestEvent.Asked
        || event instanceof RequestEvent.RingOpened
        || event instanceof RequestEvent.StageEntered
        || event instanceof RequestEvent.WindowClosed;
  }

  /**
   * Takes an event in, before the request itself does.
   *
   * @param wanted units that are open then
   */
  void take(RequestEvent event, LongSupplier wanted) {
    if (event instanceof RequestEvent.RingOpened e) {
      audience.take(e, told);
    } else if (event instanceof RequestEvent.Asked e) {
      ask(e);
    } else if (event instanceof RequestEvent.AskDeclined) {
      require(pending.isPresent(), BROKEN, "declined by nobody", event);
      pending = Optional.empty();
    } else if (event instanceof RequestEvent.AskRanOut) {
      boolean over = pending.filter(ask -> !event.at().isBefore(ask.until())).isPresent();
      require(over, BROKEN, "passed on before its time", event);
      pending = Optional.empty();
    } else if (event instanceof RequestEvent.StageEntered e) {
      boolean next = e.stage() == stage + 1 && e.stage() < stages.size();
      require(next && isStageOver(e.at()), BROKEN, "the next stage too early", event);
      enter(e.stage(), e.at());
    } else if (event instanceof RequestEvent.Bade e) {
      require(audience.reached(e.bid().store()), BROKEN, "a bid of whom no ring reached", event);
      require(mode() == Mode.SEALED_WINDOW, BROKEN, "a bid where none are taken", event);
      windows.take(e, stages.get(stage));
    } else if (event instanceof RequestEvent.BidWithdrawn e) {
      windows.take(e);
    } else if (event instanceof RequestEvent.BidsLost e) {
      windows.take(e);
    } else if (event instanceof RequestEvent.WindowClosed e) {
      windows.take(e, stages.get(stage), told, wanted.getAsLong());
    } else if (event instanceof RequestEvent.Awarded e) {
      award(e.award());
    }
  }

  private boolean isStageOver(Instant at) {
    Stage now = stages.get(stage);
    boolean lasted = !now.lasts().isZero() && !at.isBefore(since.plus(now.lasts()));
    return switch (now.mode()) {
      case FIRST_COME -> lasted;
      case SEALED_WINDOW -> windows.isDecided();
      case ASSIGNED -> lasted || (pending.isEmpty() && left().isEmpty());
    };
  }

  /** Who was found and can still be asked. */
  private List<Facts> left() {
    List<Facts> left = new ArrayList<>();
    for (Facts one : told) {
      StoreId store = one.store();
      if (!asked.contains(store) && !gaveUp.contains(store) && !store.equals(poster)) {
        left.add(one);
      }
    }
    return left;
  }

  /** The best of those who can still be asked is asked, and why is on record. */
  private void ask(RequestEvent.Asked event) {
    Ask ask = event.ask();
    require(mode() == Mode.ASSIGNED, BROKEN, "asked where nobody is", event);
    require(pending.isEmpty(), BROKEN, "asked beside another", event);
    require(!asked.contains(ask.store()), BROKEN, "asked again", event);
    require(audience.reached(ask.store()), BROKEN, "asked whom no ring reached", event);
    require(ask.policy().equals(policy.ref()), BROKEN, "asked by another policy", event);
    Instant until = event.at().plus(stages.get(stage).acceptWithin());
    require(ask.until().equals(until), BROKEN, "another time to accept", event);
    requireSame(asked.size() + 1, ask.number(), BROKEN, "stores asked", event);
    List<Facts> left = left();
    Optional<Facts> chosen =
        left.stream().filter(one -> one.store().equals(ask.store())).findFirst();
    require(chosen.isPresent(), BROKEN, "asked who was not found", event);
    scores.check(ask.score(), chosen.orElseThrow(), event);
    for (Facts other : left) {
      long less = ask.score().total() - scores.total(other);
      boolean best =
          less > 0
              || (less == 0
                  && ScoreSheet.ticket(tieSeed, ask.store())
                          .compareTo(ScoreSheet.ticket(tieSeed, other.store()))
                      <= 0);
      require(best, BROKEN, "asked before a better one", event);
    }
    asked.add(ask.store());
    pending = Optional.of(ask);
  }

  private void award(Award award) {
    require(audience.reached(award.taker()), BROKEN, "awarded to whom no ring reached", award);
    boolean asBid = windows.takes(award);
    // What was grabbed in its time may be awarded a little later.
    boolean inTurn = asBid || everFirstCome || asked.contains(award.taker());
    require(inTurn, BROKEN, "awarded to a store whose turn it never was", award);
    pending = pending.filter(ask -> !ask.store().equals(award.store()));
  }

  void compare(RequestView view, RequestEvent event) {
    Course shown = view.course();
    audience.compare(shown.audience(), event);
    requireSame(stage, shown.turn().stage(), BROKEN, "the stage", event);
    requireSame(asked.size(), shown.asks().size(), BROKEN, "stores asked", event);
    Policy pinned = view.spec().options().policy();
    require(pinned.equals(policy), BROKEN, "another policy than was pinned", event);
  }
}
