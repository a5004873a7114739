package io.shelfshare.cli;

import io.shelfshare.market.v1.Ask;
import io.shelfshare.market.v1.DeclineAskRequest;
import io.shelfshare.market.v1.DeclineReason;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The asked store does not supply. */
@Command(name = "decline")
final class DeclineCommand extends ApiCommand {
  @Parameters(paramLabel = "REQUEST", descriptionKey = "param.request")
  private String request = "";

  @Option(names = "--reason", paramLabel = "REASON", required = true)
  private Reason reason = Reason.other;

  /** Why, as it is typed. */
  enum Reason {
    not_found,
    reserved_for_customer,
    busy,
    too_far,
    closed,
    other
  }

  @Override
  int run(Session session) throws UsageProblem {
    DeclineAskRequest call =
        DeclineAskRequest.newBuilder()
            .setName(Prefixes.request(session, request))
            .setStore(session.store())
            .setReason(
                DeclineReason.valueOf("DECLINE_REASON_" + reason.name().toUpperCase(Locale.ROOT)))
            .build();
    Ask ask = session.call(() -> session.client().bidding().declineAsk(call));
    session.answer(ask, () -> new CoursePrinter(session).printAsks(List.of(ask)));
    return ExitCodes.OK;
  }
}
