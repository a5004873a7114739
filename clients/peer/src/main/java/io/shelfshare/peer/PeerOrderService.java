package io.shelfshare.peer;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferOrderServiceGrpc.TransferOrderServiceImplBase;
import java.util.List;

/**
 * An order's life, a statement a step. The schema has no state for a confirmation, so that one only
 * looks whether the order may be confirmed, and writes nothing.
 */
final class PeerOrderService extends TransferOrderServiceImplBase {
  private static final String OF_REQUEST =
      " AS done, requester, winner, sku, qty FROM inv.request r WHERE id = ? AND state <> 0";
  private static final String CONFIRM = "SELECT CASE WHEN state = 1 THEN 1 ELSE 0 END" + OF_REQUEST;
  private static final String SHIP = "SELECT inv.ship(r.id, r.winner)" + OF_REQUEST;
  private static final String RECEIVE = "SELECT inv.receive(r.id, r.requester)" + OF_REQUEST;

  private final Database database;
  private final Directory directory;

  PeerOrderService(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  private record Step(int done, int requester, int supplier, int sku, int quantity) {}

  @Override
  public void confirmTransferOrder(
      ConfirmTransferOrderRequest call, StreamObserver<TransferOrder> observer) {
    Refused.answer(
        observer, () -> step(CONFIRM, call.getName(), TransferOrder.State.STATE_CONFIRMED));
  }

  @Override
  public void shipTransferOrder(
      ShipTransferOrderRequest call, StreamObserver<TransferOrder> observer) {
    Refused.answer(observer, () -> step(SHIP, call.getName(), TransferOrder.State.STATE_SHIPPED));
  }

  @Override
  public void receiveTransferOrder(
      ReceiveTransferOrderRequest call, StreamObserver<TransferOrder> observer) {
    Refused.answer(
        observer, () -> step(RECEIVE, call.getName(), TransferOrder.State.STATE_RECEIVED));
  }

  private TransferOrder step(String sql, String name, TransferOrder.State state) {
    long id = Names.orderId(name);
    List<Step> steps =
        database.rows(
            sql,
            statement -> statement.setLong(1, id),
            row ->
                new Step(
                    row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)));
    if (steps.isEmpty()) {
      throw new Refused(Status.Code.NOT_FOUND, "NOT_FOUND");
    }
    Step step = steps.get(0);
    if (step.done() != 1) {
      throw new Refused(Status.Code.FAILED_PRECONDITION, "ORDER_STATE");
    }
    return TransferOrder.newBuilder()
        .setName(name)
        .setTransferRequest(Names.request(id))
        .setSupplierStore(directory.store(step.supplier()).getName())
        .setRequestingStore(directory.store(step.requester()).getName())
        .addLines(line(step, state))
        .setState(state)
        .build();
  }

  private OrderLine line(Step step, TransferOrder.State state) {
    OrderLine.Builder line =
        OrderLine.newBuilder()
            .setSku(directory.sku(step.sku()).getName())
            .setAwarded(step.quantity());
    return switch (state) {
      case STATE_SHIPPED -> line.setShipped(step.quantity()).setInTransit(step.quantity()).build();
      case STATE_RECEIVED -> line.setShipped(step.quantity()).setAccepted(step.quantity()).build();
      default -> line.setPending(step.quantity()).build();
    };
  }
}
