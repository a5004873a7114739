package io.shelfshare.cli;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.Customer;
import io.shelfshare.market.v1.Delivery;
import io.shelfshare.market.v1.EraseCustomerRequest;
import io.shelfshare.market.v1.GetCustomerRequest;
import io.shelfshare.market.v1.GetOrderCustomerRequest;
import io.shelfshare.market.v1.GetStoreRequest;
import io.shelfshare.market.v1.SetCustomerDeliveryRequest;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads, describes and erases the people whom units are meant for. */
@Command(
    name = "customer",
    subcommands = {
      CustomerCommand.Show.class,
      CustomerCommand.Deliver.class,
      CustomerCommand.Erase.class
    })
final class CustomerCommand extends Group {

  /** What all of them are about: a customer of an owner. */
  abstract static class OfCustomer extends ApiCommand {
    @Parameters(paramLabel = "CUSTOMER", descriptionKey = "param.customer")
    private String customer = "";

    @Option(names = "--owner", paramLabel = "OWNER", descriptionKey = "option.customer-owner")
    private Optional<String> owner = Optional.empty();

    final String name(Session session) throws UsageProblem {
      String parent =
          owner.isPresent() ? ResourceNames.owner(owner.get()) : ownerOf(session, session.store());
      return parent + "/customers/" + customer;
    }

    private static String ownerOf(Session session, String store) {
      GetStoreRequest call = GetStoreRequest.newBuilder().setName(store).build();
      return session.call(() -> session.client().directory().getStore(call)).getOwner();
    }
  }

  /** Shows one. */
  @Command(name = "show")
  static final class Show extends OfCustomer {
    @Override
    int run(Session session) throws UsageProblem {
      GetCustomerRequest call = GetCustomerRequest.newBuilder().setName(name(session)).build();
      Customer found = session.call(() -> session.client().customers().getCustomer(call));
      session.answer(found, () -> print(session, found));
      return ExitCodes.OK;
    }
  }

  /** Sets where to deliver. */
  @Command(name = "deliver")
  static final class Deliver extends OfCustomer {
    @Option(names = "--recipient", paramLabel = "NAME", required = true)
    private String recipient = "";

    @Option(names = "--phone", paramLabel = "NUMBER")
    private String phone = "";

    @Option(names = "--address", paramLabel = "TEXT", required = true)
    private String address = "";

    @Override
    int run(Session session) throws UsageProblem {
      SetCustomerDeliveryRequest call =
          SetCustomerDeliveryRequest.newBuilder()
              .setName(name(session))
              .setDelivery(
                  Delivery.newBuilder().setRecipient(recipient).setPhone(phone).setAddress(address))
              .build();
      Customer set = session.call(() -> session.client().customers().setCustomerDelivery(call));
      session.answer(set, () -> print(session, set));
      return ExitCodes.OK;
    }
  }

  /** Erases one for ever. */
  @Command(name = "erase")
  static final class Erase extends OfCustomer {
    @Override
    int run(Session session) throws UsageProblem {
      EraseCustomerRequest call = EraseCustomerRequest.newBuilder().setName(name(session)).build();
      var erased = session.call(() -> session.client().customers().eraseCustomer(call));
      session.answer(erased, () -> session.terminal().data(session.words().of("customer.erased")));
      return ExitCodes.OK;
    }
  }

  /** Shows whom an order is for. */
  @Command(name = "customer")
  static final class OfOrder extends ApiCommand {
    @Parameters(paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Override
    int run(Session session) throws UsageProblem {
      GetOrderCustomerRequest call =
          GetOrderCustomerRequest.newBuilder().setName(Prefixes.order(session, order)).build();
      Customer found = session.call(() -> session.client().customers().getOrderCustomer(call));
      session.answer(found, () -> print(session, found));
      return ExitCodes.OK;
    }
  }

  private static void print(Session session, Customer customer) {
    session.terminal().data(ResourceNames.id(customer.getName()));
    if (!customer.getReference().isEmpty()) {
      session.terminal().data(session.words().of("customer.reference", customer.getReference()));
    }
    if (!customer.hasDelivery()) {
      session.terminal().note(session.words().of("customer.no-delivery"));
      return;
    }
    Delivery to = customer.getDelivery();
    session.terminal().data(to.getRecipient());
    if (!to.getPhone().isEmpty()) {
      session.terminal().data(to.getPhone());
    }
    session.terminal().data(to.getAddress());
  }
}
