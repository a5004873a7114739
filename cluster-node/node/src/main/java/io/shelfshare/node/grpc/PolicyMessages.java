package io.shelfshare.node.grpc;

import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reach;
import io.shelfshare.domain.routing.Reliability;
import io.shelfshare.domain.routing.Ring;
import io.shelfshare.market.v1.Factor;
import io.shelfshare.market.v1.Policy;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policies in the API's words and in the domain's. */
final class PolicyMessages {
  private static final String POLICIES = "policies/";
  private static final int FAR_DEFAULT = 1_000;

  private PolicyMessages() {}

  static String id(String name) {
    return name.substring(POLICIES.length());
  }

  static Policy message(io.shelfshare.domain.routing.Policy policy, boolean published) {
    Policy.Builder message =
        Policy.newBuilder()
            .setName(POLICIES + policy.ref().id())
            .setVersion(policy.ref().version())
            .setDisplayName(policy.displayName())
            .setFarKm(policy.farKilometres())
            .setPublished(published);
    for (Ring ring : policy.rings()) {
      message
          .addRingsBuilder()
          .setAfter(
              com.google.protobuf.Duration.newBuilder()
                  .setSeconds(ring.after().getSeconds())
                  .setNanos(ring.after().getNano()))
          .setWithinKm(ring.reach() instanceof Reach.Within circle ? circle.kilometres() : 0)
          .setRegionLevels(ring.reach() instanceof Reach.SameRegion same ? same.levels() : 0)
          .setHavingIt(ring.havingIt());
    }
    policy
        .weights()
        .forEach(
            (factor, weight) ->
                message
                    .addWeightsBuilder()
                    .setFactor(Factor.valueOf("FACTOR_" + factor.name()))
                    .setWeight(weight));
    return message.build();
  }

  static io.shelfshare.domain.routing.Policy policy(Policy message) {
    SortedMap<io.shelfshare.domain.routing.Factor, Long> weights = new TreeMap<>();
    message
        .getWeightsList()
        .forEach(
            one ->
                weights.put(
                    io.shelfshare.domain.routing.Factor.valueOf(
                        one.getFactor().name().substring("FACTOR_".length())),
                    one.getWeight()));
    return new io.shelfshare.domain.routing.Policy(
        new PolicyRef(id(message.getName()), 0),
        message.getDisplayName(),
        message.getRingsList().stream().map(PolicyMessages::ring).toList(),
        weights,
        message.getFarKm() == 0 ? FAR_DEFAULT : message.getFarKm());
  }

  private static Ring ring(Policy.Ring ring) {
    Reach reach =
        ring.getWithinKm() > 0
            ? new Reach.Within(ring.getWithinKm())
            : ring.getRegionLevels() > 0
                ? new Reach.SameRegion(ring.getRegionLevels())
                : new Reach.Everybody();
    Duration after = Duration.ofSeconds(ring.getAfter().getSeconds(), ring.getAfter().getNanos());
    return new Ring(after, reach, ring.getHavingIt());
  }

  static io.shelfshare.market.v1.Reliability message(String store, Reliability reliability) {
    var message =
        io.shelfshare.market.v1.Reliability.newBuilder()
            .setStore(store)
            .setBasisPoints(reliability.basisPoints())
            .setOrders(reliability.orders());
    for (Reliability.Ending ending : Reliability.Ending.values()) {
      message
          .addPartsBuilder()
          .setEnding(io.shelfshare.market.v1.Reliability.Ending.valueOf("ENDING_" + ending.name()))
          .setWorth(Reliability.worth(ending))
          .setWeight(reliability.weight(ending));
    }
    return message.build();
  }
}
