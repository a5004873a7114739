package io.shelfshare.cli;

import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferOrdersResponse;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.TransferOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads transfer orders, and does to them what is beside the usual course. */
@Command(
    name = "order",
    subcommands = {
      OrderCommand.Show.class,
      OrderCommand.ListAll.class,
      SentOrderCommands.Cancel.class,
      SentOrderCommands.Arrive.class,
      SentOrderCommands.Recall.class,
      SentOrderCommands.WriteOff.class,
      SentOrderCommands.Found.class,
      SentOrderCommands.GiveBack.class,
      SentOrderCommands.ReceiveReturn.class,
      CustomerCommand.OfOrder.class,
      OrderTalkCommands.Say.class,
      OrderTalkCommands.Messages.class,
      OrderFileCommands.AddPhoto.class,
      OrderFileCommands.GetPhoto.class,
      OrderFileCommands.Slip.class
    })
final class OrderCommand extends Group {

  /** Shows one order. */
  @Command(name = "show")
  static final class Show extends ApiCommand {
    @Parameters(paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Override
    int run(Session session) throws UsageProblem {
      String name = Prefixes.order(session, order);
      TransferOrder found =
          session.call(
              () ->
                  session
                      .client()
                      .orders()
                      .getTransferOrder(
                          GetTransferOrderRequest.newBuilder().setName(name).build()));
      session.answer(found, () -> new OrderPrinter(session).print(found));
      return ExitCodes.OK;
    }
  }

  /** Which side of an order, as it is typed. */
  enum Side {
    supplier(OrderSide.ORDER_SIDE_SUPPLIER),
    requester(OrderSide.ORDER_SIDE_REQUESTER);

    private final OrderSide side;

    Side(OrderSide side) {
      this.side = side;
    }
  }

  /** Lists a store's orders. */
  @Command(name = "list")
  static final class ListAll extends ApiCommand {
    @Option(names = "--side", paramLabel = "supplier|requester")
    private Optional<Side> side = Optional.empty();

    @Option(names = "--state", paramLabel = "STATE", split = ",")
    private List<String> states = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 50;

    @Override
    int run(Session session) throws UsageProblem {
      ListTransferOrdersRequest.Builder query =
          ListTransferOrdersRequest.newBuilder()
              .setParent(session.store())
              .setSide(side.map(s -> s.side).orElse(OrderSide.ORDER_SIDE_UNSPECIFIED))
              .setPageSize(Math.min(500, Math.max(1, limit)));
      for (String state : states) {
        query.addStates(state(state));
      }
      List<TransferOrder> orders =
          session.client().listOrders(query.build()).limit(Math.max(0, limit)).toList();
      session.answer(
          ListTransferOrdersResponse.newBuilder().addAllTransferOrders(orders).build(),
          () -> new OrderPrinter(session).print(orders));
      return ExitCodes.OK;
    }

    private static TransferOrder.State state(String typed) throws UsageProblem {
      try {
        return TransferOrder.State.valueOf("STATE_" + typed.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new UsageProblem("usage.order-state", typed);
      }
    }
  }
}
