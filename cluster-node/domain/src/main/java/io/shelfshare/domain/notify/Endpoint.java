package io.shelfshare.domain.notify;

import io.shelfshare.domain.StoreId;
import java.util.Optional;

/**
 * Where a store, or a person in it, can be reached.
 *
 * @param label what people call it
 * @param person the subject of the person's tokens, where it is one person's alone
 * @param address where to send to; for Web Push also with the browser's keys
 * @param key signs what is sent
 * @param hint as much of the address as may be told
 * @param disabled why nothing is sent any more
 */
public record Endpoint(
    EndpointId id,
    StoreId store,
    Channel channel,
    String label,
    Optional<String> person,
    Secret address,
    Secret key,
    String hint,
    Wishes wishes,
    Optional<String> disabled) {
  /** Whether news of a topic is sent to it. */
  public boolean wants(Topic topic) {
    return disabled.isEmpty() && wishes.wants(topic);
  }

  Endpoint disabled(String why) {
    return new Endpoint(
        id, store, channel, label, person, address, key, hint, wishes, Optional.of(why));
  }

  /** What is left of one that was deleted: nothing that could be used. */
  Endpoint deleted() {
    return new Endpoint(
        id, store, channel, label, person, Secret.NONE, Secret.NONE, hint, wishes, disabled);
  }
}
