package io.shelfshare.domain.request;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.util.List;

/** What a grab comes to at first. */
public sealed interface GrabDecision {
  /** It won before, under the same mutation: the same answer. */
  record Answered(Award award) implements GrabDecision {}

  /** It lost. The events, if any, are persisted before anybody is told. */
  record Refused(List<RequestEvent> events, Refusal refusal) implements GrabDecision {
    public Refused {
      events = List.copyOf(events);
    }
  }

  /** The same mutation is being decided: its answer will serve this one too. */
  record InFlight(OrderId order) implements GrabDecision {}

  /** The units are soft-held; the supplier's store is to be asked to reserve them. */
  record Reserve(OrderId order, StoreId supplier, List<Units> lines) implements GrabDecision {
    public Reserve {
      lines = List.copyOf(lines);
    }
  }
}
