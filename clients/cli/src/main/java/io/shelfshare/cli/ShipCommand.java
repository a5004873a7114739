package io.shelfshare.cli;

import io.shelfshare.market.v1.ReleaseReason;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.Shipment;
import io.shelfshare.market.v1.TransferOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The units left the supplying store. */
@Command(name = "ship")
final class ShipCommand extends OrderStepCommand {
  @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.shipped")
  private List<String> lines = new ArrayList<>();

  @Option(names = "--carrier", paramLabel = "NAME")
  private String carrier = "";

  @Option(names = "--tracking", paramLabel = "NUMBER")
  private String tracking = "";

  @Option(names = "--arrive-by", paramLabel = "TIME")
  private Optional<String> arriveBy = Optional.empty();

  @Option(names = "--reason", paramLabel = "REASON")
  private Optional<GiveUpReason> reason = Optional.empty();

  @Override
  TransferOrder step(Session session, String name) throws UsageProblem {
    Shipment.Builder shipment =
        Shipment.newBuilder().setCarrier(carrier).setTrackingNumber(tracking);
    if (arriveBy.isPresent()) {
      shipment.setArriveBy(Arguments.time(arriveBy.get(), session.clock()));
    }
    ShipTransferOrderRequest call =
        ShipTransferOrderRequest.newBuilder()
            .setName(name)
            .addAllLines(Arguments.quantities(lines))
            .setShortReason(
                reason.map(GiveUpReason::reason).orElse(ReleaseReason.RELEASE_REASON_UNSPECIFIED))
            .setShipment(shipment)
            .build();
    return session.call(() -> session.client().orders().shipTransferOrder(call));
  }
}
