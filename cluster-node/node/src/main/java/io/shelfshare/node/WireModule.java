package io.shelfshare.node;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.Reach;

/**
 * Names the kinds of the domain's sealed types in messages between nodes, which the domain, being
 * plain Java, cannot do itself. Named in {@code application.conf}.
 */
public final class WireModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  public WireModule() {
    super("shelfshare");
    setMixInAnnotation(Turn.class, Turns.class);
    setMixInAnnotation(Reach.class, Reaches.class);
    setMixInAnnotation(OrderCommand.class, OrderCommands.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Turn.FirstCome.class, name = "first-come"),
    @JsonSubTypes.Type(value = Turn.Collecting.class, name = "collecting"),
    @JsonSubTypes.Type(value = Turn.Deciding.class, name = "deciding"),
    @JsonSubTypes.Type(value = Turn.Decided.class, name = "decided"),
    @JsonSubTypes.Type(value = Turn.Asking.class, name = "asking")
  })
  private interface Turns {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Reach.Within.class, name = "within"),
    @JsonSubTypes.Type(value = Reach.SameRegion.class, name = "same-region"),
    @JsonSubTypes.Type(value = Reach.Everybody.class, name = "everybody")
  })
  private interface Reaches {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = OrderCommand.Confirm.class, name = "confirm"),
    @JsonSubTypes.Type(value = OrderCommand.Pack.class, name = "pack"),
    @JsonSubTypes.Type(value = OrderCommand.Ship.class, name = "ship"),
    @JsonSubTypes.Type(value = OrderCommand.Arrive.class, name = "arrive"),
    @JsonSubTypes.Type(value = OrderCommand.Receive.class, name = "receive"),
    @JsonSubTypes.Type(value = OrderCommand.Recall.class, name = "recall"),
    @JsonSubTypes.Type(value = OrderCommand.ConfirmLost.class, name = "confirm-lost"),
    @JsonSubTypes.Type(value = OrderCommand.Find.class, name = "find"),
    @JsonSubTypes.Type(value = OrderCommand.GiveBack.class, name = "give-back"),
    @JsonSubTypes.Type(value = OrderCommand.ReceiveReturn.class, name = "receive-return"),
    @JsonSubTypes.Type(value = OrderCommand.Release.class, name = "release"),
    @JsonSubTypes.Type(value = OrderCommand.Withdraw.class, name = "withdraw")
  })
  private interface OrderCommands {}
}
