package io.shelfshare.node.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.PostingStep;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerEntityTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          PersistenceTestKitPlugin.config()
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(
                  ConfigFactory.parseString(
                      """
                      akka.actor.serializers.shelfshare-journal =
                        "io.shelfshare.node.journal.JournalSerializer"
                      akka.actor.serialization-bindings {
                        "io.shelfshare.domain.settlement.LedgerEvent" = shelfshare-journal
                        "io.shelfshare.domain.settlement.Ledger$State" = shelfshare-journal
                      }
                      """))
              .withFallback(ConfigFactory.defaultReference())
              .resolve());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final OwnerId EAST = new OwnerId("east");
  private static final OwnerId WEST = new OwnerId("west");
  private static final OwnerPair PAIR = OwnerPair.of(EAST, WEST);
  private static final String ID = LedgerEntity.id(PAIR, 3);
  private static final OrderId ORDER = new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-0a1b2c3d");
  private static final Duration SOON = Duration.ofSeconds(10);

  /** A write that the entity has begun; the test ends it. */
  private record Write(List<Posting> postings, CompletableFuture<Done> done) {}

  private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
  private final TestProbe<LedgerEntity.Taken> orders = KIT.createTestProbe();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void forget() {
    JOURNAL.clearAll();
  }

  @Test
  @DisplayName("P5: an order hears that its step is taken only once the postings can be read")
  void anOrderIsAnsweredOnlyOnceThePostingsCanBeRead() throws Exception {
    ActorRef<LedgerEntity.Command> ledger = start();
    take(ledger, 4, 2);
    Write write = nextWrite();
    assertThat(write.postings()).extracting(Posting::units).containsExactly(2L);
    orders.expectNoMessage(Duration.ofMillis(50));
    write.done().complete(Done.getInstance());
    assertThat(orders.receiveMessage(SOON)).isEqualTo(new LedgerEntity.Taken(ORDER, 4, PAIR));
  }

  @Test
  void aWriteThatFailedIsDoneAgainWithWhatCameMeanwhile() throws Exception {
    ActorRef<LedgerEntity.Command> ledger = start();
    take(ledger, 4, 2);
    Write first = nextWrite();
    take(ledger, 6, 3);
    first.done().completeExceptionally(new IllegalStateException("no database"));
    Write second = nextWrite();
    assertThat(second.postings()).extracting(Posting::units).containsExactly(2L, 1L);
    second.done().complete(Done.getInstance());
    assertThat(orders.receiveMessage(SOON).step()).isEqualTo(4);
    assertThat(orders.receiveMessage(SOON).step()).isEqualTo(6);
  }

  @Test
  @DisplayName(
      "P5, P9: after a crash between the event and its rows, the rows are written, once told")
  void afterACrashTheRowsAreWrittenAndNothingIsPostedTwice() throws Exception {
    ActorRef<LedgerEntity.Command> ledger = start();
    take(ledger, 4, 2);
    nextWrite();
    KIT.stop(ledger);
    ActorRef<LedgerEntity.Command> again = start();
    take(again, 4, 2);
    Write write = nextWrite();
    assertThat(write.postings()).extracting(Posting::number).containsExactly(1L);
    write.done().complete(Done.getInstance());
    assertThat(orders.receiveMessage(SOON).step()).isEqualTo(4);
    assertThat(new ArrayList<>(JOURNAL.persistedInStorage("Ledger|" + ID))).hasSize(1);
  }

  private ActorRef<LedgerEntity.Command> start() {
    return KIT.spawn(
        LedgerEntity.create(
            ID,
            (postings, standing) -> {
              CompletableFuture<Done> done = new CompletableFuture<>();
              writes.add(new Write(List.copyOf(postings), done));
              return done;
            },
            Duration.ofMillis(20),
            Clock.systemUTC()));
  }

  private Write nextWrite() throws InterruptedException {
    Write write = writes.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(write).as("a write").isNotNull();
    return write;
  }

  private void take(ActorRef<LedgerEntity.Command> ledger, long step, long units) {
    Due.Key key = new Due.Key(Due.Kind.PRICE, Optional.of(new SkuId("coat-red-m")), WEST, EAST);
    Due due = new Due(key, new Money("CNY", 5_494), units, 0);
    var told = new PostingStep(ORDER, step, "RECEIVED", false, List.of(due));
    ledger.tell(new LedgerEntity.Take(told, orders.getRef()));
  }
}
