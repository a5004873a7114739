package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups of any size reach a table and an index that take their time. */
class PublisherTest {
  private record State(int key, long version) {}

  /** What a table or an index was given, to be answered when the test wants. */
  private record Given(List<State> states, CompletableFuture<Void> answer) {
    void taken() {
      answer.complete(null);
    }

    void refused() {
      answer.completeExceptionally(new IllegalStateException("busy"));
    }

    /** Short, as it stands in the message of a test that fails. */
    @Override
    public String toString() {
      return "%,d states from %s on".formatted(states.size(), states.get(0));
    }
  }

  private static final Duration REST = Duration.ofSeconds(1);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<Given> table = kit.createTestProbe(Given.class);
  private final TestProbe<Given> index = kit.createTestProbe(Given.class);
  private final TestProbe<String> written = kit.createTestProbe(String.class);
  private final ActorRef<Publisher.Command<State>> publisher = publisher(Duration.ZERO);
  private final ActorRef<Publisher.Command<State>> resting = publisher(REST);

  private ActorRef<Publisher.Command<State>> publisher(Duration rest) {
    return kit.spawn(
        Publisher.create(
            new Publisher.Subject<>(
                states -> given(table, states),
                State::key,
                State::version,
                states -> given(index, states),
                2,
                rest)));
  }

  private static CompletableFuture<Void> given(TestProbe<Given> to, List<State> states) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    to.ref().tell(new Given(states, answer));
    return answer;
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private void publish(String name, int from, int to, long version) {
    publish(publisher, name, from, to, version);
  }

  private void publish(
      ActorRef<Publisher.Command<State>> by, String name, int from, int to, long version) {
    by.tell(
        new Publisher.Publish<>(
            IntStream.range(from, to).mapToObj(key -> new State(key, version)).toList(),
            () -> written.ref().tell(name)));
  }

  /** Once the publisher has heard of what failed: what comes later is done at once. */
  private void retryIsDue() {
    publish("heard", 0, 0, 1);
    written.expectMessage("heard");
    time.timePasses(Duration.ofMillis(500));
  }

  private Given next(TestProbe<Given> from) {
    return from.receiveMessage();
  }

  @Test
  void aCallIsDoneOnceAllItsGroupsAreInTheIndex() {
    publish("all", 0, 25_000, 1);

    Given first = next(table);
    assertThat(first.states()).hasSize(10_000);
    first.taken();
    Given firstToIndex = next(index);
    next(table).taken();
    next(index).taken();
    Given last = next(table);
    assertThat(last.states()).hasSize(5_000);
    last.taken();
    next(index).taken();
    written.expectNoMessage();

    firstToIndex.taken();
    written.expectMessage("all");
  }

  @Test
  void anIndexThatDoesNotKeepUpIsGivenNoMore() {
    publish("all", 0, 40_000, 1);
    next(table).taken();
    next(table).taken();
    Given slow = next(index);
    next(index);

    table.expectNoMessage();
    slow.taken();
    assertThat(next(table).states()).hasSize(10_000);
  }

  @Test
  void onlyTheGroupThatTheIndexDidNotTakeIsHandedOnAgain() {
    publish("some", 0, 12_000, 1);
    next(table).taken();
    Given first = next(index);
    next(table).taken();
    Given second = next(index);

    second.refused();
    first.taken();
    retryIsDue();
    Given again = next(index);
    assertThat(again.states()).isEqualTo(second.states());
    written.expectNoMessage();
    again.taken();
    written.expectMessage("some");
  }

  @Test
  void whatTheTableDidNotTakeIsWrittenAgainUnlessItIsOldByThen() {
    publish("old", 0, 2, 1);
    Given failed = next(table);
    publish("new", 1, 3, 2);
    failed.refused();
    retryIsDue();

    Given again = next(table);
    assertThat(again.states())
        .containsExactlyInAnyOrder(new State(0, 1), new State(1, 2), new State(2, 2));
    again.taken();
    next(index).taken();
    assertThat(List.of(written.receiveMessage(), written.receiveMessage()))
        .containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void nothingIsDoneAtOnce() {
    publish("nothing", 0, 0, 1);

    written.expectMessage("nothing");
    table.expectNoMessage();
  }

  @Test
  void severalStatesAreFollowedByARestInWhichMoreGather() {
    publish(resting, "some", 0, 2, 1);
    next(table).taken();
    next(index).taken();
    written.expectMessage("some");

    publish(resting, "more", 2, 3, 1);
    publish(resting, "still more", 3, 4, 1);
    time.expectNoMessageFor(REST.minusMillis(1), table);
    time.timePasses(Duration.ofMillis(1));
    assertThat(next(table).states()).containsExactly(new State(2, 1), new State(3, 1));
  }

  @Test
  void aRestIsShortForStatesThatSomebodyWaitsFor() {
    publish(resting, "some", 0, 2, 1);
    next(table).taken();
    next(index).taken();
    written.expectMessage("some");

    List<State> states = List.of(new State(2, 1), new State(3, 1));
    resting.tell(new Publisher.Publish<>(states, () -> written.ref().tell("awaited"), true));
    publish(resting, "heard", 0, 0, 1);
    written.expectMessage("heard");
    time.timePasses(Duration.ofMillis(20));
    assertThat(next(table).states()).isEqualTo(states);
  }

  @Test
  void theEndOfARestThatWasCutShortEndsNoLaterOne() {
    aRestIsShortForStatesThatSomebodyWaitsFor();
    publish(resting, "more", 4, 6, 1);
    publish(resting, "heard", 0, 0, 1);
    written.expectMessage("heard");
    time.expectNoMessageFor(REST, table);
  }

  @Test
  void aStateThatComesAloneIsFollowedAtOnce() {
    publish(resting, "one", 0, 1, 1);
    next(table).taken();
    next(index).taken();
    publish(resting, "another", 1, 2, 1);
    assertThat(next(table).states()).containsExactly(new State(1, 1));
  }

  @Test
  void whoIsFarBehindDoesNotRest() {
    publish(resting, "all", 0, 30_000, 1);
    next(table).taken();
    assertThat(next(table).states()).hasSize(10_000);
  }
}
