package io.shelfshare.node.grpc;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.GrpcErrors;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RequestWatcher;
import io.shelfshare.node.grpc.limit.Limits;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The watches that are open on this node. */
final class Watches {
  private final WatchSettings settings;
  private final Limits limits;
  private final GrpcErrors errors;
  private final Clock clock;
  private final Set<RequestWatchStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Watches(WatchSettings settings, Limits limits, GrpcErrors errors, Clock clock) {
    this.settings = settings;
    this.limits = limits;
    this.errors = errors;
    this.clock = clock;
  }

  /**
   * Starts a watch on the thread of its call.
   *
   * @param ready completes once what the watch names was found
   * @throws io.shelfshare.node.grpc.error.CallFailed where the caller has too many
   */
  void start(
      Call call,
      CompletionStage<?> ready,
      Function<RequestWatcher, RequestGateway.Watch> subscribe,
      Function<RequestView, TransferRequest> translate,
      ServerCallStreamObserver<WatchTransferRequestsResponse> out) {
    Runnable countOut = limits.openWatch(call.caller());
    RequestWatchStream stream =
        new RequestWatchStream(
            settings,
            clock,
            translate,
            out,
            ServiceRequestContext.current().eventLoop(),
            fault -> errors.closing(fault, call.locale()).asException(),
            errors::fault);
    stream.whenEnded(
        () -> {
          open.remove(stream);
          countOut.run();
        });
    open.add(stream);
    stream.begin(call.caller().expiresAt());
    if (closed) {
      stream.fail(Fault.retryLater());
      return;
    }
    var unused =
        ready.whenComplete(
            (found, failure) -> {
              if (failure != null) {
                stream.fail(errors.fault(failure));
              } else {
                stream.subscribe(subscribe);
              }
            });
  }

  /** Ends every watch, as the node is going away; their clients watch again elsewhere. */
  void close() {
    closed = true;
    open.forEach(stream -> stream.fail(Fault.retryLater()));
  }
}
