package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The market. Views hold every award; the edge leaves out what its caller may not see. */
public interface RequestGateway {
  /** Posts a request under the id that the edge made from store and mutation. */
  CompletionStage<Answer<RequestView>> post(RequestId id, RequestSpec spec, Mutation mutation);

  /** From the request itself; {@code NOT_FOUND} where there is none. */
  CompletionStage<Answer<RequestView>> get(RequestId id);

  /** Grabs for {@code supplier}. A retry is answered with the first award. */
  CompletionStage<Answer<Award>> grab(
      RequestId id, StoreId supplier, List<Units> lines, Mutation mutation);

  /** Bids. The edge has checked that the caller may act for the bidding store. */
  CompletionStage<Answer<Bid>> bid(RequestId id, Bid.Terms terms, Mutation mutation);

  /** Takes a bid back; likewise. */
  CompletionStage<Answer<Bid>> withdraw(RequestId id, StoreId store, Mutation mutation);

  /** The asked store refuses; likewise. */
  CompletionStage<Answer<Ask>> decline(
      RequestId id, StoreId store, Ask.DeclineReason reason, Mutation mutation);

  /** Changes a request. The edge has checked that the caller may act for the asking store. */
  CompletionStage<Answer<RequestView>> edit(RequestId id, RequestEdit edit, Mutation mutation);

  /** Takes a request back. The edge has checked that the caller may act for the asking store. */
  CompletionStage<Answer<RequestView>> cancel(RequestId id, String reason, Mutation mutation);

  /**
   * Ends {@code source} and has {@code target}, of the same store, ask for what was open there. The
   * edge has checked both. Goes on by itself once {@code source} has ended.
   *
   * @return the target
   */
  CompletionStage<Answer<RequestView>> merge(RequestId target, RequestId source, Mutation mutation);

  /**
   * At most {@code limit} requests that match, newest first, from the first after {@code after}.
   */
  CompletionStage<Answer<List<RequestView>>> list(
      RequestQuery query, Optional<RequestQuery.Position> after, int limit);

  /** At most {@code limit} of the market that match, the channels by turns, oldest first. */
  CompletionStage<Answer<List<RequestView>>> queue(
      RequestQuery query, RequestQuery.Turns after, int limit);

  /**
   * How many requests of a store are open, by this node's index. Local, immediate, and some
   * milliseconds old: it bounds, it does not decide.
   */
  OpenCount openCount(StoreId store);

  /**
   * Starts a watch: every request that matches, then {@link RequestWatcher#synced}, then changes.
   *
   * @return ends the watch; to be closed once
   */
  Watch watch(RequestQuery query, RequestWatcher watcher);

  /** A running watch. */
  interface Watch extends AutoCloseable {
    /** Ends it. Idempotent, immediate, from any thread; a call already under way may still come. */
    @Override
    void close();
  }
}
