package io.shelfshare.node.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.shelfshare.domain.RequestId;
import io.shelfshare.market.v1.ErrorReason;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RequestWatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One watch. News may come from any thread and waits here, merged by request, until the client
 * takes it: everything is sent from the stream's own event loop, and only while the transport is
 * ready. A watcher with too much waiting is dropped, so that memory stays bounded.
 */
final class RequestWatchStream implements RequestWatcher {
  private final WatchSettings settings;
  private final Clock clock;
  private final Function<RequestView, TransferRequest> translate;
  private final ServerCallStreamObserver<WatchTransferRequestsResponse> out;
  private final ScheduledExecutorService loop;
  private final Function<Fault, RuntimeException> error;
  private final Function<Throwable, Fault> defect;
  private final List<ScheduledFuture<?>> timers = new ArrayList<>();

  /** Guarded by this, as is all that follows. */
  private final Map<RequestId, News> waiting = new LinkedHashMap<>();

  private int waitingMax;
  private Optional<Instant> synced = Optional.empty();
  private int beforeSynced;
  private boolean sendScheduled;
  private boolean over;
  private RequestGateway.@Nullable Watch source;
  private @Nullable Runnable whenEnded;

  RequestWatchStream(
      WatchSettings settings,
      Clock clock,
      Function<RequestView, TransferRequest> translate,
      ServerCallStreamObserver<WatchTransferRequestsResponse> out,
      ScheduledExecutorService loop,
      Function<Fault, RuntimeException> error,
      Function<Throwable, Fault> defect) {
    this.settings = settings;
    this.clock = clock;
    this.translate = translate;
    this.out = out;
    this.loop = loop;
    this.error = error;
    this.defect = defect;
    this.waitingMax = settings.listMax();
  }

  synchronized void whenEnded(Runnable action) {
    whenEnded = action;
  }

  /** Sets the handlers and timers; to be called on the call's own thread before anything else. */
  void begin(Instant tokenExpires) {
    out.setOnReadyHandler(this::send);
    out.setOnCancelHandler(this::end);
    long beat = settings.heartbeat().toMillis();
    timers.add(loop.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS));
    long left = Math.max(0, Duration.between(clock.instant(), tokenExpires).toMillis());
    timers.add(
        loop.schedule(
            () -> fail(Fault.tokenInvalid("The token that opened this watch has expired.")),
            left,
            TimeUnit.MILLISECONDS));
  }

  /** Starts to listen. */
  void subscribe(Function<RequestWatcher, RequestGateway.Watch> subscribe) {
    RequestGateway.Watch watch;
    try {
      watch = subscribe.apply(this);
    } catch (RuntimeException e) {
      fail(defect.apply(e));
      return;
    }
    boolean tooLate;
    synchronized (this) {
      tooLate = over;
      source = watch;
    }
    if (tooLate) {
      watch.close();
    }
  }

  @Override
  public void changed(RequestView request) {
    add(new News(request, false));
  }

  @Override
  public void left(RequestView request) {
    add(new News(request, true));
  }

  private void add(News news) {
    boolean tooSlow;
    synchronized (this) {
      if (over) {
        return;
      }
      News known = waiting.get(news.request().id());
      if (known == null || known.request().version() <= news.request().version()) {
        waiting.put(news.request().id(), news);
      }
      tooSlow = waiting.size() > waitingMax;
    }
    if (tooSlow) {
      fail(Fault.of(ErrorReason.ERROR_REASON_WATCHER_TOO_SLOW, Map.of()));
    } else {
      scheduleSend();
    }
  }

  @Override
  public void synced(Instant at) {
    synchronized (this) {
      synced = Optional.of(at);
      beforeSynced = waiting.size();
      waitingMax = beforeSynced + settings.changesMax();
    }
    scheduleSend();
  }

  @Override
  public void ended() {
    fail(Fault.retryLater());
  }

  private void scheduleSend() {
    synchronized (this) {
      if (over || sendScheduled) {
        return;
      }
      sendScheduled = true;
    }
    loop.execute(this::send);
  }

  /** Runs on the event loop alone. */
  private void send() {
    synchronized (this) {
      sendScheduled = false;
    }
    try {
      Optional<WatchTransferRequestsResponse> next;
      while (out.isReady() && (next = next()).isPresent()) {
        out.onNext(next.get());
      }
    } catch (RuntimeException e) {
      // Nobody looks at what an event loop's task throws: the stream would hang for ever.
      fail(defect.apply(e));
    }
  }

  private Optional<WatchTransferRequestsResponse> next() {
    News news;
    synchronized (this) {
      if (over) {
        return Optional.empty();
      }
      if (synced.isPresent() && beforeSynced == 0) {
        var step = WatchTransferRequestsResponse.newBuilder();
        step.setSynced(Times.timestamp(synced.get()));
        synced = Optional.empty();
        waitingMax = settings.changesMax();
        return Optional.of(step.build());
      }
      Iterator<News> first = waiting.values().iterator();
      if (!first.hasNext()) {
        return Optional.empty();
      }
      news = first.next();
      first.remove();
      if (synced.isPresent()) {
        beforeSynced--;
      }
    }
    TransferRequest request = translate.apply(news.request());
    var step = WatchTransferRequestsResponse.newBuilder();
    return Optional.of((news.left() ? step.setLeft(request) : step.setChanged(request)).build());
  }

  private void beat() {
    synchronized (this) {
      if (over || !waiting.isEmpty()) {
        return;
      }
    }
    if (out.isReady()) {
      out.onNext(
          WatchTransferRequestsResponse.newBuilder()
              .setHeartbeat(Times.timestamp(clock.instant()))
              .build());
    }
  }

  /** Ends the stream with an error; from any thread, and once. */
  void fail(Fault fault) {
    if (end()) {
      loop.execute(() -> out.onError(error.apply(fault)));
    }
  }

  /** Stops listening and frees what is held; true the first time. */
  private boolean end() {
    RequestGateway.Watch watch;
    Runnable action;
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      waiting.clear();
      watch = source;
      action = whenEnded;
    }
    timers.forEach(timer -> timer.cancel(false));
    if (watch != null) {
      watch.close();
    }
    if (action != null) {
      action.run();
    }
    return true;
  }

  private record News(RequestView request, boolean left) {}
}
