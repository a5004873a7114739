package io.shelfshare.load.market;

import com.google.common.util.concurrent.ListenableFuture;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Reads a chain through the public API, until the steps of its orders have settled. */
public final class PictureReader {
  private static final int IN_FLIGHT = 64;
  private static final long LOOK_AGAIN_NANOS = 300_000_000L;

  private final ShelfshareClient headquarters;
  private final List<String> stores;
  private final List<String> skus;
  private final Clock clock;
  private final LongSupplier nanos;

  /**
   * A reader.
   *
   * @param headquarters a client with a token that may see everything
   * @param stores resource names of all stores
   * @param skus resource names of all SKUs that ever moved
   */
  public PictureReader(
      ShelfshareClient headquarters,
      List<String> stores,
      List<String> skus,
      Clock clock,
      LongSupplier nanos) {
    this.headquarters = headquarters;
    this.stores = List.copyOf(stores);
    this.skus = List.copyOf(skus);
    this.clock = clock;
    this.nanos = nanos;
  }

  /** What is on hand and unsellable of each SKU in all stores. */
  public Map<String, Long> units() {
    Map<String, Long> units = new HashMap<>();
    for (StockLine line : lines()) {
      units.merge(line.getSku(), line.getOnHand() + line.getUnsellable(), Long::sum);
    }
    return units;
  }

  /**
   * Reads until everything has settled, or for so long at most: what has not settled by then is for
   * the audit to judge.
   *
   * @param requests resource names of the requests that were acknowledged
   * @param acknowledged resource names of the orders that were acknowledged
   */
  public ChainPicture settled(
      Collection<String> requests, Collection<String> acknowledged, Duration most) {
    long end = nanos.getAsLong() + most.toNanos();
    ChainPicture picture = read(requests, acknowledged);
    while (!Settling.hasSettled(picture)
        && nanos.getAsLong() < end
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      picture = read(requests, acknowledged);
    }
    return picture;
  }

  private ChainPicture read(Collection<String> requestNames, Collection<String> acknowledged) {
    Map<String, TransferRequest> requests = new HashMap<>();
    all(requestNames, this::request).forEach(request -> requests.put(request.getName(), request));
    TreeSet<String> orderNames = new TreeSet<>(acknowledged);
    requests.values().stream()
        .flatMap(request -> request.getAwardsList().stream())
        .forEach(award -> orderNames.add(award.getTransferOrder()));
    Map<String, TransferOrder> orders = new HashMap<>();
    all(orderNames, this::order).forEach(order -> orders.put(order.getName(), order));
    return new ChainPicture(clock.instant(), requests, orders, lines());
  }

  private List<StockLine> lines() {
    List<String> names = new ArrayList<>();
    for (String store : stores) {
      for (String sku : skus) {
        names.add(store + "/stockLines/" + sku.substring(sku.indexOf('/') + 1));
      }
    }
    return all(
        names,
        name ->
            headquarters
                .stockFuture()
                .getStockLine(GetStockLineRequest.newBuilder().setName(name).build()));
  }

  private ListenableFuture<TransferRequest> request(String name) {
    return headquarters
        .requestsFuture()
        .getTransferRequest(GetTransferRequestRequest.newBuilder().setName(name).build());
  }

  private ListenableFuture<TransferOrder> order(String name) {
    return headquarters
        .ordersFuture()
        .getTransferOrder(GetTransferOrderRequest.newBuilder().setName(name).build());
  }

  /** Reads all of them, some at a time; what is not there is left out, for the audit to miss. */
  private static <A> List<A> all(
      Collection<String> names, Function<String, ListenableFuture<A>> read) {
    List<A> answers = new ArrayList<>(names.size());
    List<ListenableFuture<A>> underWay = new ArrayList<>();
    for (String name : names) {
      underWay.add(read.apply(name));
      if (underWay.size() == IN_FLIGHT) {
        underWay.forEach(call -> answer(call).ifPresent(answers::add));
        underWay.clear();
      }
    }
    underWay.forEach(call -> answer(call).ifPresent(answers::add));
    return answers;
  }

  private static <A> Optional<A> answer(ListenableFuture<A> call) {
    try {
      return Optional.of(call.get());
    } catch (ExecutionException failed) {
      ShelfshareException failure = ShelfshareException.of(failed);
      if (failure.reason().equals("NOT_FOUND")) {
        return Optional.empty();
      }
      throw failure;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", interrupted);
    }
  }
}
