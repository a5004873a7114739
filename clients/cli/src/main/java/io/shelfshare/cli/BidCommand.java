package io.shelfshare.cli;

import com.google.type.Money;
import io.shelfshare.market.v1.Bid;
import io.shelfshare.market.v1.PlaceBidRequest;
import io.shelfshare.market.v1.WithdrawBidRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Bids on a request that takes sealed bids, or takes the bid back. */
@Command(name = "bid")
final class BidCommand extends ApiCommand {
  private static final int NANO_DIGITS = 9;

  @Parameters(index = "0", paramLabel = "REQUEST", descriptionKey = "param.request")
  private String request = "";

  @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.brought")
  private List<String> lines = new ArrayList<>();

  @Option(names = "--fee", paramLabel = "AMOUNT")
  private Optional<BigDecimal> fee = Optional.empty();

  @Option(names = "--currency", paramLabel = "CODE")
  private String currency = "CNY";

  @Option(names = "--ship-by", paramLabel = "TIME")
  private Optional<String> shipBy = Optional.empty();

  @Option(names = "--withdraw")
  private boolean withdraw;

  @Override
  int run(Session session) throws UsageProblem {
    if (withdraw == !lines.isEmpty()) {
      throw new UsageProblem("usage.bid-what");
    }
    String name = Prefixes.request(session, request);
    Bid bid = withdraw ? withdraw(session, name) : place(session, name);
    session.answer(bid, () -> new CoursePrinter(session).print(List.of(bid)));
    return ExitCodes.OK;
  }

  private static Bid withdraw(Session session, String name) throws UsageProblem {
    WithdrawBidRequest call =
        WithdrawBidRequest.newBuilder().setName(name).setStore(session.store()).build();
    return session.call(() -> session.client().bidding().withdrawBid(call));
  }

  private Bid place(Session session, String name) throws UsageProblem {
    PlaceBidRequest.Builder call =
        PlaceBidRequest.newBuilder()
            .setName(name)
            .setStore(session.store())
            .addAllLines(Arguments.quantities(lines));
    if (shipBy.isPresent()) {
      call.setShipBy(Arguments.time(shipBy.get(), session.clock()));
    }
    if (fee.isPresent()) {
      call.setFee(money(fee.get()));
    }
    return session.call(() -> session.client().bidding().placeBid(call.build()));
  }

  private Money money(BigDecimal amount) throws UsageProblem {
    try {
      BigDecimal whole = amount.setScale(0, java.math.RoundingMode.DOWN);
      return Money.newBuilder()
          .setCurrencyCode(currency)
          .setUnits(whole.longValueExact())
          .setNanos(amount.subtract(whole).movePointRight(NANO_DIGITS).intValueExact())
          .build();
    } catch (ArithmeticException tooFine) {
      throw new UsageProblem("usage.fee", amount.toPlainString());
    }
  }
}
