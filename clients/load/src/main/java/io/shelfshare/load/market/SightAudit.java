package io.shelfshare.load.market;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.CancelTransferRequestRequest;
import io.shelfshare.market.v1.CheckBooksRequest;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.ListTransferOrderEventsRequest;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Judges P7 from outside: each store tries what is not its to do and to see, and must get nowhere.
 * What it tries would change the chain if it got anywhere.
 */
public final class SightAudit {
  /** What is tried of each kind by each store; the market has thousands. */
  private static final int TRIES = 5;

  private static final Set<String> NO = Set.of("NOT_ALLOWED", "NOT_FOUND");

  private final Map<String, String> owners;
  private final ChainPicture picture;
  private final List<Violation> violations = new ArrayList<>();

  private SightAudit(Map<String, String> owners, ChainPicture picture) {
    this.owners = Map.copyOf(owners);
    this.picture = picture;
  }

  /**
   * Everything that a store could do or see that is not its own.
   *
   * @param clerks a client of each store, with that store's token
   * @param owners the owner of each store, by resource names
   */
  public static List<Violation> judge(
      Map<String, ShelfshareClient> clerks, Map<String, String> owners, ChainPicture picture) {
    SightAudit audit = new SightAudit(owners, picture);
    clerks.forEach(audit::tryEverything);
    return List.copyOf(audit.violations);
  }

  private void tryEverything(String store, ShelfshareClient client) {
    picture.orders().values().stream()
        .filter(order -> !isParty(store, order))
        .limit(TRIES)
        .forEach(order -> meddle(store, client, order));
    picture.requests().values().stream()
        .filter(request -> !request.getStore().equals(store))
        .limit(TRIES)
        .forEach(request -> meddle(store, client, request));
    picture.requests().values().stream()
        .filter(request -> request.getAwardsCount() > 0)
        .limit(TRIES)
        .forEach(request -> awardsOfOthersStayHidden(store, client, request));
    picture.lines().stream()
        .filter(line -> !isOfOwner(store, line))
        .limit(TRIES)
        .forEach(line -> meddle(store, client, line));
    refused(
        store,
        "adding up the books",
        () -> client.settlement().checkBooks(CheckBooksRequest.getDefaultInstance()));
  }

  private static boolean isParty(String store, TransferOrder order) {
    return store.equals(order.getSupplierStore()) || store.equals(order.getRequestingStore());
  }

  private boolean isOfOwner(String store, StockLine line) {
    return Objects.equals(owners.get(store), owners.get(storeOf(line)));
  }

  private static String storeOf(StockLine line) {
    return line.getName().substring(0, line.getName().indexOf("/stockLines/"));
  }

  private void meddle(String store, ShelfshareClient client, TransferOrder order) {
    String name = order.getName();
    refused(
        store,
        "reading " + name,
        () ->
            client
                .orders()
                .getTransferOrder(GetTransferOrderRequest.newBuilder().setName(name).build()));
    refused(
        store,
        "reading the history of " + name,
        () ->
            client
                .history()
                .listTransferOrderEvents(
                    ListTransferOrderEventsRequest.newBuilder().setParent(name).build()));
    refused(
        store,
        "confirming " + name,
        () ->
            client
                .orders()
                .confirmTransferOrder(
                    ConfirmTransferOrderRequest.newBuilder()
                        .setName(name)
                        .setRequestId(client.requestIds().next())
                        .build()));
  }

  private void meddle(String store, ShelfshareClient client, TransferRequest request) {
    refused(
        store,
        "cancelling " + request.getName(),
        () ->
            client
                .requests()
                .cancelTransferRequest(
                    CancelTransferRequestRequest.newBuilder()
                        .setName(request.getName())
                        .setRequestId(client.requestIds().next())
                        .build()));
    refused(
        store,
        "grabbing " + request.getName() + " for the store that posted it",
        () ->
            client
                .requests()
                .grabTransferRequest(
                    GrabTransferRequestRequest.newBuilder()
                        .setName(request.getName())
                        .setStore(request.getStore())
                        .setRequestId(client.requestIds().next())
                        .addLines(
                            Quantity.newBuilder()
                                .setSku(request.getLines(0).getSku())
                                .setQuantity(1))
                        .build()));
    refused(
        store,
        "listing the orders of " + request.getStore(),
        () ->
            client
                .orders()
                .listTransferOrders(
                    ListTransferOrdersRequest.newBuilder().setParent(request.getStore()).build()));
  }

  private void awardsOfOthersStayHidden(
      String store, ShelfshareClient client, TransferRequest request) {
    if (request.getStore().equals(store)) {
      return;
    }
    TransferRequest seen =
        client.call(
            () ->
                client
                    .requests()
                    .getTransferRequest(
                        GetTransferRequestRequest.newBuilder().setName(request.getName()).build()));
    seen.getAwardsList().stream()
        .map(award -> picture.orders().get(award.getTransferOrder()))
        .filter(order -> order == null || !isParty(store, order))
        .forEach(order -> saw(store, "sees an award of another: " + order));
  }

  private void meddle(String store, ShelfshareClient client, StockLine line) {
    refused(
        store,
        "reading " + line.getName(),
        () ->
            client
                .stock()
                .getStockLine(GetStockLineRequest.newBuilder().setName(line.getName()).build()));
    refused(
        store,
        "selling from " + line.getName(),
        () ->
            client
                .stock()
                .recordStockMovements(
                    RecordStockMovementsRequest.newBuilder()
                        .setParent(storeOf(line))
                        .setRequestId(client.requestIds().next())
                        .addMovements(StockMovement.newBuilder().setSku(line.getSku()).setSale(1))
                        .build()));
  }

  private void refused(String store, String what, Supplier<?> call) {
    try {
      saw(store, "got through with " + what + ": " + call.get());
    } catch (RuntimeException failure) {
      String reason = Sender.reason(ShelfshareException.of(failure));
      if (!NO.contains(reason)) {
        saw(store, what + " ended in " + reason);
      }
    }
  }

  private void saw(String store, String words) {
    violations.add(new Violation("P7", "stores/" + ResourceNames.id(store), words));
  }
}
