package io.shelfshare.it;

import io.shelfshare.it.Counter.Attempt;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Refusals of what is done with orders, with stock and with rules. */
final class OrderProvocations {
  private static final String TO_CUSTOMER =
      "\"mode\": \"MODE_FIRST_COME\", \"destination\": {\"customerReference\": \"c-1\"}";
  private static final int PHOTOS_AT_MOST = 30;
  private static final int MESSAGES_AT_MOST = 500;

  private final Counter at;
  private final List<String> skus;

  OrderProvocations(Counter at, List<String> skus) {
    this.at = at;
    this.skus = skus;
  }

  List<Provocation> all() {
    return Stream.of(outOfPlace(), onTheWay(), returns(), full(), stockAndRules())
        .flatMap(List::stream)
        .toList();
  }

  private Attempt by(Clerk clerk, String order, String more) {
    return new Attempt(at.token(clerk), Counter.named(order, more));
  }

  private String quantities(String field, long units) {
    return at.units(field, units);
  }

  private List<Provocation> outOfPlace() {
    Supplier<String> shipped = () -> at.shipped(1);
    Supplier<String> awarded = () -> at.won(at.posted(1), 1);
    return List.of(
        state("ConfirmTransferOrder", at.supplying, shipped, ""),
        state("PackTransferOrder", at.supplying, shipped, ""),
        state("ShipTransferOrder", at.supplying, shipped, ""),
        state("ReleaseTransferOrder", at.supplying, shipped, "\"reason\": \"RELEASE_REASON_BUSY\""),
        state("CancelTransferOrder", at.asking, shipped, ""),
        state("ArriveTransferOrder", at.asking, awarded, ""),
        state("ReceiveTransferOrder", at.asking, awarded, ""),
        state(
            "RecallTransferOrder",
            at.asking,
            awarded,
            "\"returnStore\": \"stores/" + at.supplying.store() + "\""),
        state(
            "WriteOffTransferOrder", at.asking, awarded, "\"liable\": \"LIABLE_PARTY_REQUESTER\""),
        state("ReinstateTransferOrder", at.asking, shipped, ""),
        state(
            "GiveBackTransferOrder",
            at.asking,
            shipped,
            "\"reason\": \"RECEIPT_REASON_NOT_WANTED\""),
        state("ReceiveReturn", at.supplying, shipped, ""),
        new Provocation(
            "ConfirmTransferOrder",
            "EXCEEDS_PENDING",
            () -> by(at.supplying, awarded.get(), quantities("found", 2))),
        new Provocation(
            "ShipTransferOrder",
            "EXCEEDS_PENDING",
            () -> by(at.supplying, at.confirm(awarded.get()), quantities("lines", 2))));
  }

  private Provocation state(String rpc, Clerk clerk, Supplier<String> order, String more) {
    return new Provocation(rpc, "ORDER_STATE", () -> by(clerk, order.get(), more));
  }

  private List<Provocation> onTheWay() {
    String liable = "\"liable\": \"LIABLE_PARTY_REQUESTER\"";
    return List.of(
        new Provocation(
            "ReceiveTransferOrder",
            "RECEIPT_EXCEEDS_SHIPPED",
            () -> by(at.asking, at.shipped(1), receipts("\"accepted\": 2"))),
        new Provocation(
            "RecallTransferOrder",
            "RECALL_DESTINATION",
            () ->
                by(
                    at.asking,
                    at.shipped(1),
                    "\"returnStore\": \"stores/" + at.third.store() + "\"")),
        new Provocation(
            "WriteOffTransferOrder",
            "LOSS_NOT_SUSPECTED",
            () -> by(at.asking, at.shipped(1), liable)),
        new Provocation(
            "WriteOffTransferOrder",
            "EXCEEDS_IN_TRANSIT",
            () -> by(at.asking, at.overdue(1), liable + ", " + quantities("lines", 2))),
        new Provocation(
            "ReinstateTransferOrder",
            "EXCEEDS_LOST",
            () -> {
              String order = at.overdue(1);
              at.done(at.token(at.asking), "WriteOffTransferOrder", Counter.named(order, liable));
              return by(at.asking, order, quantities("lines", 2));
            }));
  }

  private String receipts(String of) {
    return "\"receipts\": [{\"sku\": \"skus/" + at.sku() + "\", " + of + "}]";
  }

