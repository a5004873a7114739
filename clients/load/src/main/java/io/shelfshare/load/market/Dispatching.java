package io.shelfshare.load.market;

import com.google.protobuf.Duration;
import com.google.type.Money;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.market.Sender.Outcome;
import io.shelfshare.market.v1.Ask;
import io.shelfshare.market.v1.Award;
import io.shelfshare.market.v1.Bid;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.DeclineAskRequest;
import io.shelfshare.market.v1.DeclineReason;
import io.shelfshare.market.v1.EditTransferRequestRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.PlaceBidRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequest.Fallback;
import io.shelfshare.market.v1.TransferRequest.Mode;
import io.shelfshare.market.v1.WithdrawBidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a clerk does for requests that are not decided by the first grab, and for offers. */
final class Dispatching {
  private static final java.time.Duration LIVES = java.time.Duration.ofSeconds(40);
  private static final int UNITS_MAX = 3;

  private final Shop shop;
  private final List<String> mine = new ArrayList<>();
  private final List<String> bidOn = new ArrayList<>();

  Dispatching(Shop shop) {
    this.shop = shop;
  }

  /** Does one of these things. */
  void act() {
    int luck = shop.random.nextInt(12);
    if (luck < 2) {
      post();
    } else if (luck < 5) {
      answerAsks();
    } else if (luck < 9) {
      shop.board.anySpecial(shop.random).ifPresent(this::answer);
    } else if (luck < 11) {
      followUp();
    } else {
      lookAtMine();
    }
  }

  private void post() {
    String sku = shop.anySku();
    RequestLine.Builder line =
        RequestLine.newBuilder().setSku(sku).setQuantity(1 + shop.random.nextInt(UNITS_MAX));
    TransferRequest.Builder request =
        TransferRequest.newBuilder()
            .setExpireTime(Shop.timestamp(shop.clock.instant().plus(LIVES)))
            .setChannel(TransferRequest.Channel.forNumber(1 + shop.random.nextInt(4)));
    switch (shop.random.nextInt(5)) {
      case 0 -> request.setMode(Mode.MODE_SEALED_WINDOW).setWindow(seconds(3));
      case 1 -> request.setMode(Mode.MODE_ASSIGNED).setAcceptWithin(seconds(6));
      case 2 ->
          request
              .setMode(Mode.MODE_FIRST_COME)
              .addFallbacks(
                  Fallback.newBuilder()
                      .setMode(Mode.MODE_SEALED_WINDOW)
                      .setAfter(seconds(1))
                      .setWindow(seconds(3)))
              .addFallbacks(
                  Fallback.newBuilder().setMode(Mode.MODE_ASSIGNED).setAcceptWithin(seconds(3)));
      case 3 -> {
        request.setMode(Mode.MODE_FIRST_COME).setKind(TransferRequest.Kind.KIND_SUPPLY);
        line.setQuantity(1);
      }
      default -> {
        String other = shop.anySku();
        request.setMode(Mode.MODE_FIRST_COME);
        if (!other.equals(sku)) {
          line.addSubstitutes(other);
          shop.traded.add(other);
        }
      }
    }
    shop.traded.add(sku);
    Outcome<TransferRequest> outcome =
        shop.sender.send(
            "post",
            shop.store,
            CreateTransferRequestRequest.newBuilder()
                .setParent(shop.store)
                .setTransferRequest(request.addLines(line))
                .build(),
            shop.client.requestsFuture()::createTransferRequest);
    if (outcome instanceof Outcome.Done<TransferRequest> done) {
      shop.record.took(Operation.POST, done.tookNanos());
      shop.record.posted(done.answer());
      shop.board.special(done.answer());
      mine.add(done.answer().getName());
    }
  }

