package io.shelfshare.node.grpc;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.market.v1.Award;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Permissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests in the API's words and in the domain's, with what the reader may not see left out. */
final class RequestMessages {
  private final Permissions permissions;
  private final DirectoryGateway directory;

  RequestMessages(Permissions permissions, DirectoryGateway directory) {
    this.permissions = permissions;
    this.directory = directory;
  }

  /**
   * A request as {@code reader} may see it (promise P7).
   *
   * @param from whose view it is, for the distance; empty for nobody's
   */
  TransferRequest message(RequestView view, Caller reader, Optional<StoreId> from) {
    RequestSpec spec = view.spec();
    TransferRequest.Builder message =
        TransferRequest.newBuilder()
            .setName(Names.of(view.id()))
            .setStore(Names.of(spec.store()))
            .setMode(CourseMessages.mode(spec.mode()))
            .setDestination(destination(spec.customerReference(), spec.store()))
            .setExpireTime(Times.timestamp(spec.expireAt()))
            .setAllOrNothing(spec.allOrNothing())
            .setSplitLimit(spec.splitLimit())
            .setNote(spec.note())
            .setState(state(view.state()))
            .setCreateTime(Times.timestamp(view.postedAt()))
            .setUpdateTime(Times.timestamp(view.updatedAt()))
            .setVersion(view.version())
            .setDistanceKm(distance(from, spec.store()));
    spec.neededBy().ifPresent(time -> message.setNeededBy(Times.timestamp(time)));
    view.lines().forEach(line -> message.addLines(line(spec, line)));
    boolean all = permissions.maySeeAwards(reader, spec.store());
    view.awards().stream()
        .filter(award -> all || permissions.mayActFor(reader, award.taker()))
        .forEach(award -> message.addAwards(award(spec, award)));
    options(spec, all, message);
    return message
        .setProgress(
            CourseMessages.progress(
                spec, view.course(), all, store -> permissions.mayActFor(reader, store)))
        .build();
  }

  private static void options(RequestSpec spec, boolean asker, TransferRequest.Builder message) {
    RequestOptions options = spec.options();
    message
        .setKind(TransferRequest.Kind.valueOf("KIND_" + options.kind().name()))
        .setChannel(TransferRequest.Channel.valueOf("CHANNEL_" + options.channel().name()))
        .setPolicy(CourseMessages.policy(options.policy().ref()))
        .setPolicyVersion(options.policy().ref().version());
    if (asker) {
      options.customer().ifPresent(message::setCustomer);
    }
    CourseMessages.put(spec, message);
  }

  static GrabTransferRequestResponse won(io.shelfshare.domain.request.Award award) {
    GrabTransferRequestResponse.Builder message =
        GrabTransferRequestResponse.newBuilder()
            .setTransferOrder(Names.of(award.order()))
            .setAwardTime(Times.timestamp(award.at()))
            .setConfirmBy(Times.timestamp(award.confirmBy()));
    award.lines().forEach(units -> message.addLines(CourseMessages.quantity(units)));
    return message.build();
  }

  /** What a store asks for; {@code region} is pinned from the directory, and the policy. */
  static RequestSpec spec(Store store, TransferRequest message, Policy policy) {
    List<Units> lines =
        message.getLinesList().stream()
            .map(line -> new Units(Names.sku(line.getSku()), line.getQuantity()))
            .toList();
    Destination to = message.getDestination();
    return new RequestSpec(
        store.id(),
        lines,
        CourseMessages.mode(message.getMode()),
        to.hasCustomerReference() ? Optional.of(to.getCustomerReference()) : Optional.empty(),
        Times.instant(message.getExpireTime()),
        message.hasNeededBy()
            ? Optional.of(Times.instant(message.getNeededBy()))
            : Optional.empty(),
        message.getAllOrNothing(),
        message.getSplitLimit(),
        message.getNote(),
        store.place().region(),
        new RequestOptions(
            CourseMessages.kind(message.getKind()),
            CourseMessages.channel(message.getChannel()),
            substitutes(message),
            CourseMessages.stages(message),
            Optional.of(message.getCustomer()).filter(token -> !token.isEmpty()),
            policy));
  }

  private static Map<SkuId, List<SkuId>> substitutes(TransferRequest message) {
    Map<SkuId, List<SkuId>> substitutes = new LinkedHashMap<>();
    message.getLinesList().stream()
        .filter(line -> line.getSubstitutesCount() > 0)
        .forEach(
            line ->
                substitutes.put(
                    Names.sku(line.getSku()),
                    line.getSubstitutesList().stream().map(Names::sku).toList()));
    return substitutes;
  }

  /** Only what a client says when it posts: the rest is ours, and no part of the body. */
  static TransferRequest input(TransferRequest message) {
    TransferRequest.Builder input =
        message.toBuilder()
            .clearName()
            .clearStore()
            .clearState()
            .clearCreateTime()
            .clearUpdateTime()
            .clearVersion()
            .clearAwards()
            .clearDistanceKm()
            .clearPolicyVersion()
            .clearProgress()
            .clearLines();
    for (RequestLine line : message.getLinesList()) {
      input.addLines(
          RequestLine.newBuilder()
              .setSku(line.getSku())
              .setQuantity(line.getQuantity())
              .addAllSubstitutes(line.getSubstitutesList()));
    }
    return input.build();
  }

  static List<Units> units(List<Quantity> quantities) {
    return quantities.stream()
        .map(one -> new Units(Names.sku(one.getSku()), one.getQuantity()))
        .toList();
  }

  static Destination destination(Optional<String> customerReference, StoreId requester) {
    Destination.Builder to = Destination.newBuilder();
    return customerReference
        .map(to::setCustomerReference)
        .orElseGet(() -> to.setStore(Names.of(requester)))
        .build();
  }

  private double distance(Optional<StoreId> from, StoreId to) {
    Optional<Place> here = from.flatMap(directory::store).map(Store::place);
    Optional<Place> there = directory.store(to).map(Store::place);
    return here.isPresent() && there.isPresent()
        ? Distances.kilometres(here.get(), there.get())
        : 0;
  }

  static Award award(RequestSpec spec, io.shelfshare.domain.request.Award award) {
    Award.Builder message =
        Award.newBuilder()
            .setTransferOrder(Names.of(award.order()))
            .setStore(Names.of(award.store()))
            .setReceivingStore(Names.of(award.receiver().orElse(spec.store())))
            .setAwardTime(Times.timestamp(award.at()));
    award.lines().forEach(units -> message.addLines(CourseMessages.quantity(units)));
    return message.build();
  }

  private static RequestLine line(RequestSpec spec, RequestView.Line line) {
    return RequestLine.newBuilder()
        .addAllSubstitutes(
            spec.options().substitutes().getOrDefault(line.sku(), List.of()).stream()
                .map(Names::of)
                .toList())
        .setSku(Names.of(line.sku()))
        .setQuantity(line.quantity())
        .setCovered(line.covered())
        .setOpen(line.open())
        .setReceived(line.received())
        .build();
  }

  private static TransferRequest.State state(RequestView.State state) {
    return switch (state) {
      case OPEN -> TransferRequest.State.STATE_OPEN;
      case PARTLY_COVERED -> TransferRequest.State.STATE_PARTLY_COVERED;
      case COVERED -> TransferRequest.State.STATE_COVERED;
      case FULFILLED -> TransferRequest.State.STATE_FULFILLED;
      case CLOSED -> TransferRequest.State.STATE_CLOSED;
      case EXPIRED -> TransferRequest.State.STATE_EXPIRED;
      case CANCELLED -> TransferRequest.State.STATE_CANCELLED;
    };
  }
}
