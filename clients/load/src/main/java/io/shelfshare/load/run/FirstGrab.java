package io.shelfshare.load.run;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and one grab of it that wins, as soon as a market lets it. */
public final class FirstGrab {
  private static final Duration EXPIRY = Duration.ofMinutes(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private FirstGrab() {}

  /**
   * Posts, grabs, and returns once that has won.
   *
   * @param client sends calls again where that helps
   * @throws IllegalStateException where it did not win within two minutes
   */
  public static void win(
      ShelfshareClient client, Clock clock, String poster, String supplier, String sku)
      throws InterruptedException {
    Market market = new Market(client, clock, EXPIRY);
    try {
      TransferRequest posted =
          market.post(poster, sku, "the first").get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      var unused =
          market
              .grab(market.grabOf(posted.getName(), supplier, sku))
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the first grab did not win", failed);
    }
  }
}