  private static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }

  private Optional<TransferRequest> read(String name) {
    try {
      return Optional.of(
          shop.client.call(
              () ->
                  shop.client
                      .requests()
                      .getTransferRequest(
                          GetTransferRequestRequest.newBuilder().setName(name).build())));
    } catch (ShelfshareException failure) {
      shop.record.refused(Sender.reason(failure));
      return Optional.empty();
    }
  }

  /** Bids, accepts, declines, keeps silent or grabs, as it is asked for. */
  private void answer(TransferRequest seen) {
    if (seen.getStore().equals(shop.store)) {
      return;
    }
    Optional<TransferRequest> now = read(seen.getName());
    if (now.isEmpty()) {
      return;
    }
    TransferRequest request = now.get();
    switch (request.getProgress().getTurn()) {
      case TURN_COLLECTING, TURN_DECIDING -> bid(request);
      case TURN_ASKING -> asked(request);
      default -> {
        // A tablet with an old picture still offers to bid.
        if (request.getMode() == Mode.MODE_SEALED_WINDOW && shop.chance(0.2)) {
          bid(request);
        } else {
          grab(request);
        }
      }
    }
  }

  /** What this store is asked for stands in its list alone. */
  private void answerAsks() {
    ListTransferRequestsRequest query =
        ListTransferRequestsRequest.newBuilder().setParent(shop.store).setPageSize(100).build();
    List<TransferRequest> asked = new ArrayList<>();
    shop.client
        .listRequests(query)
        .limit(100)
        .filter(request -> request.getProgress().getTurn() == TransferRequest.Turn.TURN_ASKING)
        .forEach(asked::add);
    if (!asked.isEmpty()) {
      asked(asked.get(shop.random.nextInt(asked.size())));
    }
  }

  /** Brings what is asked for, or rather what may stand in for it, as far as it is here. */
  private List<Quantity> lines(TransferRequest request) {
    RequestLine line = request.getLines(0);
    String sku =
        line.getSubstitutesList().stream()
            .filter(other -> shop.remembered(other) > 0)
            .findFirst()
            .orElse(line.getSku());
    shop.traded.add(sku);
    long units = Math.max(1, Math.min(line.getOpen(), shop.remembered(sku)));
    return List.of(Quantity.newBuilder().setSku(sku).setQuantity(units).build());
  }

  private void bid(TransferRequest request) {
    Outcome<Bid> outcome =
        shop.sender.send(
            "bid",
            request.getName(),
            PlaceBidRequest.newBuilder()
                .setName(request.getName())
                .setStore(shop.store)
                .addAllLines(lines(request))
                .setFee(Money.newBuilder().setCurrencyCode("CNY").setUnits(shop.random.nextInt(3)))
                .build(),
            shop.client.biddingFuture()::placeBid);
    if (outcome instanceof Outcome.Done<Bid>) {
      shop.record.bid(request.getName(), shop.store);
      bidOn.add(request.getName());
      if (shop.chance(0.15)) {
        withdraw(request.getName());
      }
    } else if (outcome instanceof Outcome.Refused<Bid> refused) {
      if (refused.reason().equals("BID_LATE")) {
        shop.record.path("bid_late");
      }
    }
  }

  private void withdraw(String name) {
    Outcome<Bid> outcome =
        shop.sender.send(
            "withdraw",
            name,
            WithdrawBidRequest.newBuilder().setName(name).setStore(shop.store).build(),
            shop.client.biddingFuture()::withdrawBid);
    if (outcome instanceof Outcome.Done<Bid>) {
      shop.record.path("bid_withdrawn");
    }
  }

  private void asked(TransferRequest request) {
    boolean me =
        request.getProgress().getAsksList().stream()
            .anyMatch(
                ask ->
                    ask.getStore().equals(shop.store)
                        && ask.getOutcome() == Ask.Outcome.OUTCOME_PENDING);
    double luck = shop.random.nextDouble();
    if (!me || luck < 0.65) {
      grab(request);
    } else if (luck < 0.9) {
      shop.sender.send(
          "decline",
          request.getName(),
          DeclineAskRequest.newBuilder()
              .setName(request.getName())
              .setStore(shop.store)
              .setReason(DeclineReason.DECLINE_REASON_BUSY)
              .build(),
          shop.client.biddingFuture()::declineAsk);
    }
  }

  private void grab(TransferRequest request) {
    Outcome<GrabTransferRequestResponse> outcome =
        shop.sender.send(
            "grab",
            request.getName(),
            GrabTransferRequestRequest.newBuilder()
                .setName(request.getName())
                .setStore(shop.store)
                .addAllLines(lines(request))
                .build(),
            shop.client.requestsFuture()::grabTransferRequest);
    if (outcome instanceof Outcome.Done<GrabTransferRequestResponse> done) {
      GrabTransferRequestResponse won = done.answer();
      shop.record.took(Operation.GRAB_WON, done.tookNanos());
      shop.record.won(
          new PlayRecord.WonGrab(
              request.getName(),
              shop.store,
              won.getTransferOrder(),
              won.getLinesList(),
              Shop.instant(won.getAwardTime()),
              done.sentAt()));
      if (request.getKind() != TransferRequest.Kind.KIND_SUPPLY) {
        shop.supplies.put(won.getTransferOrder(), TransferOrder.getDefaultInstance());
      }
    } else if (outcome instanceof Outcome.Refused<GrabTransferRequestResponse> lost) {
      shop.record.took(Operation.GRAB_LOST, lost.tookNanos());
      shop.record.lost(lost.reason());
    }
  }

  /** Learns what came of a bid; what won is to be brought. */
  private void followUp() {
    if (bidOn.isEmpty()) {
      return;
    }
    String name = bidOn.remove(shop.random.nextInt(bidOn.size()));
    Optional<TransferRequest> request = read(name);
    if (request.isEmpty()) {
      return;
    }
    for (Bid bid : request.get().getProgress().getBidsList()) {
      if (!bid.getStore().equals(shop.store)) {
        shop.record.saw(new Violation("P7", name, "shows a bid of another store: " + bid));
      } else if (bid.getState() == Bid.State.STATE_AWARDED) {
        shop.supplies.putIfAbsent(bid.getTransferOrder(), TransferOrder.getDefaultInstance());
      } else if (bid.getState() == Bid.State.STATE_SUBMITTED) {
        bidOn.add(name);
      }
    }
  }

  /** Changes an own request, and finds out whose offer was taken. */
  private void lookAtMine() {
    if (mine.isEmpty()) {
      return;
    }
    String name = mine.get(shop.random.nextInt(mine.size()));
    Optional<TransferRequest> request = read(name);
    if (request.isEmpty()) {
      return;
    }
    if (request.get().getKind() == TransferRequest.Kind.KIND_SUPPLY) {
      for (Award award : request.get().getAwardsList()) {
        shop.order(award.getTransferOrder())
            .filter(order -> order.getState().getNumber() <= TransferOrder.State.STATE_PACKED_VALUE)
            .ifPresent(order -> shop.supplies.putIfAbsent(order.getName(), order));
      }
      return;
    }
    Outcome<TransferRequest> outcome =
        shop.sender.send(
            "edit",
            name,
            EditTransferRequestRequest.newBuilder().setName(name).setNote("still wanted").build(),
            shop.client.requestsFuture()::editTransferRequest);
    if (outcome instanceof Outcome.Done<TransferRequest>) {
      shop.record.path("request_edited");
    }
  }
}
