package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.Ask;
import io.shelfshare.market.v1.Bid;
import io.shelfshare.market.v1.Score;
import io.shelfshare.market.v1.TransferRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows people how a request is being decided. */
final class CoursePrinter {
  private static final int NANO_DIGITS = 9;

  private final Session session;

  CoursePrinter(Session session) {
    this.session = session;
  }

  /** Shows what a request waits for, and the bids and asks that the caller may know of. */
  void print(TransferRequest request) {
    TransferRequest.Progress progress = request.getProgress();
    if (request.getMode() == TransferRequest.Mode.MODE_FIRST_COME
        && request.getFallbacksCount() == 0) {
      return;
    }
    String turn = progress.getTurn().name().replace("TURN_", "");
    String line = session.words().ofOr("turn." + turn, turn);
    if (progress.hasWindowCloseTime()) {
      line += "  " + session.times().relative(progress.getWindowCloseTime());
    }
    session.terminal().data(line);
    print(progress.getBidsList());
    printAsks(progress.getAsksList());
  }

  void print(List<Bid> bids) {
    if (bids.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            session.words().headings("supplier", "state", "units", "fee", "rank", "score", "why"));
    for (Bid bid : bids) {
      table.row(
          ResourceNames.id(bid.getStore()),
          bid.getState().name().replace("STATE_", "").toLowerCase(Locale.ROOT),
          bid.getLinesList().stream()
              .map(l -> ResourceNames.id(l.getSku()) + "=" + l.getQuantity())
              .collect(Collectors.joining(" ")),
          bid.hasFee() ? fee(bid) : "-",
          bid.getRank() == 0 ? "-" : String.valueOf(bid.getRank()),
          bid.hasScore() ? parts(bid.getScore()) : "-",
          bid.getLostReason().isEmpty() ? "-" : bid.getLostReason());
    }
    session.terminal().data(table);
  }

  void printAsks(List<Ask> asks) {
    if (asks.isEmpty()) {
      return;
    }
    Table table = new Table(session.words().headings("supplier", "state", "expires", "score"));
    for (Ask ask : asks) {
      table.row(
          ResourceNames.id(ask.getStore()),
          ask.getOutcome().name().replace("OUTCOME_", "").toLowerCase(Locale.ROOT),
          session.times().relative(ask.getUntil()),
          parts(ask.getScore()));
    }
    session.terminal().data(table);
  }

  private static String fee(Bid bid) {
    return new BigDecimal(bid.getFee().getUnits())
            .add(BigDecimal.valueOf(bid.getFee().getNanos(), NANO_DIGITS))
            .stripTrailingZeros()
            .toPlainString()
        + " "
        + bid.getFee().getCurrencyCode();
  }

  /** The total and what it is made of, for example {@code 412000 = distance 9800*30 + …}. */
  static String parts(Score score) {
    return score.getTotal()
        + " = "
        + score.getPartsList().stream()
            .map(
                part ->
                    part.getFactor().name().replace("FACTOR_", "").toLowerCase(Locale.ROOT)
                        + " "
                        + part.getValue()
                        + "*"
                        + part.getWeight())
            .collect(Collectors.joining(" + "));
  }
}
