package io.shelfshare.domain.notify;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a message is about. */
public enum Topic {
  /** Another store asks for what this one has. */
  REQUEST_POSTED(true),
  /** Another store offers units to whoever comes first. */
  OFFER_POSTED(false),
  /** The market asks this store, and passes the request on where it stays silent. */
  REQUEST_ASKED(true),
  /** This store won an order and has to find the units. */
  ORDER_AWARDED(true),
  /** The time to find or ship the units is nearly over. */
  ORDER_DUE(true),
  /** The supplier has found the units. */
  ORDER_CONFIRMED(true),
  /** The units are on their way. */
  ORDER_SHIPPED(true),
  /** The units are there. */
  ORDER_ARRIVED(true),
  /** The units were taken in. */
  ORDER_RECEIVED(false),
  /** The order ended before the units were sent. */
  ORDER_ENDED(true),
  /** Headquarters says something. */
  ANNOUNCEMENT(true),
  /** What sold best and worst in a week. */
  WEEKLY_LIST(true),
  /** Several messages that could not be sent one by one. */
  DIGEST(false),
  /** Somebody tries whether messages arrive. */
  TEST(false);

  private final boolean usual;

  Topic(boolean usual) {
    this.usual = usual;
  }

  /** What an endpoint gets that names no topics. */
  public static Set<Topic> usual() {
    return Arrays.stream(values())
        .filter(topic -> topic.usual)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
  }

  /** Whether an endpoint can leave it out; the others are always sent. */
  public boolean isChosen() {
    return this != DIGEST && this != TEST;
  }
}
