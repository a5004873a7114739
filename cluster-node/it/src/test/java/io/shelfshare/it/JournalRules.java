package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.journal.v1.RequestEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be true of a request's journal at every event. */
final class JournalRules {
  private JournalRules() {}

  /** P1 and P10; every request of these tests has one line. */
  static void awardsNoMoreThanWasAsked(List<RequestEvent> events, String name) {
    assertThat(events.get(0).hasPosted()).as("first event of %s", name).isTrue();
    long asked = events.get(0).getPosted().getSpec().getLines(0).getQuantity();
    long awarded = 0;
    Map<String, Long> reopened = new HashMap<>();
    boolean over = false;
    for (RequestEvent event : events) {
      if (event.hasAwarded()) {
        assertThat(over).as("P10: awarded by %s after its end", name).isFalse();
        awarded += event.getAwarded().getLines(0).getQuantity();
      } else if (event.hasOrderReported() && event.getOrderReported().getLinesCount() > 0) {
        var report = event.getOrderReported();
        reopened.put(report.getOrder(), report.getLines(0).getReopened());
      }
      over = over || event.hasExpired() || event.hasCancelled();
      long back = reopened.values().stream().mapToLong(Long::longValue).sum();
      assertThat(awarded - back).as("P1: journal of %s", name).isLessThanOrEqualTo(asked);
    }
  }
}
