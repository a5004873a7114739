package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.Ask;
import io.shelfshare.market.v1.ExplainAudienceRequest;
import io.shelfshare.market.v1.ExplainAudienceResponse;
import io.shelfshare.market.v1.ExplainAwardRequest;
import io.shelfshare.market.v1.ExplainAwardResponse;
import io.shelfshare.market.v1.GetReliabilityRequest;
import io.shelfshare.market.v1.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why: who was asked, who won, what is known of a store. */
@Command(
    name = "explain",
    subcommands = {
      ExplainCommand.Asked.class,
      ExplainCommand.Won.class,
      ExplainCommand.Standing.class
    })
final class ExplainCommand extends Group {
  /** Why a store was asked, or not. */
  @Command(name = "asked")
  static final class Asked extends ApiCommand {
    @Parameters(paramLabel = "REQUEST", descriptionKey = "param.request")
    private String request = "";

    @Override
    int run(Session session) throws UsageProblem {
      ExplainAudienceRequest call =
          ExplainAudienceRequest.newBuilder()
              .setName(Prefixes.request(session, request))
              .setStore(session.store())
              .build();
      ExplainAudienceResponse why =
          session.call(() -> session.client().routing().explainAudience(call));
      session.answer(why, () -> print(session, why));
      return ExitCodes.OK;
    }

    private static void print(Session session, ExplainAudienceResponse why) {
      String reason = why.getReason().name().replace("REASON_", "");
      session
          .terminal()
          .data(
              session.words().ofOr("asked." + reason, reason)
                  + String.format(Locale.ROOT, "  %.1f km  ", why.getDistanceKm())
                  + policy(why.getPolicy(), why.getPolicyVersion()));
      if (why.hasAsk()) {
        new CoursePrinter(session).printAsks(List.of(why.getAsk()));
      }
    }
  }

  /** Why an award was made. */
  @Command(name = "won")
  static final class Won extends ApiCommand {
    @Parameters(index = "0", paramLabel = "REQUEST", descriptionKey = "param.request")
    private String request = "";

    @Parameters(index = "1", paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Override
    int run(Session session) throws UsageProblem {
      ExplainAwardRequest call =
          ExplainAwardRequest.newBuilder()
              .setName(Prefixes.request(session, request))
              .setTransferOrder(Prefixes.order(session, order))
              .build();
      ExplainAwardResponse why = session.call(() -> session.client().routing().explainAward(call));
      session.answer(why, () -> print(session, why));
      return ExitCodes.OK;
    }

    private static void print(Session session, ExplainAwardResponse why) {
      String mode = why.getMode().name().replace("MODE_", "");
      session
          .terminal()
          .data(
              ResourceNames.id(why.getAward().getStore())
                  + "  "
                  + session.words().ofOr("mode." + mode, mode)
                  + "  "
                  + policy(why.getPolicy(), why.getPolicyVersion()));
      CoursePrinter printer = new CoursePrinter(session);
      if (why.hasBid()) {
        List<io.shelfshare.market.v1.Bid> bids = new ArrayList<>(List.of(why.getBid()));
        bids.addAll(why.getOthersList());
        printer.print(bids);
        session.terminal().data(session.words().of("explain.seed", why.getLotterySeed()));
      }
      List<Ask> asks = why.hasAsk() ? List.of(why.getAsk()) : List.of();
      printer.printAsks(asks);
    }
  }

  /** What came of a store's awards. */
  @Command(name = "reliability")
  static final class Standing extends ApiCommand {
    @Option(names = "--of", paramLabel = "STORE")
    private Optional<String> store = Optional.empty();

    @Override
    int run(Session session) throws UsageProblem {
      String name = store.isPresent() ? ResourceNames.store(store.get()) : session.store();
      GetReliabilityRequest call = GetReliabilityRequest.newBuilder().setName(name).build();
      Reliability found = session.call(() -> session.client().routing().getReliability(call));
      session.answer(found, () -> print(session, found));
      return ExitCodes.OK;
    }

    private static void print(Session session, Reliability found) {
      session
          .terminal()
          .data(
              session
                  .words()
                  .of(
                      "explain.reliability",
                      ResourceNames.id(found.getStore()),
                      String.format(Locale.ROOT, "%.2f", found.getBasisPoints() / 100.0),
                      found.getOrders()));
      Table table = new Table(session.words().headings("why", "score", "weights"));
      found
          .getPartsList()
          .forEach(
              part ->
                  table.row(
                      part.getEnding().name().replace("ENDING_", "").toLowerCase(Locale.ROOT),
                      String.valueOf(part.getWorth()),
                      String.valueOf(part.getWeight())));
      session.terminal().data(table);
    }
  }

  private static String policy(String name, int version) {
    return ResourceNames.id(name) + " v" + version;
  }
}
