package io.shelfshare.node.request;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.node.Market;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.OpenCount;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RequestWatcher;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.readside.MarketBoard;
import io.shelfshare.node.stock.StoreStockEntity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests as the edge reaches them: the request itself, this node's board, or the table. */
public final class ShardedRequests implements RequestGateway {
  private static final int LOOKED_AT_AT_ONCE = 200;

  private final ActorSystem<?> system;
  private final Market market;
  private final Duration answerWithin;

  public ShardedRequests(ActorSystem<?> system, Market market) {
    this.system = system;
    this.market = market;
    this.answerWithin = market.settings().answerWithin();
  }

  @Override
  public CompletionStage<Answer<RequestView>> post(
      RequestId id, RequestSpec spec, Mutation mutation) {
    return ask(id, replyTo -> new TransferRequestEntity.Post(spec, mutation, replyTo));
  }

  @Override
  public CompletionStage<Answer<RequestView>> get(RequestId id) {
    return market
        .coveredHere()
        .view(id)
        .<CompletionStage<Answer<RequestView>>>map(
            view -> CompletableFuture.completedFuture(Answer.ok(view)))
        .orElseGet(() -> ask(id, TransferRequestEntity.Get::new));
  }

  @Override
  public CompletionStage<Answer<RequestView>> cancel(
      RequestId id, String reason, Mutation mutation) {
    return ask(id, replyTo -> new TransferRequestEntity.Cancel(reason, mutation, replyTo));
  }

  private CompletionStage<Answer<RequestView>> ask(
      RequestId id,
      Function<ActorRef<TransferRequestEntity.Viewed>, TransferRequestEntity.Command> command) {
    return market
        .asks()
        .<TransferRequestEntity.Command, TransferRequestEntity.Viewed>ask(
            market.request(id), command, answerWithin)
        .thenApply(
            viewed ->
                viewed
                    .view()
                    .map(Answer::ok)
                    .orElseGet(() -> Answer.refused(viewed.refusal().orElseThrow())));
  }

  @Override
  public CompletionStage<Answer<Award>> grab(
      RequestId id, StoreId supplier, List<Units> lines, Mutation mutation) {
    return market
        .coveredHere()
        .refusal(id, supplier, lines, mutation, market.clock().instant())
        .<CompletionStage<Answer<Award>>>map(
            lost -> CompletableFuture.completedFuture(Answer.refused(lost)))
        .orElseGet(() -> askToGrab(id, supplier, lines, mutation));
  }

  private CompletionStage<Answer<Award>> askToGrab(
      RequestId id, StoreId supplier, List<Units> lines, Mutation mutation) {
    return market
        .asks()
        .<TransferRequestEntity.Command, TransferRequestEntity.Grabbed>ask(
            market.request(id),
            replyTo -> new TransferRequestEntity.Grab(supplier, lines, mutation, replyTo),
            answerWithin)
        .thenApply(
            grabbed ->
                grabbed
                    .award()
                    .map(Answer::ok)
                    .orElseGet(() -> Answer.refused(grabbed.refusal().orElseThrow())));
  }

  @Override
  public CompletionStage<Answer<RequestView>> edit(
      RequestId id, RequestEdit edit, Mutation mutation) {
    return ask(id, replyTo -> new CourseCommands.Edit(edit, mutation, replyTo));
  }

  @Override
  public CompletionStage<Answer<RequestView>> merge(
      RequestId target, RequestId source, Mutation mutation) {
    return market
        .asks()
        .<TransferRequestEntity.Command, CourseCommands.Merged>ask(
            market.request(source),
            replyTo -> new CourseCommands.Merge(target, mutation, replyTo),
            answerWithin)
        .thenCompose(
            merged ->
                merged
                    .units()
                    .map(units -> absorb(target, source, units))
                    .orElseGet(
                        () ->
                            CompletableFuture.completedFuture(
                                Answer.refused(merged.refusal().orElseThrow()))));
  }

  /** The source tells the target as well; whoever comes second changes nothing. */
  private CompletionStage<Answer<RequestView>> absorb(
      RequestId target, RequestId source, List<Units> units) {
    return market
        .asks()
        .<TransferRequestEntity.Command, CourseCommands.Absorbed>ask(
            market.request(target),
            replyTo -> new CourseCommands.Absorb(source, units, replyTo),
            answerWithin)
        .thenApply(
            absorbed ->
                absorbed
                    .view()
                    .map(Answer::ok)
                    .orElseGet(() -> Answer.refused(absorbed.refusal().orElseThrow())));
  }

  @Override
  public CompletionStage<Answer<Bid>> bid(RequestId id, Bid.Terms terms, Mutation mutation) {
    return askBid(id, replyTo -> new CourseCommands.PlaceBid(terms, mutation, replyTo));
  }

  @Override
  public CompletionStage<Answer<Bid>> withdraw(RequestId id, StoreId store, Mutation mutation) {
    return askBid(id, replyTo -> new CourseCommands.Withdraw(store, mutation, replyTo));
  }

  private CompletionStage<Answer<Bid>> askBid(
      RequestId id,
      Function<ActorRef<CourseCommands.BidAnswered>, TransferRequestEntity.Command> command) {
    return market
        .asks()
        .<TransferRequestEntity.Command, CourseCommands.BidAnswered>ask(
            market.request(id), command, answerWithin)
        .thenApply(
            answered ->
                answered
                    .bid()
                    .map(Answer::ok)
                    .orElseGet(() -> Answer.refused(answered.refusal().orElseThrow())));
  }

