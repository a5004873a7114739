package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grabs units of an open request. */
@Command(name = "grab")
final class GrabCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "REQUEST", descriptionKey = "param.request")
  private String request = "";

  @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.brought")
  private List<String> lines = new ArrayList<>();

  @Option(names = "--all")
  private boolean all;

  @Override
  int run(Session session) throws UsageProblem {
    if (all == !lines.isEmpty()) {
      throw new UsageProblem("usage.grab-what");
    }
    String name = Prefixes.request(session, request);
    String store = session.store();
    List<Quantity> units =
        all ? whatIsOpenAndHere(session, name, store) : Arguments.quantities(lines);
    GrabTransferRequestRequest call =
        GrabTransferRequestRequest.newBuilder()
            .setName(name)
            .setStore(store)
            .addAllLines(units)
            .build();
    GrabTransferRequestResponse won =
        session.call(() -> session.client().requests().grabTransferRequest(call));
    session.answer(won, () -> print(session, won));
    return ExitCodes.OK;
  }

  private static List<Quantity> whatIsOpenAndHere(Session session, String name, String store)
      throws UsageProblem {
    TransferRequest open =
        session.call(
            () ->
                session
                    .client()
                    .requests()
                    .getTransferRequest(
                        GetTransferRequestRequest.newBuilder().setName(name).build()));
    List<Quantity> units = new ArrayList<>();
    for (RequestLine line : open.getLinesList()) {
      if (line.getOpen() == 0) {
        continue;
      }
      String stockLine = ResourceNames.stockLine(store, line.getSku());
      long here =
          session
              .call(
                  () ->
                      session
                          .client()
                          .stock()
                          .getStockLine(
                              GetStockLineRequest.newBuilder().setName(stockLine).build()))
              .getAvailable();
      long brought = Math.min(line.getOpen(), here);
      if (brought > 0) {
        units.add(Quantity.newBuilder().setSku(line.getSku()).setQuantity(brought).build());
      }
    }
    if (units.isEmpty()) {
      throw new UsageProblem("usage.nothing-to-grab", ResourceNames.id(name));
    }
    return units;
  }

  private static void print(Session session, GrabTransferRequestResponse won) {
    session
        .terminal()
        .data(session.words().of("grab.won", ResourceNames.id(won.getTransferOrder())));
    Table table = new Table(session.words().headings("sku", "quantity"));
    won.getLinesList().forEach(l -> table.row(ResourceNames.id(l.getSku()), l.getQuantity()));
    session.terminal().data(table);
    session
        .terminal()
        .note(
            session
                .words()
                .of(
                    "grab.next",
                    session.times().relative(won.getConfirmBy()),
                    ResourceNames.id(won.getTransferOrder())));
  }
}
