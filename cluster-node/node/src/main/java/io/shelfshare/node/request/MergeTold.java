package io.shelfshare.node.request;

import akka.actor.typed.ActorRef;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.request.Cancellation;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.node.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The last step of a merge: the target is told what it is to ask for until it has answered. That it
 * has is only known to this incarnation; the next one asks again and hears the same. Confined to
 * the source's entity.
 */
final class MergeTold {
  /** The target remembers for a week what it took over. */
  private static final Duration TOLD_FOR = Duration.ofDays(1);

  private final RequestId source;
  private final Market market;
  private final ActorRef<CourseCommands.Absorbed> answers;
  private boolean answered;

  MergeTold(RequestId source, Market market, ActorRef<CourseCommands.Absorbed> answers) {
    this.source = source;
    this.market = market;
    this.answers = answers;
  }

  void answered() {
    answered = true;
  }

  /** Whether the target has yet to answer. */
  boolean isPending(TransferRequest request) {
    return pending(request).isPresent();
  }

  void tell(TransferRequest request) {
    pending(request)
        .ifPresent(
            merge ->
                market
                    .request(merge.target())
                    .tell(new CourseCommands.Absorb(source, merge.lines(), answers)));
  }

  private Optional<Cancellation.Merge> pending(TransferRequest request) {
    Instant now = market.clock().instant();
    return answered
        ? Optional.empty()
        : request
            .posted()
            .flatMap(posted -> posted.cancelled())
            .filter(cancelled -> now.isBefore(cancelled.at().plus(TOLD_FOR)))
            .flatMap(Cancellation::merge);
  }
}
