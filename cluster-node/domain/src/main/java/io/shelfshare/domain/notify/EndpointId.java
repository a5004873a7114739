package io.shelfshare.domain.notify;

import io.shelfshare.domain.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names an endpoint; a UUID in text. */
public record EndpointId(String value) {
  /** The id of the endpoint that a mutation creates: the same for each of its copies. */
  public static EndpointId of(Mutation.Key mutation) {
    String name = "endpoint " + mutation.actor() + " " + mutation.id();
    return new EndpointId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
