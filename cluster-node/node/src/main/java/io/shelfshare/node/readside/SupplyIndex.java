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
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Asks for lines of one SKU. */
  public record ListLines(
      SkuId sku,
      StockFilter filter,
      Optional<StoreId> after,
      int limit,
      ActorRef<LinesListed> replyTo)
      implements Command, Wire {}

  /** Lines, in the order of stores. */
  public record LinesListed(List<StockAtStore> lines) implements Wire {}

  /**
   * Asks for sums.
   *
   * @param skus of this slice; empty for all of it
   */
  public record Sum(
      Set<SkuId> skus, StockFilter filter, Grouping grouping, ActorRef<Summed> replyTo)
      implements Command, Wire {}

  /**
   * Sums.
   *
   * @param tooMany true where there are more groups than an answer may have, and none is told
   */
  public record Summed(List<Part> parts, boolean tooMany) implements Wire {}

  /**
   * The sums of one group, as few bytes, for there may be very many.
   *
   * @param key the values that it is grouped by
   * @param sums in the order of {@link StockSums}
   */
  public record Part(List<String> key, long[] sums) {
    static Part of(List<String> key, StockSums of) {
      return new Part(
          key,
          new long[] {
            of.onHand(),
            of.reserved(),
            of.safety(),
            of.available(),
            of.inbound(),
            of.unsellable(),
            of.lines(),
            of.availableOnly(),
            of.quantityHidden()
          });
    }

    /** The same as a record. */
    public StockSums toSums() {
      return new StockSums(
          sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7], sums[8]);
    }
  }

  /** Leaves this node; another instance reads the table again. */
  public enum Stop implements Command, Wire {
    STOP
  }

  /** What the directory says of stores. */
  public interface Sight {
    /** The store, where there is one. */
    Optional<Store> store(StoreId id);

    /** Another one whenever any store has changed. */
    long version();

    /**
     * The stores nearest to a point in degrees, nearest first: at most {@code count}, and none
     * farther on the sphere than {@code kilometresMax}, which may be infinite.
     */
    List<Store> nearest(double latitude, double longitude, double kilometresMax, int count);

    /** What {@code viewer} may know of the stock of {@code owner}. */
    Contract.Visibility visibility(OwnerId owner, OwnerId viewer);
  }

  /** Reads a slice of the table. */
  @FunctionalInterface
  public interface Table {
    /** Hands over every line of the slice, one after the other; completes when all were. */
    CompletionStage<Void> read(int slice, Consumer<StockLineView> take);
  }

  private record Loaded(HeldLines held) implements Command {}

  private record LoadFailed(Throwable cause) implements Command {}

  private final Sight sight;
  private final HeldLines held;

  private SupplyIndex(ActorContext<Command> context, HeldLines held, Sight sight) {
    super(context);
    this.sight = sight;
    this.held = held;
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
                  HeldLines held = new HeldLines(sight);
                  context.pipeToSelf(
                      table.read(slice, held::keepNewest),
                      (done, failure) ->
                          failure != null ? new LoadFailed(failure) : new Loaded(held));
                  return loading(stash, sight);
                }));
  }

  private static Behavior<Command> loading(StashBuffer<Command> stash, Sight sight) {
    return Behaviors.receive(Command.class)
        .onMessage(
            Loaded.class,
            loaded ->
                Behaviors.setup(
                    context -> stash.unstashAll(new SupplyIndex(context, loaded.held(), sight))))
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

  /** The slices that SKUs lie in, each with its own of them. */
  public static Map<Integer, Set<SkuId>> bySlice(Collection<SkuId> skus) {
    Map<Integer, Set<SkuId>> slices = new HashMap<>();
    for (SkuId sku : skus) {
      slices.computeIfAbsent(StockLineTable.slice(sku), slice -> new HashSet<>()).add(sku);
    }
    return slices;
  }

  /** Every slice, whatever SKUs it has. */
  public static Map<Integer, Set<SkuId>> allSlices() {
    Map<Integer, Set<SkuId>> slices = new HashMap<>();
    for (int slice = 0; slice < StockLineTable.SLICES; slice++) {
      slices.put(slice, Set.of());
    }
    return slices;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            Update.class,
            update -> {
              update.lines().forEach(held::keepNewest);
              update.replyTo().tell(new Updated());
              return this;
            })
        .onMessage(
            Find.class,
            find -> {
              find.replyTo().tell(new Found(nearest(find.query())));
              return this;
            })
        .onMessage(
            ListLines.class,
            list -> {
              list.replyTo().tell(new LinesListed(lines(list)));
              return this;
            })
        .onMessage(
            Sum.class,
            sum -> {
              sum.replyTo().tell(sums(sum));
              return this;
            })
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onAnyMessage(command -> this)
        .build();
  }

  private SuppliesView nearest(SupplyQuery query) {
    return new NearestSupplies(sight, query).among(held);
  }

  private List<StockAtStore> lines(ListLines list) {
    return new StockSearch(sight, list.filter())
        .lines(held.of(list.sku()), list.after(), list.limit());
  }

  private Summed sums(Sum sum) {
    return new StockSearch(sight, sum.filter())
        .sums(held, sum.skus(), sum.grouping())
        .map(
            sums ->
                new Summed(
                    sums.entrySet().stream()
                        .map(one -> Part.of(one.getKey(), one.getValue()))
                        .toList(),
                    false))
        .orElseGet(() -> new Summed(List.of(), true));
  }
}
