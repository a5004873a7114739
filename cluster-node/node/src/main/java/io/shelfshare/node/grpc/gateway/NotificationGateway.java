package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.Wishes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where people are reached, and what was sent to them. */
public interface NotificationGateway {
  /**
   * A new endpoint, with its address and key as they are.
   *
   * @param person whose alone it is
   */
  record Draft(
      StoreId store,
      Channel channel,
      String label,
      Optional<String> person,
      String address,
      String key,
      Wishes wishes) {
    @Override
    public String toString() {
      return "Draft of an endpoint of " + store;
    }
  }

  /** A change; what is empty stays. */
  record Change(
      Optional<String> label,
      Optional<String> address,
      Optional<String> key,
      Optional<Wishes> wishes,
      boolean enable) {
    @Override
    public String toString() {
      return "Change of an endpoint";
    }
  }

  /** Where a page of deliveries ended. */
  record DeliveryPosition(Instant queuedAt, String id) {}

  /** Whether messages may be sent to an address, as far as its text tells. */
  boolean mayBeSentTo(String address);

  /** Endpoints by their ids, as the authority has them now. */
  CompletionStage<List<Endpoint>> endpoints(
      Optional<StoreId> store, Optional<EndpointId> after, int limit);

  /** One endpoint, as the authority has it now. */
  CompletionStage<Optional<Endpoint>> endpoint(EndpointId id);

  /** Adds one. */
  CompletionStage<Answer<Endpoint>> create(Draft draft, Mutation mutation);

  /** Changes one. */
  CompletionStage<Answer<Endpoint>> update(EndpointId id, Change change, Mutation mutation);

  /** Deletes one. */
  CompletionStage<Answer<Endpoint>> delete(EndpointId id, Mutation mutation);

  /**
   * Queues a message that says that messages arrive.
   *
   * @return the message's id
   */
  CompletionStage<String> test(EndpointId id, Mutation mutation);

  /** Messages of an endpoint, newest first. */
  CompletionStage<List<Delivery>> deliveries(
      EndpointId id, Optional<DeliveryPosition> after, int limit);

  /**
   * Queues an announcement for every endpoint that wants such.
   *
   * @param regionPrefix only of stores whose region path starts with it
   * @return how many have it
   */
  CompletionStage<Integer> announce(String text, String regionPrefix, Mutation mutation);

  /** The public key that browsers subscribe with; empty where there is none. */
  String pushKey();
}
