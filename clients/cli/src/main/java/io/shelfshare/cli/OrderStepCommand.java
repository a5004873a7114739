package io.shelfshare.cli;

import io.shelfshare.market.v1.TransferOrder;
import picocli.CommandLine.Parameters;

/** A command that takes one order one step further. */
abstract class OrderStepCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "ORDER", descriptionKey = "param.order")
  private String order = "";

  /** Takes the step of the order with this name. */
  abstract TransferOrder step(Session session, String name) throws UsageProblem;

  @Override
  final int run(Session session) throws UsageProblem {
    TransferOrder after = step(session, Prefixes.order(session, order));
    session.answer(after, () -> new OrderPrinter(session).print(after));
    return ExitCodes.OK;
  }
}
