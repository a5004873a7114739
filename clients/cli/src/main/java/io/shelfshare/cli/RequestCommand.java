package io.shelfshare.cli;

import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.ListTransferRequestsResponse;
import io.shelfshare.market.v1.RequestOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads transfer requests. */
@Command(
    name = "request",
    subcommands = {
      RequestCommand.Show.class,
      RequestCommand.ListAll.class,
      RequestMergeCommand.class
    })
final class RequestCommand extends Group {

  /** Shows one request. */
  @Command(name = "show")
  static final class Show extends ApiCommand {
    @Parameters(paramLabel = "REQUEST", descriptionKey = "param.request")
    private String request = "";

    @Override
    int run(Session session) throws UsageProblem {
      String name = Prefixes.request(session, request);
      TransferRequest found =
          session.call(
              () ->
                  session
                      .client()
                      .requests()
                      .getTransferRequest(
                          GetTransferRequestRequest.newBuilder().setName(name).build()));
      session.answer(found, () -> new RequestPrinter(session).print(found));
      return ExitCodes.OK;
    }
  }

  /** An order of requests, as it is typed. */
  enum Order {
    newest(RequestOrder.REQUEST_ORDER_NEWEST),
    fair(RequestOrder.REQUEST_ORDER_FAIR);

    private final RequestOrder order;

    Order(RequestOrder order) {
      this.order = order;
    }
  }

  /** Lists requests. */
  @Command(name = "list")
  static final class ListAll extends ApiCommand {
    @Option(names = "--scope", paramLabel = "market|posted")
    private Scope scope = Scope.market;

    @Option(names = "--can-supply")
    private boolean canSupply;

    @Option(names = "--offers")
    private boolean offers;

    @Option(names = "--order", paramLabel = "newest|fair")
    private Optional<Order> order = Optional.empty();

    @Option(names = "--region", paramLabel = "PATH")
    private String region = "";

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 50;

    @Override
    int run(Session session) throws UsageProblem {
      List<TransferRequest> requests =
          session
              .client()
              .listRequests(
                  ListTransferRequestsRequest.newBuilder()
                      .setParent(Scope.parent(session))
                      .setScope(scope.scope())
                      .setCanSupply(canSupply)
                      .setOrder(order.orElse(canSupply ? Order.fair : Order.newest).order)
                      .setKind(
                          offers
                              ? TransferRequest.Kind.KIND_SUPPLY
                              : TransferRequest.Kind.KIND_DEMAND)
                      .setRegionPrefix(region)
                      .setPageSize(Math.min(500, Math.max(1, limit)))
                      .build())
              .limit(Math.max(0, limit))
              .toList();
      session.answer(
          ListTransferRequestsResponse.newBuilder().addAllTransferRequests(requests).build(),
          () -> new RequestPrinter(session).print(requests));
      return ExitCodes.OK;
    }
  }
}
