package io.shelfshare.domain.request;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.routing.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What most requests leave as it is.
 *
 * @param substitutes by asked SKU, those that are as welcome; each belongs to one line
 * @param stages how it is decided, one after the other; empty for the mode alone
 * @param customer opaque token of the customer it is for, also where the store receives the units
 * @param policy pinned when it is posted; {@link Policy#BUILT_IN} where there is no other
 */
public record RequestOptions(
    Kind kind,
    Channel channel,
    Map<SkuId, List<SkuId>> substitutes,
    List<Stage> stages,
    Optional<String> customer,
    Policy policy) {
  /** A call for units from the shop floor, everybody asked at once. */
  public static final RequestOptions USUAL =
      new RequestOptions(
          Kind.DEMAND, Channel.STORE, Map.of(), List.of(), Optional.empty(), Policy.BUILT_IN);

  public RequestOptions {
    Map<SkuId, List<SkuId>> copy = new LinkedHashMap<>();
    substitutes.forEach((sku, others) -> copy.put(sku, List.copyOf(others)));
    substitutes = java.util.Collections.unmodifiableMap(copy);
    stages = List.copyOf(stages);
  }

  /** Which way the units go. */
  public enum Kind {
    /** The poster wants units; whoever grabs supplies them. */
    DEMAND,
    /** The poster offers units; whoever grabs gets them. */
    SUPPLY
  }

  /** Where the wish came from. */
  public enum Channel {
    STORE,
    WEB_SHOP,
    MICRO_SHOP,
    HEADQUARTERS
  }
}
