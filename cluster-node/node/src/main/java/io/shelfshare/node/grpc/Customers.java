package io.shelfshare.node.grpc;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.ErrorReason;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.CustomerGateway;
import io.shelfshare.node.grpc.gateway.CustomerView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Puts a customer's token in the place of an owner's reference, at the edge and nowhere later. */
final class Customers {
  private static final Pattern TOKEN = Pattern.compile("customer-[0-9a-f]{32}");

  private final CustomerGateway customers;

  Customers(CustomerGateway customers) {
    this.customers = customers;
  }

  /**
   * A post with tokens for the customers that it names, who are added where they are new. Fails
   * with {@code CUSTOMER_ERASED}.
   */
  CompletionStage<TransferRequest> withTokens(
      OwnerId owner, TransferRequest post, Instant callMadeAt) {
    Optional<String> receiver =
        Optional.of(post.getDestination())
            .filter(Destination::hasCustomerReference)
            .map(Destination::getCustomerReference);
    Optional<String> meant = Optional.of(post.getCustomer()).filter(named -> !named.isEmpty());
    TransferRequest.Builder with = post.toBuilder();
    return token(owner, receiver, callMadeAt)
        .thenAccept(
            token -> token.ifPresent(one -> with.getDestinationBuilder().setCustomerReference(one)))
        .thenCompose(
            done ->
                meant.equals(receiver)
                    ? CompletableFuture.completedFuture(
                        receiver.map(same -> with.getDestination().getCustomerReference()))
                    : token(owner, meant, callMadeAt))
        .thenApply(
            token -> {
              token.ifPresent(with::setCustomer);
              return with.build();
            });
  }

  private CompletionStage<Optional<String>> token(
      OwnerId owner, Optional<String> named, Instant callMadeAt) {
    if (named.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return reference(owner, named.get())
        .thenCompose(reference -> customers.enrol(owner, reference, callMadeAt))
        .thenApply(token -> Optional.of(token.orElseThrow(Customers::erased)));
  }

  /** The owner's own reference of a customer who is named by it or by the token. */
  CompletionStage<String> reference(OwnerId owner, String named) {
    return TOKEN.matcher(named).matches()
        ? customers
            .byToken(named)
            .thenApply(
                found ->
                    found
                        .filter(customer -> customer.owner().equals(owner))
                        .map(CustomerView::reference)
                        .orElseThrow(() -> new CallFailed(Fault.notFound(name(owner, named)))))
        : CompletableFuture.completedFuture(named);
  }

  static CallFailed erased() {
    return new CallFailed(Fault.of(ErrorReason.ERROR_REASON_CUSTOMER_ERASED, Map.of()));
  }

  static String name(OwnerId owner, String customer) {
    return Names.of(owner) + Names.CUSTOMERS + customer;
  }
}
