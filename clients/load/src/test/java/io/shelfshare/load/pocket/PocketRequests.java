package io.shelfshare.load.pocket;

import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.ListTransferRequestsResponse;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc.TransferRequestServiceImplBase;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests of one line each: the first grab wins, the second is told that it lost. */
public final class PocketRequests extends TransferRequestServiceImplBase {
  private final PocketStock stock;
  private final Map<String, TransferRequest> open = new ConcurrentHashMap<>();
  private final Map<String, String> contendedOnce = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<StreamObserver<WatchTransferRequestsResponse>> watchers =
      new CopyOnWriteArrayList<>();
  public final AtomicInteger posted = new AtomicInteger();
  public final AtomicInteger won = new AtomicInteger();
  public final AtomicInteger lost = new AtomicInteger();
  private volatile boolean contending;
  private volatile int takeAtMost = Integer.MAX_VALUE;

  PocketRequests(PocketStock stock) {
    this.stock = stock;
  }

  /** From now on the first copy of every grab is answered CONTENDED. */
  public void contendOnce() {
    contending = true;
  }

  /** Refuses every post after that many. */
  public void takeAtMost(int posts) {
    takeAtMost = posts;
  }

  @Override
  public void createTransferRequest(
      CreateTransferRequestRequest request, StreamObserver<TransferRequest> observer) {
    Answers.requireVersion7(request.getRequestId());
    if (posted.incrementAndGet() > takeAtMost) {
      observer.onError(Answers.refusal(Code.RESOURCE_EXHAUSTED, "TOO_MANY_OPEN_REQUESTS"));
      return;
    }
    TransferRequest created =
        request.getTransferRequest().toBuilder()
            .setName("transferRequests/" + UUID.randomUUID())
            .setStore(request.getParent())
            .setVersion(1)
            .build();
    open.put(created.getName(), created);
    Answers.answer(observer, created);
    synchronized (watchers) {
      watchers.forEach(
          watcher ->
              watcher.onNext(
                  WatchTransferRequestsResponse.newBuilder().setChanged(created).build()));
    }
  }

  @Override
  public void grabTransferRequest(
      GrabTransferRequestRequest request, StreamObserver<GrabTransferRequestResponse> observer) {
    Answers.requireVersion7(request.getRequestId());
    if (contending && contendedOnce.putIfAbsent(request.getRequestId(), "") == null) {
      observer.onError(Answers.refusal(Code.ABORTED, "CONTENDED"));
      return;
    }
    if (open.remove(request.getName()) == null) {
      lost.incrementAndGet();
      observer.onError(Answers.refusal(Code.FAILED_PRECONDITION, "ALREADY_COVERED"));
      return;
    }
    Quantity line = request.getLines(0);
    if (!stock.take(request.getStore(), line.getSku(), line.getQuantity())) {
      observer.onError(Answers.refusal(Code.FAILED_PRECONDITION, "NOT_AVAILABLE"));
      return;
    }
    won.incrementAndGet();
    Answers.answer(
        observer,
        GrabTransferRequestResponse.newBuilder()
            .setTransferOrder("transferOrders/" + UUID.randomUUID() + "-00000000")
            .addLines(line)
            .build());
  }

  @Override
  public void listTransferRequests(
      ListTransferRequestsRequest request, StreamObserver<ListTransferRequestsResponse> observer) {
    Answers.answer(
        observer,
        ListTransferRequestsResponse.newBuilder()
            .addAllTransferRequests(open.values().stream().limit(request.getPageSize()).toList())
            .build());
  }

  @Override
  public void watchTransferRequests(
      WatchTransferRequestsRequest request,
      StreamObserver<WatchTransferRequestsResponse> observer) {
    synchronized (watchers) {
      observer.onNext(
          WatchTransferRequestsResponse.newBuilder()
              .setSynced(Timestamp.getDefaultInstance())
              .build());
      ((io.grpc.stub.ServerCallStreamObserver<WatchTransferRequestsResponse>) observer)
          .setOnCancelHandler(() -> watchers.remove(observer));
      watchers.add(observer);
    }
  }
}
