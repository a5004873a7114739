package io.shelfshare.simulation;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.stock.Hold;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What shops do on the market and on their premises, well or badly. */
final class Shops {
  private static final int REQUESTS_MAX = 8;

  private final World world;
  private final Calls calls;
  private final Headquarters headquarters;
  private final Wishes wishes;
  private final List<Mutation> posts = new ArrayList<>();

  Shops(World world, Calls calls) {
    this.world = world;
    this.calls = calls;
    this.headquarters = new Headquarters(world, calls);
    this.wishes = new Wishes(world, headquarters);
  }

  private int dice(int sides) {
    return world.random().nextInt(sides);
  }

  /** Every shop counts what it has, and one of them asks for more. */
  void open() {
    for (StoreNode store : world.stores()) {
      List<Movement> all = new ArrayList<>();
      for (SkuId sku : World.SKUS) {
        all.add(new Movement(sku, Movement.Kind.RECEIPT, 4 + dice(7), ""));
      }
      store.record(all, calls.mutation("opening"));
    }
    headquarters.open();
    post(false);
  }

  void act() {
    List<RequestNode> posted = new ArrayList<>();
    for (RequestNode one : world.requests()) {
      if (one.posted().isPresent()) {
        posted.add(one);
      }
    }
    int dice = dice(24);
    if (dice < 4) {
      move();
    } else if (dice < 6) {
      calls.again();
    } else if (dice == 23 && dice(4) == 0) {
      headquarters.act();
    } else if (posted.isEmpty() || (dice == 6 && posts.size() < REQUESTS_MAX)) {
      post(dice(6) == 0);
    } else {
      onMarket(world.anyNodeOf(posted), dice);
    }
  }

  private StoreNode anyStore() {
    return world.anyNodeOf(world.stores());
  }

  /** Mostly the store that is being asked, where one is. */
  private StoreId whoCares(RequestNode request) {
    Optional<Ask> asked = request.posted().flatMap(one -> one.course().pendingAsk());
    return asked.isPresent() && dice(3) > 0 ? asked.get().store() : anyStore().id;
  }

  private void onMarket(RequestNode request, int dice) {
    StoreId store = whoCares(request);
    PostedRequest state = request.posted().orElseThrow();
    List<Units> lines = wishes.some(state);
    boolean collects = state.course().turn() instanceof Turn.Collecting;
    if (dice < 17 && (!collects || dice(4) == 0)) {
      String what = store + " grabs " + lines;
      calls.call(request, what, sent -> request.grab(store, lines, sent));
    } else if (dice < 20) {
      var terms = new Bid.Terms(store, lines, Optional.empty(), dice(3), "CNY");
      calls.call(request, store + " bids " + lines, sent -> request.bid(terms, sent));
    } else if (dice == 20) {
      calls.call(request, store + " withdraws", sent -> request.withdraw(store, sent));
    } else if (dice == 21) {
      calls.call(request, store + " declines", sent -> request.decline(store, sent));
    } else if (dice == 22 && dice(4) == 0) {
      RequestEdit edit = wishes.less(state);
      calls.call(request, "edit to " + edit, sent -> request.edit(edit, sent));
    } else if (dice == 23 && dice(5) == 0) {
      calls.call(request, "cancel", request::cancel);
    }
  }

  /** Posts something new, or something else under the id of a former post. */
  private void post(boolean underUsedId) {
    StoreNode poster = anyStore();
    RequestSpec spec = wishes.spec(poster.id);
    String what = poster.id + " posts " + spec.mode() + " " + spec.lines();
    Mutation mutation =
        underUsedId && !posts.isEmpty()
            ? calls.under(world.any(posts), what)
            : calls.mutation(what);
    posts.add(mutation);
    RequestNode request = world.request(RequestId.forPost(spec.store(), mutation.id()));
    calls.call(request, what, mutation, sent -> request.post(spec, sent));
  }

  /** A customer takes a unit to the till that is held for somebody else. */
  private void sellWhatIsHeld() {
    StoreNode store = anyStore();
    for (Hold hold : store.stock().holds()) {
      for (Units held : hold.held()) {
        if (!hold.confirmed()) {
          StockLine line = store.stock().line(held.sku());
          long quantity = line.onHand() - line.reserved() + 1 + dice(2);
          Movement sale = new Movement(held.sku(), Movement.Kind.SALE, quantity, "");
          String what = "SALE of " + quantity + " " + held.sku() + ", some of them held";
          calls.call(store, what, sent -> store.record(List.of(sale), sent));
          return;
        }
      }
    }
  }

  private void move() {
    if (dice(4) == 0) {
      sellWhatIsHeld();
      return;
    }
    StoreNode store = anyStore();
    SkuId sku = world.any(World.SKUS);
    Movement.Kind kind =
        switch (dice(12)) {
          case 0, 1, 2, 3, 4 -> Movement.Kind.RECEIPT;
          case 5 -> Movement.Kind.COUNT;
          case 6 -> Movement.Kind.CORRECTION;
          case 7 -> dice(2) == 0 ? Movement.Kind.SAFETY : Movement.Kind.RECEIPT;
          default -> Movement.Kind.SALE;
        };
    long quantity =
        switch (kind) {
          case COUNT -> dice(8);
          case CORRECTION -> dice(5) - 2;
          case SAFETY -> dice(3);
          case SALE, RECEIPT -> 1 + dice(4);
        };
    List<Movement> movements = new ArrayList<>();
    movements.add(new Movement(sku, kind, quantity, ""));
    if (dice(5) == 0) {
      SkuId other = World.SKUS.get((World.SKUS.indexOf(sku) + 1) % World.SKUS.size());
      movements.add(new Movement(other, Movement.Kind.SALE, 1, ""));
    }
    String what = kind + " of " + quantity + " " + sku + " and " + (movements.size() - 1);
    calls.call(store, what, sent -> store.record(movements, sent));
  }
}
