package io.shelfshare.node;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.module.SimpleModule;
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
}
