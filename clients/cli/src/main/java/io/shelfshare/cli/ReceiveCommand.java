package io.shelfshare.cli;

import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Units arrived at the asking store. */
@Command(name = "receive")
final class ReceiveCommand extends OrderStepCommand {
  @Parameters(
      index = "1..*",
      paramLabel = "SKU=ACCEPTED[/DAMAGED[/REFUSED[/SURPLUS]]]",
      descriptionKey = "param.received")
  private List<String> receipts = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "REASON")
  private Trouble reason = Trouble.damaged;

  @Option(names = "--photo", paramLabel = "REF")
  private List<String> photos = new ArrayList<>();

  @Option(names = "--customer-at", paramLabel = "LAT,LON")
  private Optional<String> customer = Optional.empty();

  @Override
  TransferOrder step(Session session, String name) throws UsageProblem {
    ReceiveTransferOrderRequest.Builder call =
        ReceiveTransferOrderRequest.newBuilder()
            .setName(name)
            .addAllReceipts(Arguments.receipts(receipts, reason.reason(), photos));
    if (customer.isPresent()) {
      call.setCustomerPlace(Arguments.point(customer.get()));
    }
    return session.call(() -> session.client().orders().receiveTransferOrder(call.build()));
  }
}
