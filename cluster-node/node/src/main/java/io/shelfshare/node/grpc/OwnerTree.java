package io.shelfshare.node.grpc;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.node.grpc.References.NamedOwner;
import io.shelfshare.node.grpc.error.Expected;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Whether a batch of owners still makes a tree with those that are in the directory. */
final class OwnerTree {
  private OwnerTree() {}

  /** Parents that the batch names and does not bring along. */
  static List<NamedOwner> parentsOutside(List<Owner> batch) {
    Map<OwnerId, Owner> brought = byId(batch);
    return IntStream.range(0, batch.size())
        .boxed()
        .flatMap(
            i ->
                batch.get(i).parent().stream()
                    .filter(parent -> !brought.containsKey(parent))
                    .map(parent -> new NamedOwner("owners[" + i + "].parent_owner", parent)))
        .toList();
  }

  /**
   * @param known owners in the directory
   * @throws io.shelfshare.node.grpc.error.CallFailed naming the first owner that is above itself
   */
  static void checkNoRing(List<Owner> batch, Function<OwnerId, Optional<Owner>> known) {
    Map<OwnerId, Owner> brought = byId(batch);
    for (int i = 0; i < batch.size(); i++) {
      Set<OwnerId> seen = new HashSet<>();
      Optional<OwnerId> above = Optional.of(batch.get(i).id());
      while (above.isPresent()) {
        OwnerId id = above.get();
        if (!seen.add(id)) {
          throw Checks.wrong(
              "owners[" + i + "].parent_owner",
              batch.get(i).parent().map(Names::of).orElse(""),
              Expected.of("no_ring"));
        }
        above =
            Optional.ofNullable(brought.get(id)).or(() -> known.apply(id)).flatMap(Owner::parent);
      }
    }
  }

  private static Map<OwnerId, Owner> byId(List<Owner> batch) {
    Map<OwnerId, Owner> byId = new HashMap<>();
    batch.forEach(owner -> byId.put(owner.id(), owner));
    return byId;
  }
}
