package io.shelfshare.cli;

import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.ReleaseReason;
import io.shelfshare.market.v1.TransferOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The supplier found the units. */
@Command(name = "confirm")
final class ConfirmCommand extends OrderStepCommand {
  @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.found")
  private List<String> found = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "REASON")
  private Optional<GiveUpReason> reason = Optional.empty();

  @Override
  TransferOrder step(Session session, String name) throws UsageProblem {
    ConfirmTransferOrderRequest call =
        ConfirmTransferOrderRequest.newBuilder()
            .setName(name)
            .addAllFound(Arguments.quantities(found))
            .setShortReason(
                reason.map(GiveUpReason::reason).orElse(ReleaseReason.RELEASE_REASON_UNSPECIFIED))
            .build();
    return session.call(() -> session.client().orders().confirmTransferOrder(call));
  }
}
