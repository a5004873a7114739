package io.shelfshare.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A watch of the market that outlives its connections (P8). After a break it lists again and tells
 * the listener only what differs from what it told before.
 */
public final class MarketWatch implements AutoCloseable {
  private final Channel channel;
  private final CallOptions options;
  private final WatchTransferRequestsRequest query;
  private final MarketListener listener;
  private final WatchSettings settings;
  private final MarketPicture picture = new MarketPicture();
  private @Nullable ClientCall<WatchTransferRequestsRequest, WatchTransferRequestsResponse> call;
  private int failures;
  private boolean closed;

  MarketWatch(
      Channel channel,
      CallOptions options,
      WatchTransferRequestsRequest query,
      MarketListener listener,
      WatchSettings settings) {
    this.channel = channel;
    this.options = options;
    this.query = query;
    this.listener = listener;
    this.settings = settings;
  }

  /** The requests that match now, as far as the listener was told. */
  public List<TransferRequest> picture() {
    synchronized (picture) {
      return picture.requests();
    }
  }

  /** Ends the watch. The listener is told nothing that arrives later. */
  @Override
  public void close() {
    ClientCall<?, ?> running;
    synchronized (this) {
      closed = true;
      running = call;
    }
    if (running != null) {
      running.cancel("the watch was closed", null);
    }
  }

  void connect() {
    ClientCall<WatchTransferRequestsRequest, WatchTransferRequestsResponse> stream;
    synchronized (this) {
      if (closed) {
        return;
      }
      stream =
          channel.newCall(TransferRequestServiceGrpc.getWatchTransferRequestsMethod(), options);
      call = stream;
    }
    synchronized (picture) {
      picture.listAgain();
    }
    Steps steps = new Steps(stream);
    try {
      stream.start(steps, new Metadata());
      steps.begin();
      stream.request(1);
      stream.sendMessage(query);
      stream.halfClose();
    } catch (IllegalStateException cancelled) {
      // By close(), or as nothing was heard of it on a machine that stood still; then onClose
      // tells.
    }
  }

  private synchronized boolean isCurrent(ClientCall<?, ?> stream) {
    return !closed && call == stream;
  }

  private void take(WatchTransferRequestsResponse step) {
    switch (step.getStepCase()) {
      case CHANGED -> {
        boolean news;
        synchronized (picture) {
          news = picture.changed(step.getChanged());
        }
        if (news) {
          listener.changed(step.getChanged());
        }
      }
      case LEFT -> {
        boolean news;
        synchronized (picture) {
          news = picture.left(step.getLeft());
        }
        if (news) {
          listener.left(step.getLeft());
        }
      }
      case SYNCED -> {
        List<TransferRequest> gone;
        synchronized (picture) {
          gone = picture.listed();
        }
        gone.forEach(listener::left);
        synchronized (this) {
          failures = 0;
        }
        listener.synced(
            Instant.ofEpochSecond(step.getSynced().getSeconds(), step.getSynced().getNanos()));
      }
      case HEARTBEAT, STEP_NOT_SET -> {}
    }
  }

  private void broken(ShelfshareException cause) {
    Duration pause;
    synchronized (this) {
      if (closed) {
        return;
      }
      failures++;
      pause = settings.retries().backoff(failures, settings.random());
    }
    switch (cause.code()) {
      case UNAUTHENTICATED, PERMISSION_DENIED, INVALID_ARGUMENT, NOT_FOUND, UNIMPLEMENTED -> {
        close();
        listener.refused(cause);
      }
      default -> {
        listener.interrupted(cause, pause);
        try {
          Future<?> unused =
              settings.timer().schedule(this::connect, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException clientClosed) {
          close();
        }
      }
    }
  }

  /** Takes the steps of one connection; gRPC calls it from one thread at a time. */
  private final class Steps extends ClientCall.Listener<WatchTransferRequestsResponse> {
    private final ClientCall<?, ?> stream;
    private Future<?> silence = CompletableFuture.completedFuture(null);

    Steps(ClientCall<?, ?> stream) {
      this.stream = stream;
    }

    /** Before anything is asked for, so that nothing has been heard yet. */
    void begin() {
      silence = listenForSilence();
    }

    @Override
    public void onMessage(WatchTransferRequestsResponse step) {
      silence.cancel(false);
      if (isCurrent(stream)) {
        take(step);
        silence = listenForSilence();
        stream.request(1);
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      silence.cancel(false);
      if (isCurrent(stream)) {
        broken(
            ShelfshareException.of(
                status.isOk() ? Status.UNAVAILABLE.withDescription("the stream ended") : status,
                trailers));
      }
    }

    private Future<?> listenForSilence() {
      return settings
          .timer()
          .schedule(
              () -> stream.cancel("nothing was heard for " + settings.silenceMax(), null),
              settings.silenceMax().toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }
}
