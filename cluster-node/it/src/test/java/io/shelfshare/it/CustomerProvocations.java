package io.shelfshare.it;

import io.shelfshare.it.Counter.Attempt;
import java.util.List;

/** Refusals of calls that come after their customer was erased. */
final class CustomerProvocations {
  private static final String ERASED = "CUSTOMER_ERASED";
  private static final String DELIVERY =
      "\"delivery\": {\"recipient\": \"Li\", \"address\": \"1\"}";

  private final Counter at;

  CustomerProvocations(Counter at) {
    this.at = at;
  }

  List<Provocation> all() {
    return List.of(
        new Provocation(
            "CreateTransferRequest",
            ERASED,
            () -> {
              String id = at.newId();
              erase("c-1");
              String post =
                  at.post(
                      1,
                      at.inAWhile(),
                      "\"mode\": \"MODE_FIRST_COME\","
                          + " \"destination\": {\"customerReference\": \"c-1\"}");
              return new Attempt(
                  at.headquarters(), post.replaceFirst("\\{", "{\"requestId\": \"" + id + "\", "));
            }),
        new Provocation(
            "SetCustomerDelivery",
            ERASED,
            () -> {
              String id = at.newId();
              erase("c-2");
              return late(id, "c-2", ", " + DELIVERY);
            }),
        new Provocation(
            "EraseCustomer",
            ERASED,
            () -> {
              String id = at.newId();
              erase("c-3");
              add("c-3");
              return late(id, "c-3", "");
            }));
  }

  private Attempt late(String id, String customer, String more) {
    return new Attempt(
        at.headquarters(), Counter.named(name(customer), "\"requestId\": \"" + id + "\"" + more));
  }

  private void erase(String customer) {
    add(customer);
    at.done(at.headquarters(), "EraseCustomer", Counter.named(name(customer), ""));
  }

  private void add(String customer) {
    at.done(at.headquarters(), "SetCustomerDelivery", Counter.named(name(customer), DELIVERY));
  }

  private static String name(String customer) {
    return "owners/dealer/customers/" + customer;
  }
}
