package io.shelfshare.node.journal;

import io.shelfshare.domain.routing.Factor;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reach;
import io.shelfshare.domain.routing.Ring;
import io.shelfshare.domain.routing.Score;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policies and scores. */
final class PolicyMapping {
  private PolicyMapping() {}

  static io.shelfshare.journal.v1.Policy toProto(Policy policy) {
    var proto =
        io.shelfshare.journal.v1.Policy.newBuilder()
            .setId(policy.ref().id())
            .setVersion(policy.ref().version())
            .setDisplayName(policy.displayName())
            .setFarKilometres(policy.farKilometres());
    for (Ring ring : policy.rings()) {
      proto
          .addRingsBuilder()
          .setAfterMillis(ring.after().toMillis())
          .setKilometres(ring.reach() instanceof Reach.Within circle ? circle.kilometres() : 0)
          .setRegionLevels(ring.reach() instanceof Reach.SameRegion same ? same.levels() : 0)
          .setHavingIt(ring.havingIt());
    }
    policy
        .weights()
        .forEach(
            (factor, weight) ->
                proto.addWeightsBuilder().setFactor(factor.name()).setWeight(weight));
    return proto.build();
  }

  static Policy fromProto(io.shelfshare.journal.v1.Policy proto) {
    SortedMap<Factor, Long> weights = new TreeMap<>();
    proto
        .getWeightsList()
        .forEach(one -> weights.put(Factor.valueOf(one.getFactor()), one.getWeight()));
    return new Policy(
        new PolicyRef(proto.getId(), proto.getVersion()),
        proto.getDisplayName(),
        proto.getRingsList().stream().map(PolicyMapping::ring).toList(),
        weights,
        proto.getFarKilometres());
  }

  private static Ring ring(io.shelfshare.journal.v1.Policy.Ring proto) {
    Reach reach =
        proto.getKilometres() > 0
            ? new Reach.Within(proto.getKilometres())
            : proto.getRegionLevels() > 0
                ? new Reach.SameRegion(proto.getRegionLevels())
                : new Reach.Everybody();
    return new Ring(Duration.ofMillis(proto.getAfterMillis()), reach, proto.getHavingIt());
  }

  static io.shelfshare.journal.v1.PolicyRef toProto(PolicyRef ref) {
    return io.shelfshare.journal.v1.PolicyRef.newBuilder()
        .setId(ref.id())
        .setVersion(ref.version())
        .build();
  }

  static PolicyRef fromProto(io.shelfshare.journal.v1.PolicyRef proto) {
    return new PolicyRef(proto.getId(), proto.getVersion());
  }

  static io.shelfshare.journal.v1.Score toProto(Score score) {
    var proto = io.shelfshare.journal.v1.Score.newBuilder().setTotal(score.total());
    for (Score.Part part : score.parts()) {
      proto
          .addPartsBuilder()
          .setFactor(part.factor().name())
          .setValue(part.value())
          .setWeight(part.weight());
    }
    return proto.build();
  }

  static Score fromProto(io.shelfshare.journal.v1.Score proto) {
    return new Score(
        proto.getTotal(),
        proto.getPartsList().stream()
            .map(
                part ->
                    new Score.Part(
                        Factor.valueOf(part.getFactor()), part.getValue(), part.getWeight()))
            .toList());
  }
}