  private List<Provocation> returns() {
    return List.of(
        new Provocation(
            "GiveBackTransferOrder",
            "EXCEEDS_ACCEPTED",
            () -> {
              String order = at.shipped(1, TO_CUSTOMER);
              at.done(at.token(at.asking), "ReceiveTransferOrder", Counter.named(order, ""));
              return by(
                  at.asking,
                  order,
                  "\"reason\": \"RECEIPT_REASON_NOT_WANTED\", " + quantities("lines", 2));
            }),
        new Provocation(
            "ReceiveReturn",
            "EXCEEDS_RETURNING",
            () -> {
              String order = at.shipped(1);
              at.done(
                  at.token(at.asking),
                  "ReceiveTransferOrder",
                  Counter.named(
                      order,
                      receipts("\"refused\": 1, \"reason\": \"RECEIPT_REASON_NOT_WANTED\"")));
              return by(at.supplying, order, receipts("\"good\": 2"));
            }));
  }

  private List<Provocation> full() {
    return List.of(
        new Provocation(
            "GetPackingSlip",
            "ORDER_STATE",
            () -> {
              String order = at.won(at.posted(1), 1);
              at.done(
                  at.token(at.supplying),
                  "ReleaseTransferOrder",
                  Counter.named(order, "\"reason\": \"RELEASE_REASON_BUSY\""));
              return by(at.supplying, order, "");
            }),
        new Provocation(
            "AddOrderPhoto",
            "ORDER_FULL",
            () -> {
              String order = at.won(at.posted(1), 1);
              String photo = "{\"parent\": \"" + order + "\", \"content\": \"/9j/4A==\"}";
              for (int i = 0; i < PHOTOS_AT_MOST; i++) {
                at.done(at.token(at.supplying), "AddOrderPhoto", photo);
              }
              return new Attempt(at.token(at.asking), photo);
            }),
        new Provocation(
            "PostOrderMessage",
            "ORDER_FULL",
            () -> {
              String order = at.won(at.posted(1), 1);
              String said = "{\"parent\": \"" + order + "\", \"text\": \"well\"}";
              for (int i = 0; i < MESSAGES_AT_MOST; i++) {
                at.done(at.token(at.asking), "PostOrderMessage", said);
              }
              return new Attempt(at.token(at.asking), said);
            }),
        new Provocation(
            "ReceiveTransferOrder",
            "ORDER_FULL",
            () -> {
              String order = at.shipped(1);
              String surplus =
                  "\"receipts\": ["
                      + IntStream.range(0, skus.size())
                          .mapToObj(i -> "{\"sku\": \"skus/" + skus.get(i) + "\", \"surplus\": 1}")
                          .collect(Collectors.joining(", "))
                      + "]";
              // 50 remarks each, and room for as much again three times is asked for before.
              for (int i = 0; i < 8; i++) {
                at.done(at.token(at.asking), "ReceiveTransferOrder", Counter.named(order, surplus));
              }
              return by(at.asking, order, surplus);
            }));
  }

  private List<Provocation> stockAndRules() {
    return List.of(
        new Provocation(
            "RecordStockMovements",
            "COUNT_BELOW_CONFIRMED",
            () -> {
              String order = at.won(at.posted(1), 1);
              at.done(at.token(at.supplying), "ConfirmTransferOrder", Counter.named(order, ""));
              return movement("\"count\": 0");
            }),
        new Provocation(
            "RecordStockMovements",
            "CORRECTION_BELOW_ZERO",
            () -> movement("\"correction\": -10000, \"reason\": \"wrong\"")),
        new Provocation(
            "SetTradeRules",
            "RULES_CHANGED",
            () ->
                new Attempt(
                    at.headquarters(),
                    """
                    {"tradeRules": {"currencyCode": "CNY", "chainOwner": "owners/head-office"},
                     "expectedVersion": 99}\
                    """)),
        new Provocation(
            "QuoteGrab",
            "GRAB_EXCEEDS_OPEN",
            () ->
                new Attempt(
                    at.token(at.supplying),
                    Counter.named(
                        at.posted(1),
                        "\"lines\": [{\"sku\": \"skus/%s\", \"quantity\": 1}]"
                            .formatted(skus.get(1))))));
  }

  private Attempt movement(String what) {
    return new Attempt(
        at.token(at.supplying),
        """
        {"parent": "stores/%s", "movements": [{"sku": "skus/%s", %s}]}\
        """
            .formatted(at.supplying.store(), at.sku(), what));
  }
}
