package io.shelfshare.node.journal;

import com.google.protobuf.ByteString;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.journal.v1.MutationKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the mappings of several subjects share. */
final class CommonMapping {
  private CommonMapping() {}

  static MutationKey mutation(Mutation.Key key, String fingerprint) {
    ByteBuffer id = ByteBuffer.allocate(16);
    id.putLong(key.id().getMostSignificantBits()).putLong(key.id().getLeastSignificantBits());
    return MutationKey.newBuilder()
        .setActor(key.actor())
        .setId(ByteString.copyFrom(id.array()))
        .setFingerprint(fingerprint)
        .build();
  }

  static Mutation.Key mutation(MutationKey key) {
    ByteBuffer id = key.getId().asReadOnlyByteBuffer();
    return new Mutation.Key(key.getActor(), new UUID(id.getLong(), id.getLong()));
  }

  static io.shelfshare.journal.v1.Units units(Units units) {
    return io.shelfshare.journal.v1.Units.newBuilder()
        .setSku(units.sku().value())
        .setQuantity(units.quantity())
        .build();
  }

  static List<io.shelfshare.journal.v1.Units> toProto(List<Units> units) {
    return units.stream().map(CommonMapping::units).toList();
  }

  static Units units(io.shelfshare.journal.v1.Units units) {
    return new Units(new SkuId(units.getSku()), units.getQuantity());
  }

  static List<Units> fromProto(List<io.shelfshare.journal.v1.Units> units) {
    return units.stream().map(CommonMapping::units).toList();
  }

  static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
