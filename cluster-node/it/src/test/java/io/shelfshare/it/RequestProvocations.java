package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.it.Counter.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Refusals of posts, grabs, bids, asks and edits. */
final class RequestProvocations {
  private static final String FIRST_COME = "\"mode\": \"MODE_FIRST_COME\"";
  private static final String SEALED = "\"mode\": \"MODE_SEALED_WINDOW\", \"window\": \"30s\"";

  /** The shortest window there is. */
  static final String BRIEFLY_SEALED = "\"mode\": \"MODE_SEALED_WINDOW\", \"window\": \"3s\"";

  private static final String ASSIGNED = "\"mode\": \"MODE_ASSIGNED\", \"acceptWithin\": \"300s\"";

  private final Counter at;

  RequestProvocations(Counter at) {
    this.at = at;
  }

  List<Provocation> all() {
    return Stream.of(posts(), ended(), grabs(), bids(), edits(), merges())
        .flatMap(List::stream)
        .toList();
  }

  private List<Provocation> posts() {
    return List.of(
        new Provocation(
            "CreateTransferRequest",
            "MODE_NOT_OFFERED",
            () ->
                new Attempt(
                    at.token(at.asking),
                    at.post(1, at.inAWhile(), "\"kind\": \"KIND_SUPPLY\", " + SEALED))));
  }

  /** What is refused of every request that has ended, and why. */
  private List<Provocation> ended() {
    return Stream.of(
            "GrabTransferRequest", "PlaceBid", "EditTransferRequest", "CancelTransferRequest")
        .flatMap(
            rpc ->
                Stream.of(
                    new Provocation(rpc, "REQUEST_EXPIRED", () -> on(rpc, at.expired(mode(rpc)))),
                    new Provocation(rpc, "REQUEST_CANCELLED", () -> on(rpc, cancelled(rpc))),
                    new Provocation(rpc, "ALREADY_COVERED", () -> on(rpc, covered(rpc)))))
        .toList();
  }

  /** A usual call on a request, by the one who usually makes it. */
  private Attempt on(String rpc, String request) {
    return switch (rpc) {
      case "EditTransferRequest" ->
          new Attempt(at.token(at.asking), Counter.named(request, "\"note\": \"soon\""));
      case "CancelTransferRequest" -> new Attempt(at.token(at.asking), Counter.named(request, ""));
      default -> at.grab(at.third, request, 1);
    };
  }

  private static String mode(String rpc) {
    return rpc.equals("PlaceBid") ? BRIEFLY_SEALED : FIRST_COME;
  }

  private String cancelled(String rpc) {
    String request = at.posted(1, mode(rpc));
    at.done(at.token(at.asking), "CancelTransferRequest", Counter.named(request, ""));
    return request;
  }

  private String covered(String rpc) {
    String request = at.posted(1, mode(rpc));
    if (rpc.equals("PlaceBid")) {
      Attempt bid = at.grab(at.supplying, request, 1);
      at.done(bid.token(), "PlaceBid", bid.json());
      at.until("GetTransferRequest", request, "state", "STATE_COVERED");
    } else if (rpc.equals("CancelTransferRequest")) {
      // While its orders go on, taking the request back takes those back.
      at.receive(at.ship(at.won(request, 1)));
      at.until("GetTransferRequest", request, "state", "STATE_FULFILLED");
    } else {
      at.won(request, 1);
    }
    return request;
  }

  private List<Provocation> grabs() {
    return Stream.concat(
            Stream.of("GrabTransferRequest", "PlaceBid")
                .flatMap(
                    rpc ->
                        Stream.of(
                            provoke(rpc, "OWN_REQUEST", r -> at.grab(at.asking, r, 1), 1, ""),
                            provoke(
                                rpc, "GRAB_EXCEEDS_OPEN", r -> at.grab(at.supplying, r, 3), 2, ""),
                            provoke(
                                rpc,
                                "ALL_OR_NOTHING",
                                r -> at.grab(at.supplying, r, 1),
                                2,
                                ", \"allOrNothing\": true"),
                            new Provocation(rpc, "NOT_IN_AUDIENCE", () -> outside(rpc)))),
            Stream.of(
                provoke(
                    "GrabTransferRequest",
                    "NOT_AVAILABLE",
                    r -> at.grab(at.supplying, r, 10_000),
                    10_000,
                    ""),
                provoke(
                    "GrabTransferRequest",
                    "SPLIT_LIMIT",
                    r -> at.grab(at.supplying, r, 1),
                    2,
                    ", \"splitLimit\": 1"),
                new Provocation("GrabTransferRequest", "SUPPLIER_EXCLUDED", this::givenUp),
                new Provocation(
                    "GrabTransferRequest",
                    "BIDS_ONLY",
                    () -> at.grab(at.supplying, at.posted(1, SEALED), 1)),
                new Provocation("GrabTransferRequest", "NOT_ASKED", this::notAsked)))
        .toList();
  }

