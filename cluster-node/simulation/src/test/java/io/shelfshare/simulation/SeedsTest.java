package io.shelfshare.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.simulation.fault.Seam;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Any one of them again: {@code ./shelfshare simulate --seed N}. */
class SeedsTest {
  private static final long MILLION = 1_000_000;
  private static final int STEPS = 1_000;

  /** What a run of this size has to meet, or it would judge less than it says. */
  private static final String[] MET = {
    "Arrived",
    "AskDeclined",
    "AskRanOut",
    "Asked",
    "Awarded",
    "Bade",
    "BidWithdrawn",
    "BidsLost",
    "Blackout",
    "Bound",
    "BreachTold",
    "Breached",
    "CancelRequested",
    "CancelTold",
    "Cancelled",
    "Closed",
    "Confirmed",
    "Created",
    "Edited",
    "Expired",
    "Found",
    "GivenBack",
    "HoldDropped",
    "HoldRanOut",
    "InboundApplied",
    "LedgerEvent",
    "LossConfirmed",
    "LossSuspected",
    "MessagePosted",
    "MovementsRecorded",
    "OrderReported",
    "NotInAudience",
    "Packed",
    "Posted",
    "Published",
    "Recalled",
    "Received",
    "Released",
    "Reserved",
    "ReturnReceived",
    "RingOpened",
    "Settled",
    "Shipped",
    "StageEntered",
    "Started",
    "StepTaken",
    "SupplyApplied",
    "WindowClosed"
  };

  @Test
  @DisplayName(
      "P1–P4, P6, P9, P10 and routing hold at each of a million steps, whatever is lost or crashes")
  void promisesHoldForAMillionSteps() {
    Map<String, Long> seen = new TreeMap<>();
    long steps = 0;
    for (long seed = 1; steps < MILLION; seed++) {
      Simulation.Outcome outcome = new Simulation(seed, Seam::new).run(STEPS);
      assertThat(outcome.violation()).as("seed %d: %s", seed, outcome.violation()).isEmpty();
      steps += outcome.steps();
      outcome.seen().forEach((kind, times) -> seen.merge(kind, times, Long::sum));
    }
    assertThat(seen).containsKeys(MET);
  }

  @Test
  void aSeedRunsTheSameAgain() {
    Simulation.Outcome once = new Simulation(7, Seam::new).run(STEPS);
    Simulation.Outcome again = new Simulation(7, Seam::new).run(STEPS);
    assertThat(again).usingRecursiveComparison().isEqualTo(once);
  }
}
