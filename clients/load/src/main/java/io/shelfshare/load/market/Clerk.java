package io.shelfshare.load.market;

import io.shelfshare.client.ShelfshareException;
import java.util.function.BooleanSupplier;

/** A virtual clerk: does one thing after the other, as a seeded luck has it. */
final class Clerk {
  private static final double FOR_OWN_ORDERS = 0.4;
  private static final double BY_OTHER_MODES = 0.2;
  private static final double SETS_THINGS_RIGHT = 0.15;

  private final Shop shop;
  private final Aftermath aftermath;
  private final Requesting requesting;
  private final Supplying supplying;
  private final Till till;
  private final Dispatching dispatching;

  Clerk(Shop shop) {
    this.shop = shop;
    this.aftermath = new Aftermath(shop);
    this.requesting = new Requesting(shop, aftermath);
    this.supplying = new Supplying(shop, aftermath);
    this.till = new Till(shop);
    this.dispatching = new Dispatching(shop);
  }

  /** Works until it is told to stop; what one thing comes to does not end the day. */
  void work(BooleanSupplier goOn) {
    shop.takeStock();
    while (goOn.getAsBoolean()) {
      try {
        oneThing();
      } catch (ShelfshareException failure) {
        shop.record.refused(Sender.reason(failure));
      }
    }
  }

  private void oneThing() {
    // What was won comes first: a hold runs out while its clerk does other things.
    if (!shop.supplies.isEmpty() && shop.chance(FOR_OWN_ORDERS)) {
      supplying.advance();
      return;
    }
    if (shop.chance(BY_OTHER_MODES)) {
      dispatching.act();
      return;
    }
    if (shop.chance(SETS_THINGS_RIGHT)) {
      setThingsRight();
      return;
    }
    int luck = shop.random.nextInt(100);
    if (luck < 12) {
      requesting.post();
    } else if (luck < 40) {
      supplying.grab();
    } else if (luck < 62) {
      supplying.advance();
    } else if (luck < 74) {
      requesting.receive();
    } else if (luck < 77) {
      requesting.look();
    } else if (luck < 80) {
      till.sell();
    } else if (luck < 83) {
      till.sellWhatIsHeld();
    } else if (luck < 88) {
      till.restock();
    } else if (luck < 89) {
      till.correct();
    } else if (luck < 90) {
      till.count();
    } else if (luck < 92) {
      requesting.cancel();
    } else {
      mischief(luck);
    }
  }

  /** What there is to do once something went wrong. */
  private void setThingsRight() {
    int luck = shop.random.nextInt(10);
    if (luck < 4) {
      aftermath.receiveReturn();
    } else if (luck < 6) {
      aftermath.chase();
    } else if (luck < 7) {
      supplying.talk();
    } else if (luck < 9) {
      requesting.cancelOneOrder();
    } else {
      aftermath.lookAtCountTasks();
    }
  }

  /** What a bad network and clumsy people do. */
  private void mischief(int luck) {
    if (luck < 95) {
      requesting.noticeExpired();
      supplying.grabTooLate();
    } else if (luck < 98) {
      shop.sender.repeatSomething();
    } else if (shop.chance(0.4)) {
      till.reuseAnId();
    } else if (shop.chance(0.5)) {
      till.recordTooLate();
    } else {
      requesting.postTooLate();
    }
  }
}
