package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OwnerId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Customers, whom everything else knows by a token. Safe for use by any thread; stages fail where
 * the database does not answer.
 */
public interface CustomerGateway {
  /**
   * The token of a customer, who is added where the owner has none of that reference. Empty where
   * the customer was erased at or after {@code callMadeAt}, and nothing is added then.
   */
  CompletionStage<Optional<String>> enrol(OwnerId owner, String reference, Instant callMadeAt);

  /** The customer whom an owner knows by {@code reference}. */
  CompletionStage<Optional<CustomerView>> byReference(OwnerId owner, String reference);

  /** The customer of a token; empty once erased. */
  CompletionStage<Optional<CustomerView>> byToken(String token);

  /**
   * Sets where units are delivered to, for a customer who is added where there is none. Of two
   * calls the one that was made later counts. Empty as with {@link #enrol}.
   */
  CompletionStage<Optional<CustomerView>> deliverTo(
      OwnerId owner, String reference, CustomerView.Delivery delivery, Instant callMadeAt);

  /** Destroys the key, and what it sealed; durable, and true everywhere, once it completes. */
  CompletionStage<Erasure> erase(OwnerId owner, String reference, Instant callMadeAt);

  /** What an erasure came to. */
  enum Erasure {
    /** Now, or by an earlier call and nobody was added since. */
    ERASED,
    /** The owner has nobody of that reference. */
    UNKNOWN,
    /** Erased after the call was made, and added again since: this call means the one before. */
    ADDED_SINCE
  }
}