  private Provocation provoke(
      String rpc, String reason, Function<String, Attempt> call, long units, String more) {
    String mode = rpc.equals("PlaceBid") ? SEALED : FIRST_COME;
    return new Provocation(rpc, reason, () -> call.apply(at.posted(units, mode + more)));
  }

  /** A policy that asks those only that have it, and a store that has none of it. */
  private Attempt outside(String rpc) {
    String policy =
        """
        {"policy": {"name": "policies/having-it",
          "rings": [{"withinKm": 1, "havingIt": true}],
          "weights": [{"factor": "FACTOR_DISTANCE", "weight": 1}]}}\
        """;
    at.done(at.headquarters(), "CreatePolicy", policy);
    at.done(
        at.headquarters(), "PublishPolicy", Counter.named("policies/having-it", "\"version\": 1"));
    at.third
        .record(List.of(Clerk.movement(at.sku()).setCount(0).setReason("moved").build()))
        .send();
    String mode = rpc.equals("PlaceBid") ? SEALED : FIRST_COME;
    String request = at.posted(1, mode + ", \"policy\": \"policies/having-it\"");
    return at.grab(at.third, request, 1);
  }

  private Attempt givenUp() {
    String request = at.posted(1);
    String order = at.won(request, 1);
    at.done(
        at.token(at.supplying),
        "ReleaseTransferOrder",
        Counter.named(order, "\"reason\": \"RELEASE_REASON_NOT_FOUND\""));
    at.until("GetTransferRequest", request, "state", "STATE_OPEN");
    return at.grab(at.supplying, request, 1);
  }

  /** Another store than the one that is asked first. */
  private Attempt notAsked() {
    String request = at.posted(1, ASSIGNED);
    AtomicReference<String> read = new AtomicReference<>("");
    Eventually.holds(
        Duration.ofMinutes(1),
        () -> {
          read.set(
              at.done(at.token(at.asking), "GetTransferRequest", Counter.named(request, ""))
                  .toString());
          assertThat(read.get()).contains("OUTCOME_PENDING");
        });
    boolean supplierIsAsked = read.get().contains("stores/" + at.supplying.store());
    return at.grab(supplierIsAsked ? at.third : at.supplying, request, 1);
  }

  private List<Provocation> bids() {
    return List.of(
        new Provocation("PlaceBid", "NO_WINDOW", () -> at.grab(at.supplying, at.posted(1), 1)),
        new Provocation(
            "PlaceBid",
            "ALREADY_BID",
            () -> {
              Attempt bid = at.grab(at.supplying, at.posted(1, SEALED), 1);
              at.done(bid.token(), "PlaceBid", bid.json());
              return bid;
            }),
        new Provocation(
            "WithdrawBid",
            "NO_BID",
            () -> new Attempt(at.token(at.supplying), Counter.named(at.posted(1, SEALED), ""))),
        new Provocation(
            "DeclineAsk",
            "NOT_ASKED",
            () ->
                new Attempt(
                    at.token(at.supplying),
                    Counter.named(at.posted(1), "\"reason\": \"DECLINE_REASON_BUSY\""))));
  }

  private List<Provocation> edits() {
    return List.of(
        edit("QUANTITY_BELOW_COVERED", () -> at.units("lines", 1)),
        edit("GRAB_EXCEEDS_OPEN", () -> at.units("lines", 9)),
        edit(
            "EXPIRES_SOONER",
            () -> "\"expireTime\": \"" + at.inAWhile().minus(Duration.ofMinutes(10)) + "\""));
  }

  private List<Provocation> merges() {
    return List.of(
        merge("ALREADY_COVERED", 1, () -> covered("MergeTransferRequests")),
        merge("REQUEST_CANCELLED", 1, () -> cancelled("MergeTransferRequests")),
        merge("REQUEST_EXPIRED", 1, () -> at.expired(FIRST_COME)),
        merge("GRAB_EXCEEDS_OPEN", 10_000, () -> at.posted(1)));
  }

  private Provocation merge(String reason, long wanted, Supplier<String> source) {
    return new Provocation(
        "MergeTransferRequests",
        reason,
        () ->
            new Attempt(
                at.token(at.asking),
                Counter.named(at.posted(wanted), "\"sources\": [\"" + source.get() + "\"]")));
  }

  /** An edit of a request for 3 of which 2 are covered. */
  private Provocation edit(String reason, Supplier<String> change) {
    return new Provocation(
        "EditTransferRequest",
        reason,
        () -> {
          String request = at.posted(3);
          at.won(request, 2);
          return new Attempt(at.token(at.asking), Counter.named(request, change.get()));
        });
  }
}
