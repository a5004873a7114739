package io.shelfshare.node.mending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.Address;
import akka.actor.testkit.typed.Effect;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.UniqueAddress;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.sharding.typed.testkit.javadsl.TestEntityRef;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The watch runs on the test's thread, and its timers when the test says so. */
class NodeWatchTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.parseString("akka.actor.provider = local"));
  private static final Duration PATIENT = Duration.ofSeconds(2);
  private static final Duration IN_A_HURRY = Duration.ofMillis(500);
  private static final UniqueAddress LOST =
      new UniqueAddress(new Address("akka", "shelfshare", "10.0.0.1", 25520), 1);

  record Question(int number, ActorRef<String> replyTo) {}

  private final AtomicLong nanos = new AtomicLong();
  private final Asks asks = new Asks(nanos::get);
  private final Mending mending = new Mending(PATIENT, IN_A_HURRY);
  private final BehaviorTestKit<NodeWatch.Event> watch =
      BehaviorTestKit.create(NodeWatch.create(asks, mending, context -> {}));

  /** Where the entity's shard is: it takes every message, and answers those that it is made to. */
  private final TestProbe<Question> home = KIT.createTestProbe();

  private final EntityRef<Question> entity =
      TestEntityRef.of(EntityTypeKey.create(Question.class, "Any"), "1", home.getRef());

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  @DisplayName("P6: what a lost node was asked is asked again, the same, once the node is gone")
  void aQuestionThatALostNodeSwallowedIsAskedAgainOnceTheNodeIsGone() throws Exception {
    CompletableFuture<String> answer = ask(1, Duration.ofSeconds(30));
    Question swallowed = home.receiveMessage();

    watch.run(new NodeWatch.Removed(LOST));
    timers().get(0).ring();

    Question again = home.receiveMessage();
    assertThat(again).isEqualTo(swallowed);
    again.replyTo().tell("here");
    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("here");
  }

  @Test
  void anAnsweredQuestionIsNotAskedAgain() throws Exception {
    CompletableFuture<String> answer = ask(1, Duration.ofSeconds(30));
    home.receiveMessage().replyTo().tell("here");
    answer.get(10, TimeUnit.SECONDS);

    watch.run(new NodeWatch.Removed(LOST));
    timers().forEach(Timer::ring);

    assertNothingButThisArrives(2);
  }

  @Test
  void whatFollowsAnAnswerRunsOnTheThreadThatBringsIt() throws Exception {
    CompletableFuture<Thread> follows =
        ask(1, Duration.ofSeconds(30)).thenApply(answer -> Thread.currentThread());

    home.receiveMessage().replyTo().tell("here");

    assertThat(follows.get(10, TimeUnit.SECONDS)).isSameAs(Thread.currentThread());
  }

  @Test
  void aNodeThatOnlyDoesNotAnswerIsNotAskedMore() {
    var unused = ask(1, Duration.ofSeconds(30));
    home.receiveMessage();

    watch.run(new NodeWatch.Unreachable(LOST));

    assertThat(timers()).isEmpty();
  }

  @Test
  void aQuestionIsAskedAgainAFewTimesAtMost() {
    var unused = ask(1, Duration.ofSeconds(30));
    home.receiveMessage();

    watch.run(new NodeWatch.Removed(LOST));
    List<Timer> timers = timers();
    timers.forEach(Timer::ring);

    NodeWatch.AGAIN.forEach(time -> assertThat(home.receiveMessage().number()).isEqualTo(1));
    assertThat(timers()).isEmpty();
    assertNothingButThisArrives(2);
  }

  @Test
  void aQuestionOfLaterIsKeptByShardingAndNotAskedAgain() {
    watch.run(new NodeWatch.Removed(LOST));
    nanos.addAndGet(NodeWatch.AGAIN.get(1).toNanos());
    var unused = ask(1, Duration.ofSeconds(30));
    home.receiveMessage();

    timers().forEach(Timer::ring);

    assertNothingButThisArrives(2);
  }

  @Test
  void aQuestionThatNobodyAnswersTimesOutAsEverAndIsForgotten() {
    CompletableFuture<String> answer = ask(1, Duration.ofMillis(1));
    home.receiveMessage();

    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    watch.run(new NodeWatch.Removed(LOST));
    timers().forEach(Timer::ring);

    assertNothingButThisArrives(2);
  }

  @Test
  void entitiesAreLessPatientWithOneAnotherUntilTheClusterIsMended() {
    assertThat(mending.resendAfter()).isEqualTo(PATIENT);

    watch.run(new NodeWatch.Unreachable(LOST));
    assertThat(mending.resendAfter()).isEqualTo(IN_A_HURRY);

    watch.run(new NodeWatch.Removed(LOST));
    assertThat(mending.resendAfter()).isEqualTo(IN_A_HURRY);

    timers().forEach(Timer::ring);
    assertThat(mending.resendAfter()).isEqualTo(PATIENT);
  }

  @Test
  void aNodeThatAnswersAgainEndsTheHurry() {
    watch.run(new NodeWatch.Unreachable(LOST));
    watch.run(new NodeWatch.Reachable(LOST));

    timers().forEach(Timer::ring);

    assertThat(mending.resendAfter()).isEqualTo(PATIENT);
  }

  private CompletableFuture<String> ask(int number, Duration within) {
    return asks.<Question, String>ask(entity, replyTo -> new Question(number, replyTo), within)
        .toCompletableFuture();
  }

  /** Asks something else: what had been sent before it would have come first. */
  private void assertNothingButThisArrives(int number) {
    var unused = ask(number, Duration.ofSeconds(30));
    assertThat(home.receiveMessage().number()).isEqualTo(number);
  }

  /** A timer that the watch has set. */
  private record Timer(Effect.TimerScheduled<?> set, BehaviorTestKit<NodeWatch.Event> watch) {
    void ring() {
      set.send().apply();
      watch.runOne();
    }
  }

  private List<Timer> timers() {
    List<Timer> timers = new ArrayList<>();
    for (Effect effect : watch.getAllEffects()) {
      if (effect instanceof Effect.TimerScheduled<?> set) {
        timers.add(new Timer(set, watch));
      }
    }
    return timers;
  }
}
