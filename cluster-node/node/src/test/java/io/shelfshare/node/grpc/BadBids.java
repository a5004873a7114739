package io.shelfshare.node.grpc;

import com.google.protobuf.Duration;
import com.google.type.Money;
import io.shelfshare.market.v1.BiddingServiceGrpc;
import io.shelfshare.market.v1.CreatePolicyRequest;
import io.shelfshare.market.v1.DeclineAskRequest;
import io.shelfshare.market.v1.EditTransferRequestRequest;
import io.shelfshare.market.v1.Factor;
import io.shelfshare.market.v1.PlaceBidRequest;
import io.shelfshare.market.v1.Policy;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.RoutingServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WithdrawBidRequest;
import io.shelfshare.node.grpc.BadInputCases.Case;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Bad input to modes, bids, asks and edits. */
final class BadBids {
  private static final String REQUEST = "transferRequests/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60";

  private BadBids() {}

  static Stream<Case> cases() {
    return Stream.of(bids(), posts(), policies()).flatMap(cases -> cases);
  }

  private static Stream<Case> bids() {
    return Stream.of(
        bid("no units", "lines", "1 to 50 entries", b -> b.clearLines()),
        bid("a SKU twice", "lines[1].sku", "each SKU once", b -> b.addLines(b.getLines(0))),
        bid(
            "a fee of half a cent",
            "fee",
            "exact to its smallest unit",
            b -> b.setFee(Money.newBuilder().setCurrencyCode("CNY").setNanos(5_000_000))),
        bid(
            "a fee below 0",
            "fee",
            "at least 0",
            b -> b.setFee(Money.newBuilder().setCurrencyCode("CNY").setUnits(-1))),
        bid(
            "a fee in no currency",
            "fee",
            "a currency such as CNY",
            b -> b.setFee(Money.newBuilder().setUnits(1))),
        new Case(
            "a bid taken back without an id",
            "request_id",
            "a UUIDv7",
            on ->
                bidding(on).withdrawBid(WithdrawBidRequest.newBuilder().setName(REQUEST).build())),
        new Case(
            "declined without a reason",
            "reason",
            "one of DECLINE_REASON_NOT_FOUND",
            on ->
                bidding(on)
                    .declineAsk(
                        DeclineAskRequest.newBuilder()
                            .setName(REQUEST)
                            .setRequestId(EdgeFixture.requestId())
                            .build())),
        new Case(
            "an edit of nothing",
            "note",
            "something that changes",
            on ->
                BadInputCases.requests(on)
                    .editTransferRequest(
                        EditTransferRequestRequest.newBuilder()
                            .setName(REQUEST)
                            .setRequestId(EdgeFixture.requestId())
                            .build())));
  }

  private static Case bid(
      String name, String field, String expected, Consumer<PlaceBidRequest.Builder> change) {
    return new Case(
        name,
        field,
        expected,
        on -> {
          PlaceBidRequest.Builder bid =
              PlaceBidRequest.newBuilder()
                  .setName(REQUEST)
                  .setRequestId(EdgeFixture.requestId())
                  .addLines(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1));
          change.accept(bid);
          bidding(on).placeBid(bid.build());
        });
  }

  private static BiddingServiceGrpc.BiddingServiceBlockingStub bidding(EdgeFixture on) {
    return on.as(on.clerk("s1"), BiddingServiceGrpc.newBlockingStub(on.channel));
  }

  private static Stream<Case> posts() {
    return Stream.of(
        post(
            "a window of 2 s",
            "transfer_request.window",
            "3",
            r ->
                r.setMode(TransferRequest.Mode.MODE_SEALED_WINDOW)
                    .setWindow(Duration.newBuilder().setSeconds(2))),
        post(
            "a fallback from first come without a time",
            "transfer_request.fallbacks[0].after",
            "how long the mode before lasts",
            r ->
                r.addFallbacks(
                    TransferRequest.Fallback.newBuilder()
                        .setMode(TransferRequest.Mode.MODE_ASSIGNED))),
        post(
            "a substitute that is asked for anyway",
            "transfer_request.lines[0].substitutes[0]",
            "a SKU that is in no other place of the request",
            r -> r.getLinesBuilder(0).addSubstitutes(r.getLines(0).getSku())),
        post(
            "an offer with a destination",
            "transfer_request.destination.customer_reference",
            "nothing",
            r -> {
              r.setKind(TransferRequest.Kind.KIND_SUPPLY);
              r.getDestinationBuilder().setCustomerReference("c-1");
            }),
        post(
            "a substitute that is no SKU",
            "transfer_request.lines[0].substitutes[0]",
            "skus/",
            r -> r.setLines(0, RequestLine.newBuilder(r.getLines(0)).addSubstitutes("coat"))));
  }

  private static Stream<Case> policies() {
    return Stream.of(
        policy("a policy of nothing", "policy.weights", "1 to 20 entries", p -> p.clearWeights()),
        policy(
            "a first ring that waits",
            "policy.rings[0].after",
            "0 for the first ring",
            p -> p.addRingsBuilder().setAfter(Duration.newBuilder().setSeconds(5))),
        policy(
            "a ring that is a circle and a region",
            "policy.rings[0].region_levels",
            "0, for the ring has a circle already",
            p -> p.addRingsBuilder().setWithinKm(5).setRegionLevels(2)),
        policy(
            "a weight twice",
            "policy.weights[1].factor",
            "each name once",
            p -> p.addWeights(p.getWeights(0))),
        policy(
            "a policy that is built in",
            "policy.name",
            "other than that of the built-in policy",
            p -> p.setName("policies/built-in")));
  }

  private static Case policy(
      String name, String field, String expected, Consumer<Policy.Builder> change) {
    return new Case(
        name,
        field,
        expected,
        on -> {
          Policy.Builder policy = Policy.newBuilder().setName("policies/near");
          policy.addWeightsBuilder().setFactor(Factor.FACTOR_DISTANCE).setWeight(3);
          change.accept(policy);
          on.as(on.headquarters(), RoutingServiceGrpc.newBlockingStub(on.channel))
              .createPolicy(
                  CreatePolicyRequest.newBuilder()
                      .setRequestId(EdgeFixture.requestId())
                      .setPolicy(policy)
                      .build());
        });
  }

  private static Case post(
      String name, String field, String expected, Consumer<TransferRequest.Builder> change) {
    return new Case(
        name,
        field,
        expected,
        on -> {
          var post = on.post();
          change.accept(post.getTransferRequestBuilder());
          BadInputCases.requests(on).createTransferRequest(post.build());
        });
  }
}
