package io.shelfshare.load.market;

import io.shelfshare.market.v1.Ask;
import io.shelfshare.market.v1.Award;
import io.shelfshare.market.v1.Bid;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each way of deciding a request was taken. */
final class ModePaths {
  /** Those that are only known from what was answered. */
  private static final List<String> ANSWERED =
      List.of("bid_late", "bid_withdrawn", "request_edited");

  private final Map<String, Long> counts = new TreeMap<>();

  private ModePaths() {}

  static Map<String, Long> of(ChainPicture picture) {
    ModePaths paths = new ModePaths();
    ANSWERED.forEach(name -> paths.count(name, 0));
    picture.requests().values().forEach(paths::request);
    return paths.counts;
  }

  private void count(String name, long times) {
    counts.merge(name, times, Long::sum);
  }

  private void request(TransferRequest request) {
    List<Bid> bids = request.getProgress().getBidsList();
    List<Ask> asks = request.getProgress().getAsksList();
    long won = bids.stream().filter(b -> b.getState() == Bid.State.STATE_AWARDED).count();
    long accepted =
        asks.stream().filter(a -> a.getOutcome() == Ask.Outcome.OUTCOME_ACCEPTED).count();
    boolean supply = request.getKind() == TransferRequest.Kind.KIND_SUPPLY;
    count("mode_sealed_window", won);
    count("bid_lost", bids.stream().filter(b -> b.getState() == Bid.State.STATE_LOST).count());
    count("mode_assigned", accepted);
    count("ask_declined", outcome(asks, Ask.Outcome.OUTCOME_DECLINED));
    count("ask_silent", outcome(asks, Ask.Outcome.OUTCOME_SILENT));
    count("fell_back", request.getProgress().getStage());
    count("mode_first_come", supply ? 0 : request.getAwardsCount() - won - accepted);
    count("supply_post", supply ? request.getAwardsCount() : 0);
    for (Award award : request.getAwardsList()) {
      count("substitute", award.getLinesList().stream().filter(l -> !isAsked(request, l)).count());
    }
  }

  private static long outcome(List<Ask> asks, Ask.Outcome outcome) {
    return asks.stream().filter(ask -> ask.getOutcome() == outcome).count();
  }

  private static boolean isAsked(TransferRequest request, Quantity line) {
    return request.getLinesList().stream().anyMatch(l -> l.getSku().equals(line.getSku()));
  }

  /** The line that each SKU counts for, substitutes too. */
  static Map<String, String> lines(TransferRequest request) {
    Map<String, String> lines = new TreeMap<>();
    for (RequestLine line : request.getLinesList()) {
      lines.put(line.getSku(), line.getSku());
      lines.putAll(
          line.getSubstitutesList().stream()
              .collect(Collectors.toMap(sku -> sku, sku -> line.getSku())));
    }
    return lines;
  }
}