  @Override
  public CompletionStage<Answer<Ask>> decline(
      RequestId id, StoreId store, Ask.DeclineReason reason, Mutation mutation) {
    return market
        .asks()
        .<TransferRequestEntity.Command, CourseCommands.AskAnswered>ask(
            market.request(id),
            replyTo -> new CourseCommands.Decline(store, reason, mutation, replyTo),
            answerWithin)
        .thenApply(
            answered ->
                answered
                    .ask()
                    .map(Answer::ok)
                    .orElseGet(() -> Answer.refused(answered.refusal().orElseThrow())));
  }

  @Override
  public CompletionStage<Answer<List<RequestView>>> list(
      RequestQuery query, Optional<RequestQuery.Position> after, int limit) {
    if (query.scope() == RequestQuery.Scope.POSTED && query.store().isPresent()) {
      return market
          .readSide()
          .postedRequests()
          .list(query.store().get(), after, limit, market.clock().instant())
          .thenApply(Answer::ok);
    }
    return walk(
            query,
            limit,
            after,
            (from, most) -> listOpen(query, from, most),
            (from, shown) -> Optional.of(RequestQuery.Position.of(shown.get(shown.size() - 1))))
        .thenApply(Answer::ok);
  }

  @Override
  public CompletionStage<Answer<List<RequestView>>> queue(
      RequestQuery query, RequestQuery.Turns after, int limit) {
    return walk(
            query,
            limit,
            after,
            (from, most) -> listQueue(query, from, most),
            RequestQuery.Turns::past)
        .thenApply(Answer::ok);
  }

  private CompletionStage<List<RequestView>> listOpen(
      RequestQuery query, Optional<RequestQuery.Position> after, int limit) {
    return board(replyTo -> new MarketBoard.ListOpen(query, after, limit, replyTo));
  }

  private CompletionStage<List<RequestView>> listQueue(
      RequestQuery query, RequestQuery.Turns after, int limit) {
    return board(replyTo -> new MarketBoard.ListQueue(query, after, limit, replyTo));
  }

  private CompletionStage<List<RequestView>> board(
      Function<ActorRef<MarketBoard.Listed>, MarketBoard.Command> command) {
    return AskPattern.<MarketBoard.Command, MarketBoard.Listed>ask(
            market.readSide().board(), command::apply, answerWithin, system.scheduler())
        .thenApply(MarketBoard.Listed::requests);
  }

  /** What lists open requests from some place on. */
  private interface Lister<P> {
    CompletionStage<List<RequestView>> list(P from, int most);
  }

  /**
   * Lists at most {@code limit}: where only those are wanted that the store has units for, goes on
   * until so many were found.
   */
  private <P> CompletionStage<List<RequestView>> walk(
      RequestQuery query,
      int limit,
      P from,
      Lister<P> lister,
      BiFunction<P, List<RequestView>, P> past) {
    return query.canSupply() && query.store().isPresent()
        ? walk(query.store().get(), limit, from, lister, past, List.of())
        : lister.list(from, limit);
  }

  private <P> CompletionStage<List<RequestView>> walk(
      StoreId store,
      int limit,
      P from,
      Lister<P> lister,
      BiFunction<P, List<RequestView>, P> past,
      List<RequestView> found) {
    return lister
        .list(from, LOOKED_AT_AT_ONCE)
        .thenCompose(
            open ->
                suppliable(store, open)
                    .thenCompose(
                        more -> {
                          List<RequestView> all = new ArrayList<>(found);
                          all.addAll(more);
                          return all.size() >= limit || open.size() < LOOKED_AT_AT_ONCE
                              ? CompletableFuture.completedFuture(
                                  all.stream().limit(limit).toList())
                              : walk(store, limit, past.apply(from, open), lister, past, all);
                        }));
  }

  private CompletionStage<List<RequestView>> suppliable(StoreId store, List<RequestView> open) {
    List<SkuId> skus =
        open.stream()
            .flatMap(request -> request.lines().stream().flatMap(line -> welcome(request, line)))
            .distinct()
            .toList();
    return market
        .asks()
        .<StoreStockEntity.Command, StoreStockEntity.Lines>ask(
            market.stock(store),
            replyTo -> new StoreStockEntity.GetLines(skus, replyTo),
            answerWithin)
        .thenApply(
            lines -> {
              Set<SkuId> has =
                  lines.lines().stream()
                      .filter(line -> line.available() > 0)
                      .map(StockLineView::sku)
                      .collect(Collectors.toSet());
              return open.stream()
                  .filter(
                      request ->
                          request.lines().stream()
                              .flatMap(line -> welcome(request, line))
                              .anyMatch(has::contains))
                  .toList();
            });
  }

  /** The SKUs that an open line takes. */
  private static Stream<SkuId> welcome(RequestView request, RequestView.Line line) {
    return line.open() > 0
        ? Stream.concat(
            Stream.of(line.sku()),
            request.spec().options().substitutes().getOrDefault(line.sku(), List.of()).stream())
        : Stream.of();
  }

  @Override
  public OpenCount openCount(StoreId store) {
    return market.readSide().counts().of(store);
  }

  @Override
  public Watch watch(RequestQuery query, RequestWatcher watcher) {
    Object id = new Object();
    ActorRef<MarketBoard.Command> board = market.readSide().board();
    board.tell(new MarketBoard.StartWatch(id, query, watcher));
    return () -> board.tell(new MarketBoard.EndWatch(id));
  }
}
