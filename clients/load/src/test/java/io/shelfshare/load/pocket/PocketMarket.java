package io.shelfshare.load.pocket;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.StockServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A market in one JVM, on a real port, that keeps everything in memory: enough of the API to see
 * what the loader and the load generator send. What the market guarantees is proven elsewhere,
 * against the real cluster.
 */
public final class PocketMarket implements AutoCloseable {
  public final PocketDirectory directory = new PocketDirectory();
  public final PocketStock stock = new PocketStock();
  public final PocketRequests requests = new PocketRequests(stock);
  public final PocketOrders orders = new PocketOrders();
  public final PocketSettlement settlement = new PocketSettlement();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final AtomicInteger saleFailuresLeft = new AtomicInteger();
  private volatile boolean stalling;
  private final Server server;

  public PocketMarket() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .addService(directory)
              .addService(stock)
              .addService(requests)
              .addService(orders)
              .addService(settlement)
              .intercept(new Failing())
              .build()
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** Answers that many calls with UNAVAILABLE before they reach anything. */
  public void failNext(int calls) {
    failuresLeft.set(calls);
  }

  /** Answers that many sales with UNAVAILABLE. */
  public void failNextSales(int calls) {
    saleFailuresLeft.set(calls);
  }

  /** Leaves sales without an answer from now on. */
  public void stallSales() {
    stalling = true;
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Failing implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        call.close(Status.UNAVAILABLE, new Metadata());
        return new ServerCall.Listener<>() {};
      }
      if (!call.getMethodDescriptor().equals(StockServiceGrpc.getRecordStockMovementsMethod())) {
        return next.startCall(call, headers);
      }
      return new SalesOnly<>(call, next.startCall(call, headers));
    }
  }

  /** Looks at a batch of movements before it is taken in: set-up receipts always pass. */
  private final class SalesOnly<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean dropped;

    private SalesOnly(ServerCall<Q, ?> call, ServerCall.Listener<Q> next) {
      super(next);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      boolean sale = ((RecordStockMovementsRequest) message).getMovements(0).hasSale();
      if (sale && stalling) {
        dropped = true;
      } else if (sale && saleFailuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        dropped = true;
        call.close(Status.UNAVAILABLE, new Metadata());
      } else {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (!dropped) {
        super.onHalfClose();
      }
    }
  }
}
