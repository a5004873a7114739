package io.shelfshare.node.journal;

import io.shelfshare.domain.routing.PolicyEvent;
import java.time.Instant;

/** Events of policies. */
final class PolicyEventMapping {
  private PolicyEventMapping() {}

  static io.shelfshare.journal.v1.PolicyEvent toProto(PolicyEvent event) {
    var proto =
        io.shelfshare.journal.v1.PolicyEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli());
    if (event instanceof PolicyEvent.Created e) {
      proto
          .setMutation(CommonMapping.mutation(e.mutation(), e.fingerprint()))
          .setCreated(PolicyMapping.toProto(e.policy()));
    } else if (event instanceof PolicyEvent.Published e) {
      proto
          .setMutation(CommonMapping.mutation(e.mutation(), e.fingerprint()))
          .setPublished(PolicyMapping.toProto(e.ref()));
    }
    return proto.build();
  }

  static PolicyEvent fromProto(io.shelfshare.journal.v1.PolicyEvent proto) {
    Instant at = CommonMapping.at(proto.getAtMillis());
    var mutation = CommonMapping.mutation(proto.getMutation());
    String fingerprint = proto.getMutation().getFingerprint();
    return switch (proto.getEventCase()) {
      case CREATED ->
          new PolicyEvent.Created(
              at, PolicyMapping.fromProto(proto.getCreated()), mutation, fingerprint);
      case PUBLISHED ->
          new PolicyEvent.Published(
              at, PolicyMapping.fromProto(proto.getPublished()), mutation, fingerprint);
      case EVENT_NOT_SET -> throw new IllegalStateException("A policy event of a later format");
    };
  }
}
