package io.shelfshare.node.grpc;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.market.v1.GetPastStockLineRequest;
import io.shelfshare.market.v1.GetPastTransferOrderRequest;
import io.shelfshare.market.v1.GetPastTransferRequestRequest;
import io.shelfshare.market.v1.HistoryServiceGrpc;
import io.shelfshare.market.v1.JournalEvent;
import io.shelfshare.market.v1.ListTransferOrderEventsRequest;
import io.shelfshare.market.v1.ListTransferOrderEventsResponse;
import io.shelfshare.market.v1.ListTransferRequestEventsRequest;
import io.shelfshare.market.v1.ListTransferRequestEventsResponse;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.HistoryGateway;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.grpc.gateway.PastEvent;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What happened, from the journals. Who may know is asked of things as they are now: an order's
 * stores never change. Asynchronous: nothing here blocks.
 */
final class HistoryGrpcService extends HistoryServiceGrpc.HistoryServiceImplBase {
  private static final int PAGE_DEFAULT = 100;

  private final HistoryGateway history;
  private final RequestMessages messages;
  private final RequestGateway requests;
  private final OrderGateway orders;
  private final References references;
  private final Permissions permissions;
  private final Replies replies;
  private final Clock clock;

  HistoryGrpcService(Gateways gateways, Shared shared) {
    this.history = gateways.history();
    this.messages = new RequestMessages(shared.permissions(), gateways.directory());
    this.requests = gateways.requests();
    this.orders = gateways.orders();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.replies = shared.replies();
    this.clock = shared.clock();
  }

  @Override
  public void listTransferRequestEvents(
      ListTransferRequestEventsRequest request,
      StreamObserver<ListTransferRequestEventsResponse> out) {
    replies.unary(
        out,
        call -> {
          long after =
              PageTokens.position(request, request.getPageToken(), Long::valueOf).orElse(0L);
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          return ownRequest(request.getParent(), call)
              .thenCompose(id -> history.requestEvents(id, after, size + 1))
              .thenApply(
                  found ->
                      ListTransferRequestEventsResponse.newBuilder()
                          .addAllEvents(messages(Pages.shown(found, size)))
                          .setNextPageToken(
                              Pages.next(
                                  request, found, size, each -> String.valueOf(each.number())))
                          .build());
        });
  }

  @Override
  public void listTransferOrderEvents(
      ListTransferOrderEventsRequest request, StreamObserver<ListTransferOrderEventsResponse> out) {
    replies.unary(
        out,
        call -> {
          long after =
              PageTokens.position(request, request.getPageToken(), Long::valueOf).orElse(0L);
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          return ownOrder(request.getParent(), call)
              .thenCompose(id -> history.orderEvents(id, after, size + 1))
              .thenApply(
                  found ->
                      ListTransferOrderEventsResponse.newBuilder()
                          .addAllEvents(messages(Pages.shown(found, size)))
                          .setNextPageToken(
                              Pages.next(
                                  request, found, size, each -> String.valueOf(each.number())))
                          .build());
        });
  }

  @Override
  public void getPastTransferRequest(
      GetPastTransferRequestRequest request, StreamObserver<TransferRequest> out) {
    replies.unary(
        out,
        call -> {
          Instant time = past(request.getReadTime());
          return ownRequest(request.getName(), call)
              .thenCompose(id -> history.requestAt(id, time))
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(view -> messages.message(view, call.caller(), Optional.empty()));
        });
  }

  @Override
  public void getPastTransferOrder(
      GetPastTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    replies.unary(
        out,
        call -> {
          Instant time = past(request.getReadTime());
          return ownOrder(request.getName(), call)
              .thenCompose(id -> history.orderAt(id, time))
              .thenApply(answer -> OrderMessages.message(Replies.value(answer, request.getName())));
        });
  }

  @Override
  public void getPastStockLine(GetPastStockLineRequest request, StreamObserver<StockLine> out) {
    replies.unary(
        out,
        call -> {
          Instant time = past(request.getReadTime());
          StoreId store = Names.storeOfLine(request.getName());
          Checks.allowed(permissions.mayReadStock(call.caller(), store));
          return references
              .store(store)
              .thenCompose(known -> references.skus(List.of(Names.skuOfLine(request.getName()))))
              .thenCompose(known -> history.lineAt(store, Names.skuOfLine(request.getName()), time))
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(StockMessages::line);
        });
  }

  private Instant past(Timestamp time) {
    Instant asked = Times.instant(time);
    if (asked.isAfter(clock.instant())) {
      throw Checks.wrong("read_time", asked.toString(), Expected.of("past"));
    }
    return asked;
  }

  /** A request that the caller may know all of; else it is not found, as if there were none. */
  private CompletionStage<RequestId> ownRequest(String name, Call call) {
    RequestId id = Names.request(name);
    return requests
        .get(id)
        .thenApply(answer -> Replies.value(answer, name))
        .thenApply(
            view -> {
              if (!permissions.maySeeAwards(call.caller(), view.spec().store())) {
                throw new CallFailed(Fault.notFound(name));
              }
              return id;
            });
  }

  private CompletionStage<OrderId> ownOrder(String name, Call call) {
    OrderId id = Names.order(name);
    return orders
        .get(id)
        .thenApply(answer -> Replies.value(answer, name))
        .thenApply(
            view -> {
              boolean may =
                  permissions.mayViewOrder(
                      call.caller(), view.terms().supplier(), view.terms().requester());
              if (!may) {
                throw new CallFailed(Fault.notFound(name));
              }
              return id;
            });
  }

  private static List<JournalEvent> messages(List<PastEvent> events) {
    return events.stream().map(HistoryGrpcService::message).toList();
  }

  private static JournalEvent message(PastEvent event) {
    return JournalEvent.newBuilder()
        .setSequenceNumber(event.number())
        .setEventTime(Times.timestamp(event.at()))
        .setKind(event.kind())
        .setActor(event.actor())
        .setDetails(struct(event.details()))
        .build();
  }

  private static Struct struct(Map<?, ?> details) {
    Struct.Builder struct = Struct.newBuilder();
    details.forEach((name, value) -> struct.putFields(name.toString(), value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder shown = Value.newBuilder();
    if (value instanceof Number number) {
      return shown.setNumberValue(number.doubleValue()).build();
    } else if (value instanceof Boolean bool) {
      return shown.setBoolValue(bool).build();
    } else if (value instanceof Map<?, ?> map) {
      return shown.setStructValue(struct(map)).build();
    } else if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(each -> values.addValues(value(each)));
      return shown.setListValue(values).build();
    }
    return shown.setStringValue(value.toString()).build();
  }
}
