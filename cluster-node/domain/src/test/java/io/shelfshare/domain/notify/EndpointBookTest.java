package io.shelfshare.domain.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndpointBookTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final int MAX = 2;

  private final EndpointBook book = new EndpointBook();
  private long ids;

  private Mutation mutation() {
    UUID id = new UUID(AT.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | ++ids);
    return new Mutation("hq@-", id, "body", AT.plusSeconds(5));
  }

  private static Endpoint draft(Mutation mutation, String store) {
    return new Endpoint(
        EndpointId.of(mutation.key()),
        new StoreId(store),
        Channel.WEBHOOK,
        "till",
        Optional.empty(),
        new Secret("address"),
        new Secret("key"),
        "https://…",
        new Wishes(Topic.usual(), false, Optional.empty(), 0),
        Optional.empty());
  }

  private Decision<EndpointEvent, Endpoint> create(Mutation mutation, String store) {
    return taken(book.create(mutation, draft(mutation, store), MAX, AT));
  }

  private Decision<EndpointEvent, Endpoint> taken(Decision<EndpointEvent, Endpoint> decision) {
    decision.events().forEach(book::apply);
    return decision;
  }

  private static Endpoint answer(Decision<EndpointEvent, Endpoint> decision) {
    return ((Decision.Done<EndpointEvent, Endpoint>) decision).answer();
  }

  @Test
  @DisplayName("P6: a repeated creation finds the first")
  void aRepeatedCreationFindsTheFirst() {
    Mutation once = mutation();
    Endpoint first = answer(create(once, "s1"));
    Decision<EndpointEvent, Endpoint> again = create(once, "s1");
    assertThat(again.events()).isEmpty();
    assertThat(answer(again)).isEqualTo(first);
  }

  @Test
  void aStoreHasOnlySoMany() {
    Endpoint first = answer(create(mutation(), "s1"));
    create(mutation(), "s1");
    Decision<EndpointEvent, Endpoint> third = create(mutation(), "s1");
    assertThat(((Decision.Refused<EndpointEvent, Endpoint>) third).refusal().reason())
        .isEqualTo(Refusal.Reason.ENDPOINT_LIMIT);
    assertThat(create(mutation(), "s2")).isInstanceOf(Decision.Done.class);
    taken(book.delete(mutation(), first.id(), AT));
    assertThat(create(mutation(), "s1")).isInstanceOf(Decision.Done.class);
  }

  @Test
  void aDeletedEndpointLeavesNoSecretBehind() {
    Endpoint first = answer(create(mutation(), "s1"));
    Endpoint gone = answer(taken(book.delete(mutation(), first.id(), AT)));
    assertThat(gone.address().isNone()).isTrue();
    assertThat(gone.key().isNone()).isTrue();
    assertThat(book.update(mutation(), first.id(), enable(), AT))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void whoeverWantsNoMoreIsLeftAloneUntilItIsEnabled() {
    Endpoint first = answer(create(mutation(), "s1"));
    List<EndpointEvent> events = book.disable(first.id(), "410", AT);
    events.forEach(book::apply);
    assertThat(events.get(0).endpoint().wants(Topic.REQUEST_POSTED)).isFalse();
    assertThat(book.disable(first.id(), "410", AT)).isEmpty();
    Endpoint again = answer(taken(book.update(mutation(), first.id(), enable(), AT)));
    assertThat(again.wants(Topic.REQUEST_POSTED)).isTrue();
    assertThat(again.wants(Topic.OFFER_POSTED)).isFalse();
  }

  private static EndpointChange enable() {
    return new EndpointChange(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  @Test
  void noWordOfASecretIsEverPrinted() {
    assertThat(draft(mutation(), "s1").toString()).doesNotContain("address]").contains("Secret");
  }
}
