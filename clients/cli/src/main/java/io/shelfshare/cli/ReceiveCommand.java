package io.shelfshare.cli;

import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Units arrived at the asking store. */
@Command(name = "receive")
final class ReceiveCommand extends OrderStepCommand {
  @Parameters(
      index = "1..*",
      paramLabel = "SKU=ACCEPTED[/DAMAGED]",
      descriptionKey = "param.received")
  private List<String> receipts = new ArrayList<>();

  @Override
  TransferOrder step(Session session, String name) throws UsageProblem {
    ReceiveTransferOrderRequest call =
        ReceiveTransferOrderRequest.newBuilder()
            .setName(name)
            .addAllReceipts(Arguments.receipts(receipts))
            .build();
    return session.call(() -> session.client().orders().receiveTransferOrder(call));
  }
}
