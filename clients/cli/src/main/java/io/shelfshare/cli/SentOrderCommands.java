package io.shelfshare.cli;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.ArriveTransferOrderRequest;
import io.shelfshare.market.v1.CancelTransferOrderRequest;
import io.shelfshare.market.v1.GiveBackTransferOrderRequest;
import io.shelfshare.market.v1.LiableParty;
import io.shelfshare.market.v1.RecallTransferOrderRequest;
import io.shelfshare.market.v1.ReceiveReturnRequest;
import io.shelfshare.market.v1.ReinstateTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.WriteOffTransferOrderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done to an order beside the usual course. */
final class SentOrderCommands {
  private SentOrderCommands() {}

  /** The asking store takes one order back. */
  @Command(name = "cancel")
  static final class Cancel extends OrderStepCommand {
    @Override
    TransferOrder step(Session session, String name) {
      var call = CancelTransferOrderRequest.newBuilder().setName(name).build();
      return session.call(() -> session.client().orders().cancelTransferOrder(call));
    }
  }

  /** It is at the door. */
  @Command(name = "arrive")
  static final class Arrive extends OrderStepCommand {
    @Override
    TransferOrder step(Session session, String name) {
      var call = ArriveTransferOrderRequest.newBuilder().setName(name).build();
      return session.call(() -> session.client().orders().arriveTransferOrder(call));
    }
  }

  /** The asking store calls back what is in transit. */
  @Command(name = "recall")
  static final class Recall extends OrderStepCommand {
    @Option(names = "--to", paramLabel = "STORE")
    private Optional<String> to = Optional.empty();

    @Override
    TransferOrder step(Session session, String name) {
      var call =
          RecallTransferOrderRequest.newBuilder()
              .setName(name)
              .setReturnStore(to.map(ResourceNames::store).orElse(""))
              .build();
      return session.call(() -> session.client().orders().recallTransferOrder(call));
    }
  }

  /** Who answers for lost units, as it is typed. */
  enum Liable {
    supplier(LiableParty.LIABLE_PARTY_SUPPLIER),
    requester(LiableParty.LIABLE_PARTY_REQUESTER),
    carrier(LiableParty.LIABLE_PARTY_CARRIER);

    private final LiableParty party;

    Liable(LiableParty party) {
      this.party = party;
    }
  }

  /** Overdue units are written off. */
  @Command(name = "write-off")
  static final class WriteOff extends OrderStepCommand {
    @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.lost")
    private List<String> lines = new ArrayList<>();

    @Option(names = "--liable", paramLabel = "PARTY", required = true)
    private Liable liable = Liable.carrier;

    @Override
    TransferOrder step(Session session, String name) throws UsageProblem {
      var call =
          WriteOffTransferOrderRequest.newBuilder()
              .setName(name)
              .addAllLines(Arguments.quantities(lines))
              .setLiable(liable.party)
              .build();
      return session.call(() -> session.client().orders().writeOffTransferOrder(call));
    }
  }

  /** Units that were written off are found. */
  @Command(name = "found")
  static final class Found extends OrderStepCommand {
    @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.found-again")
    private List<String> lines = new ArrayList<>();

    @Override
    TransferOrder step(Session session, String name) throws UsageProblem {
      var call =
          ReinstateTransferOrderRequest.newBuilder()
              .setName(name)
              .addAllLines(Arguments.quantities(lines))
              .build();
      return session.call(() -> session.client().orders().reinstateTransferOrder(call));
    }
  }

  /** A customer gives units back. */
  @Command(name = "give-back")
  static final class GiveBack extends OrderStepCommand {
    @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.given-back")
    private List<String> lines = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "REASON")
    private Trouble reason = Trouble.customer_returned;

    @Option(names = "--photo", paramLabel = "REF")
    private List<String> photos = new ArrayList<>();

    @Option(names = "--customer-at", paramLabel = "LAT,LON")
    private Optional<String> customer = Optional.empty();

    @Override
    TransferOrder step(Session session, String name) throws UsageProblem {
      var call =
          GiveBackTransferOrderRequest.newBuilder()
              .setName(name)
              .addAllLines(Arguments.quantities(lines))
              .setReason(reason.reason())
              .addAllPhotos(photos);
      if (customer.isPresent()) {
        call.setCustomerPlace(Arguments.point(customer.get()));
      }
      return session.call(() -> session.client().orders().giveBackTransferOrder(call.build()));
    }
  }

  /** Refused units came back. */
  @Command(name = "receive-return")
  static final class ReceiveReturn extends OrderStepCommand {
    @Parameters(
        index = "1..*",
        paramLabel = "SKU=GOOD[/DAMAGED]",
        descriptionKey = "param.returned")
    private List<String> receipts = new ArrayList<>();

    @Option(names = "--photo", paramLabel = "REF")
    private List<String> photos = new ArrayList<>();

    @Override
    TransferOrder step(Session session, String name) throws UsageProblem {
      var call =
          ReceiveReturnRequest.newBuilder()
              .setName(name)
              .addAllReceipts(Arguments.returns(receipts, photos))
              .build();
      return session.call(() -> session.client().orders().receiveReturn(call));
    }
  }
}
