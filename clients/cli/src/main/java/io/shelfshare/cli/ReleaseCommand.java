package io.shelfshare.cli;

import io.shelfshare.market.v1.ReleaseTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The supplier gives an order up. */
@Command(name = "release")
final class ReleaseCommand extends OrderStepCommand {
  @Option(names = "--reason", paramLabel = "REASON", required = true)
  private GiveUpReason reason = GiveUpReason.busy;

  @Override
  TransferOrder step(Session session, String name) {
    ReleaseTransferOrderRequest call =
        ReleaseTransferOrderRequest.newBuilder().setName(name).setReason(reason.reason()).build();
    return session.call(() -> session.client().orders().releaseTransferOrder(call));
  }
}
