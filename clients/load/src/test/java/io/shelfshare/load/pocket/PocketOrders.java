package io.shelfshare.load.pocket;

import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferOrderServiceGrpc.TransferOrderServiceImplBase;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders that take every step they are told. */
public final class PocketOrders extends TransferOrderServiceImplBase {
  public final AtomicInteger received = new AtomicInteger();

  PocketOrders() {}

  @Override
  public void confirmTransferOrder(
      ConfirmTransferOrderRequest request, StreamObserver<TransferOrder> observer) {
    Answers.requireVersion7(request.getRequestId());
    Answers.answer(observer, order(request.getName(), TransferOrder.State.STATE_CONFIRMED));
  }

  @Override
  public void shipTransferOrder(
      ShipTransferOrderRequest request, StreamObserver<TransferOrder> observer) {
    Answers.requireVersion7(request.getRequestId());
    Answers.answer(observer, order(request.getName(), TransferOrder.State.STATE_SHIPPED));
  }

  @Override
  public void receiveTransferOrder(
      ReceiveTransferOrderRequest request, StreamObserver<TransferOrder> observer) {
    Answers.requireVersion7(request.getRequestId());
    received.incrementAndGet();
    Answers.answer(observer, order(request.getName(), TransferOrder.State.STATE_RECEIVED));
  }

  private static TransferOrder order(String name, TransferOrder.State state) {
    return TransferOrder.newBuilder().setName(name).setState(state).build();
  }
}
