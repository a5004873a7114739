package io.shelfshare.cli;

import io.shelfshare.market.v1.PackTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import picocli.CommandLine.Command;

/** The supplier packed the units. */
@Command(name = "pack")
final class PackCommand extends OrderStepCommand {
  @Override
  TransferOrder step(Session session, String name) {
    PackTransferOrderRequest call = PackTransferOrderRequest.newBuilder().setName(name).build();
    return session.call(() -> session.client().orders().packTransferOrder(call));
  }
}
