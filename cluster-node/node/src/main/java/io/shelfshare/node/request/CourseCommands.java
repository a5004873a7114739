package io.shelfshare.node.request;

import akka.actor.typed.ActorRef;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.Progress;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.util.List;
import java.util.Optional;

/** What a request hears of bids, asks and edits. */
final class CourseCommands {
  private CourseCommands() {}

  /** A store bids. */
  record PlaceBid(Bid.Terms terms, Mutation mutation, ActorRef<BidAnswered> replyTo)
      implements TransferRequestEntity.Command {}

  /** A store takes its bid back. */
  record Withdraw(StoreId store, Mutation mutation, ActorRef<BidAnswered> replyTo)
      implements TransferRequestEntity.Command {}

  /** Exactly one of the two. */
  record BidAnswered(Optional<Bid> bid, Optional<Refusal> refusal) implements Wire {}

  /** The asked store refuses. */
  record Decline(
      StoreId store, Ask.DeclineReason reason, Mutation mutation, ActorRef<AskAnswered> replyTo)
      implements TransferRequestEntity.Command {}

  /** Exactly one of the two. */
  record AskAnswered(Optional<Ask> ask, Optional<Refusal> refusal) implements Wire {}

  /** The poster changes it. */
  record Edit(RequestEdit edit, Mutation mutation, ActorRef<TransferRequestEntity.Viewed> replyTo)
      implements TransferRequestEntity.Command {}

  /** It ends, and another request of the store is to ask for what is open. */
  record Merge(RequestId target, Mutation mutation, ActorRef<Merged> replyTo)
      implements TransferRequestEntity.Command {}

  /** Exactly one of the two; the units go over to the target. */
  record Merged(Optional<List<Units>> units, Optional<Refusal> refusal) implements Wire {}

  /** It takes over what another request of its store asked for, once. */
  record Absorb(RequestId source, List<Units> units, ActorRef<Absorbed> replyTo)
      implements TransferRequestEntity.Command {}

  /** The units are taken over for good; or are not, and never will be. */
  record Absorbed(Optional<RequestView> view, Optional<Refusal> refusal) implements Wire {}

  /** The target has answered. */
  record AbsorbAnswered() implements TransferRequestEntity.Command {}

  /** What was looked up; nothing where that failed, and it is looked up again in a while. */
  record LookedUp(Progress.Lookup lookup, Optional<List<Facts>> facts)
      implements TransferRequestEntity.Command {}

  /** Something may be due, or able to go on. */
  enum Go implements TransferRequestEntity.Command {
    GO
  }
}
