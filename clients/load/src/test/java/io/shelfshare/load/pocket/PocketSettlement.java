package io.shelfshare.load.pocket;

import com.google.rpc.Code;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.CheckBooksRequest;
import io.shelfshare.market.v1.CheckBooksResponse;
import io.shelfshare.market.v1.GetTradeRulesRequest;
import io.shelfshare.market.v1.GetTradeRulesResponse;
import io.shelfshare.market.v1.ImportPricesRequest;
import io.shelfshare.market.v1.ImportPricesResponse;
import io.shelfshare.market.v1.ListPrice;
import io.shelfshare.market.v1.SetTradeRulesRequest;
import io.shelfshare.market.v1.SetTradeRulesResponse;
import io.shelfshare.market.v1.SettlementServiceGrpc;
import io.shelfshare.market.v1.TradeRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Money in memory: prices and rules as they were sent, and books without postings. */
public final class PocketSettlement extends SettlementServiceGrpc.SettlementServiceImplBase {
  public final Map<String, ListPrice> prices = new ConcurrentHashMap<>();
  public final AtomicReference<TradeRules> rules =
      new AtomicReference<>(TradeRules.getDefaultInstance());

  @Override
  public void importPrices(
      ImportPricesRequest request, StreamObserver<ImportPricesResponse> observer) {
    Answers.requireVersion7(request.getRequestId());
    request.getPricesList().forEach(price -> prices.put(price.getSku(), price));
    Answers.answer(
        observer,
        ImportPricesResponse.newBuilder().setImportedCount(request.getPricesCount()).build());
  }

  @Override
  public void setTradeRules(
      SetTradeRulesRequest request, StreamObserver<SetTradeRulesResponse> observer) {
    Answers.requireVersion7(request.getRequestId());
    rules.set(request.getTradeRules());
    Answers.answer(observer, SetTradeRulesResponse.newBuilder().setVersion(1).build());
  }

  @Override
  public void getTradeRules(
      GetTradeRulesRequest request, StreamObserver<GetTradeRulesResponse> observer) {
    if (rules.get().equals(TradeRules.getDefaultInstance())) {
      observer.onError(Answers.refusal(Code.NOT_FOUND, "NOT_FOUND"));
      return;
    }
    Answers.answer(
        observer,
        GetTradeRulesResponse.newBuilder().setTradeRules(rules.get()).setVersion(1).build());
  }

  @Override
  public void checkBooks(CheckBooksRequest request, StreamObserver<CheckBooksResponse> observer) {
    Answers.answer(observer, CheckBooksResponse.newBuilder().setBalanced(true).build());
  }
}
