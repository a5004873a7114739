package io.shelfshare.it;

import com.google.protobuf.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A shop counter where calls are made that are meant to be refused: three stores, one SKU, tokens,
 * and the steps that lead there.
 */
final class Counter {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(7);

  /** What is about to be refused. */
  record Attempt(String token, String json) {}

  private final MarketFixture market;
  private final NamedCalls calls;
  private final String sku;

  /** Requests that expire or have expired, by what they were posted with. */
  private final Map<String, String> expiring = new HashMap<>();

  /** Posts. */
  final Clerk asking;

  /** Supplies. */
  final Clerk supplying;

  /** Is neither. */
  final Clerk third;

  Counter(MarketFixture market, NamedCalls calls, Chain chain) {
    this.market = market;
    this.calls = calls;
    this.sku = chain.skus().get(0);
    this.asking = chain.all().get(0);
    this.supplying = chain.all().get(1);
    this.third = chain.all().get(2);
  }

  String token(Clerk clerk) {
    return market.clerkToken(clerk.store());
  }

  String headquarters() {
    return market.cluster().tokens().headquarters("it");
  }

  /** An id for a call that comes later. */
  String newId() {
    return calls.newId();
  }

  /** A call that has to succeed. */
  Message done(String token, String rpc, String json) {
    try {
      return calls.send(Optional.of(token), rpc, json);
    } catch (RuntimeException failure) {
      throw new AssertionError(rpc + " on the way there: " + json, failure);
    }
  }

  static Object field(Message message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  static String nameOf(Message message) {
    return (String) field(message, "name");
  }

  /** Waits until a field of what is read says something. */
  void until(String rpc, String name, String field, String value) {
    Eventually.holds(
        PATIENCE,
        () -> {
          Object now = field(done(headquarters(), rpc, named(name, "")), field);
          if (!now.toString().equals(value)) {
            throw new AssertionError(name + ": " + field + " is " + now);
          }
        });
  }

  static String named(String name, String more) {
    return "{\"name\": \"" + name + "\"" + (more.isEmpty() ? "" : ", ") + more + "}";
  }

  String units(String field, long units) {
    return "\"%s\": [{\"sku\": \"skus/%s\", \"quantity\": %d}]".formatted(field, sku, units);
  }

  String sku() {
    return sku;
  }

  Instant inAWhile() {
    return market.clock().instant().plus(Duration.ofMinutes(20));
  }

  String post(long units, Instant expires, String more) {
    return """
    {"parent": "stores/%s", "transferRequest": {%s, "expireTime": "%s"%s%s}}\
    """
        .formatted(
            asking.store(), units("lines", units), expires, more.isEmpty() ? "" : ", ", more);
  }

  /** A request of the asking store, by its name; {@code more} says at least its mode. */
  String posted(long units, String more) {
    return nameOf(done(token(asking), "CreateTransferRequest", post(units, inAWhile(), more)));
  }

  /**
   * A request of the asking store whose time is over, by its name. It is the same for all who ask,
   * for nothing changes it any more, and the shortest time that there is takes seconds.
   */
  String expired(String mode) {
    String request = expiring.computeIfAbsent(mode, this::postedBriefly);
    until("GetTransferRequest", request, "state", "STATE_EXPIRED");
    return request;
  }

  private String postedBriefly(String mode) {
    Instant soon = market.clock().instant().plus(SOON);
    return nameOf(done(token(asking), "CreateTransferRequest", post(1, soon, mode)));
  }

  String posted(long units) {
    return posted(units, "\"mode\": \"MODE_FIRST_COME\"");
  }

  Attempt grab(Clerk store, String request, long units) {
    return new Attempt(token(store), named(request, units("lines", units)));
  }

  /** An order of the supplying store on a request, by its name. */
  String won(String request, long units) {
    Attempt grab = grab(supplying, request, units);
    return (String) field(done(grab.token(), "GrabTransferRequest", grab.json()), "transfer_order");
  }

  String shipped(long units) {
    return shipped(units, "\"mode\": \"MODE_FIRST_COME\"");
  }

  String shipped(long units, String more) {
    return ship(won(posted(units, more), units));
  }

  String confirm(String order) {
    done(token(supplying), "ConfirmTransferOrder", named(order, ""));
    return order;
  }

  String ship(String order) {
    done(token(supplying), "ShipTransferOrder", named(confirm(order), ""));
    return order;
  }

  String receive(String order) {
    done(token(asking), "ReceiveTransferOrder", named(order, ""));
    return order;
  }

  /** Shipped, and so late that it may be lost. */
  String overdue(long units) {
    String order = shipped(units);
    until("GetTransferOrder", order, "loss_suspected", "true");
    return order;
  }
}
