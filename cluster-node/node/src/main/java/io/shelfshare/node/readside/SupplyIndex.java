package io.shelfshare.node.readside;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Who has a SKU: one slice of all SKUs in memory, somewhere in the cluster. It reads its slice of
 * the table when it starts, and takes what publishers hand on after they have written it there; the
 * higher version wins, so that it does not matter which comes first.
 */
public final class SupplyIndex extends AbstractBehavior<SupplyIndex.Command> {
  /** The sharded type; entity ids are slice numbers. */
  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "SupplyIndex");

  private static final int STASH_MAX = 100_000;

  /** What it hears. */
  public sealed interface Command {}

  /** Lines that are durable in the table. Answered, as a publisher sends them until they are. */
  public record Update(List<StockLineView> lines, ActorRef<Updated> replyTo)
      implements Command, Wire {}

  /** The update is in the index. */
  public record Updated() implements Wire {}

  /** Who has a SKU near a point. */
  public record Find(SupplyQuery query, ActorRef<Found> replyTo) implements Command, Wire {}

  /** Who has it. */
  public record Found(SuppliesView supplies) implements Wire {}

  /** Leaves this node; another instance reads the table again. */
  public enum Stop implements Command, Wire {
    STOP
  }

  /** What the directory says of stores. */
  public interface Sight {
    /** The store, where there is one. */
    Optional<Store> store(StoreId id);

    /** What {@code viewer} may know of the stock of {@code owner}. */
    Contract.Visibility visibility(OwnerId owner, OwnerId viewer);
  }

  /** Reads a slice of the table. */
  @FunctionalInterface
  public interface Table {
    /** Hands over every line of the slice, one after the other; completes when all were. */
    CompletionStage<Void> read(int slice, Consumer<StockLineView> take);
  }

  private record Loaded(AvailableUnits available) implements Command {}

  private record LoadFailed(Throwable cause) implements Command {}

  private final Sight sight;
  private final AvailableUnits available;

  private SupplyIndex(ActorContext<Command> context, AvailableUnits available, Sight sight) {
    super(context);
    this.sight = sight;
    this.available = available;
  }

  /**
   * The index of one slice.
   *
   * @param sight local and immediate
   */
  public static Behavior<Command> create(int slice, Table table, Sight sight) {
    return Behaviors.withStash(
        STASH_MAX,
        stash ->
            Behaviors.setup(
                context -> {
                  AvailableUnits available = new AvailableUnits(sight);
                  context.pipeToSelf(
                      table.read(slice, available::keepNewest),
                      (done, failure) ->
                          failure != null ? new LoadFailed(failure) : new Loaded(available));
                  return loading(stash, sight);
                }));
  }

  private static Behavior<Command> loading(StashBuffer<Command> stash, Sight sight) {
    return Behaviors.receive(Command.class)
        .onMessage(
            Loaded.class,
            loaded ->
                Behaviors.setup(
                    context ->
                        stash.unstashAll(new SupplyIndex(context, loaded.available(), sight))))
        // The shard starts it again with the next message.
        .onMessage(LoadFailed.class, failed -> Behaviors.stopped())
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onAnyMessage(
            command -> {
              // Full: whoever asks hears nothing and asks again.
              if (!stash.isFull()) {
                stash.stash(command);
              }
              return Behaviors.same();
            })
        .build();
  }

  /** The index that a SKU belongs to. */
  public static String entityId(SkuId sku) {
    return Integer.toString(StockLineTable.slice(sku));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            Update.class,
            update -> {
              update.lines().forEach(available::keepNewest);
              update.replyTo().tell(new Updated());
              return this;
            })
        .onMessage(
            Find.class,
            find -> {
              find.replyTo().tell(new Found(find(find.query())));
              return this;
            })
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onAnyMessage(command -> this)
        .build();
  }

  private record Candidate(SuppliesView.Supply supply, double kilometres) {}

  private SuppliesView find(SupplyQuery query) {
    PriorityQueue<Candidate> nearest =
        new PriorityQueue<>(Comparator.comparingDouble(Candidate::kilometres).reversed());
    long total = 0;
    for (var stock : available.of(query.sku()).entrySet()) {
      Optional<Store> store = sight.store(stock.getKey());
      Contract.Visibility visibility =
          store.map(one -> visibility(one, query)).orElse(Contract.Visibility.HIDDEN);
      if (store.isEmpty() || visibility == Contract.Visibility.HIDDEN) {
        continue;
      }
      long units = stock.getValue().units();
      boolean counted = visibility == Contract.Visibility.QUANTITY;
      total += counted ? units : 0;
      // Asking for more and more units must not tell how many there are.
      boolean enough = units >= (counted ? query.quantityMin() : 1);
      if (!enough || query.except().equals(Optional.of(stock.getKey()))) {
        continue;
      }
      double kilometres = kilometres(query, store.get().place());
      if (kilometres <= query.kilometresMax()) {
        OptionalLong shown = counted ? OptionalLong.of(units) : OptionalLong.empty();
        nearest.add(new Candidate(new SuppliesView.Supply(stock.getKey(), shown), kilometres));
        if (nearest.size() > query.limit()) {
          nearest.remove();
        }
      }
    }
    List<Candidate> sorted = new ArrayList<>(nearest);
    sorted.sort(Comparator.comparingDouble(Candidate::kilometres));
    return new SuppliesView(sorted.stream().map(Candidate::supply).toList(), total);
  }

  private Contract.Visibility visibility(Store store, SupplyQuery query) {
    return query
        .viewer()
        .map(viewer -> sight.visibility(store.owner(), viewer))
        .orElse(Contract.Visibility.QUANTITY);
  }

  private static double kilometres(SupplyQuery query, Place place) {
    return Haversine.kilometres(
        query.latitude(), query.longitude(), place.latitude(), place.longitude());
  }
}
