package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.client.MarketListener;
import io.shelfshare.client.MarketWatch;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Watches the market until it is interrupted. */
@Command(name = "watch")
final class WatchCommand extends ApiCommand {
  @Option(names = "--scope", paramLabel = "market|posted")
  private Scope scope = Scope.market;

  @Option(names = "--region", paramLabel = "PATH")
  private String region = "";

  @Option(names = "--once")
  private boolean once;

  @Option(names = "--for", paramLabel = "TIME")
  private Optional<Duration> length = Optional.empty();

  @Override
  int run(Session session) throws UsageProblem {
    WatchTransferRequestsRequest query =
        WatchTransferRequestsRequest.newBuilder()
            .setParent(Scope.parent(session))
            .setScope(scope.scope())
            .setRegionPrefix(region)
            .build();
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<ShelfshareException> refusal = new AtomicReference<>();
    Screen screen = new Screen(session, end, refusal);
    try (MarketWatch watch = session.client().watch(query, screen)) {
      if (length.isPresent()) {
        boolean ended = end.await(length.get().toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          watch.close();
        }
      } else {
        end.await();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    ShelfshareException refused = refusal.get();
    if (refused != null) {
      throw refused;
    }
    return ExitCodes.OK;
  }

  private final class Screen implements MarketListener {
    private final Session session;
    private final CountDownLatch end;
    private final AtomicReference<ShelfshareException> refusal;

    Screen(Session session, CountDownLatch end, AtomicReference<ShelfshareException> refusal) {
      this.session = session;
      this.end = end;
      this.refusal = refusal;
    }

    @Override
    public void changed(TransferRequest request) {
      if (session.json()) {
        session.terminal().jsonLine(WatchTransferRequestsResponse.newBuilder().setChanged(request));
      } else {
        session.terminal().data(line(Terminal.Look.GREEN, "+", request));
      }
    }

    @Override
    public void left(TransferRequest request) {
      if (session.json()) {
        session.terminal().jsonLine(WatchTransferRequestsResponse.newBuilder().setLeft(request));
      } else {
        session.terminal().data(line(Terminal.Look.FAINT, "-", request));
      }
    }

    @Override
    public void synced(Instant asOf) {
      if (session.json()) {
        session
            .terminal()
            .jsonLine(
                WatchTransferRequestsResponse.newBuilder().setSynced(Arguments.timestamp(asOf)));
      } else {
        session.terminal().note(session.words().of("watch.synced"));
      }
      if (once) {
        end.countDown();
      }
    }

    @Override
    public void interrupted(ShelfshareException cause, Duration resumesIn) {
      session
          .terminal()
          .note(session.words().of("watch.interrupted", String.valueOf(cause.getMessage())));
      boolean bothered = once || length.isPresent();
      if (bothered && cause.reason().equals("TOO_MANY_WATCHES")) {
        refused(cause);
      }
    }

    @Override
    public void refused(ShelfshareException cause) {
      refusal.set(cause);
      end.countDown();
    }

    private String line(Terminal.Look look, String sign, TransferRequest request) {
      return session
          .terminal()
          .styled(look, sign + " " + new RequestPrinter(session).line(request));
    }
  }
}
