package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.shelfshare.domain.Mutation;
import io.shelfshare.node.grpc.validation.Fingerprints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes the domain's mutation of a checked request (promise P6). */
final class Mutations {
  private final Clock clock;
  private final Duration notAfterDefault;

  /**
   * @param notAfterDefault how long a mutation may take effect where its client does not say
   */
  Mutations(Clock clock, Duration notAfterDefault) {
    this.clock = clock;
    this.notAfterDefault = notAfterDefault;
  }

  /**
   * @param body what the mutation asks for; {@code request_id} and {@code not_after} in it are left
   *     out of the fingerprint
   */
  Mutation of(Call call, String requestId, Optional<Timestamp> notAfter, Message body) {
    Instant until =
        notAfter.map(Times::instant).orElseGet(() -> clock.instant().plus(notAfterDefault));
    return new Mutation(
        call.caller().actor(), UUID.fromString(requestId), Fingerprints.ofMutation(body), until);
  }
}
