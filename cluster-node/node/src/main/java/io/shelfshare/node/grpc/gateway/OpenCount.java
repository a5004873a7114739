package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.request.RequestOptions.Channel;

/** How many requests of a store are open: from its own floor, and from everywhere else. */
public record OpenCount(int walkIn, int online) {
  /** Nothing is open. */
  public static final OpenCount NONE = new OpenCount(0, 0);

  /** The same with more, or less, of one channel. */
  public OpenCount plus(Channel channel, int change) {
    return channel == Channel.STORE
        ? new OpenCount(walkIn + change, online)
        : new OpenCount(walkIn, online + change);
  }

  /** How many of {@code channel}'s side are open. */
  public int of(Channel channel) {
    return channel == Channel.STORE ? walkIn : online;
  }

  /** All of them. */
  public int all() {
    return walkIn + online;
  }
}
