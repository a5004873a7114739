package io.shelfshare.cli;

import io.shelfshare.market.v1.CancelTransferRequestRequest;
import io.shelfshare.market.v1.TransferRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a request back. */
@Command(name = "cancel")
final class CancelCommand extends ApiCommand {
  @Parameters(paramLabel = "REQUEST", descriptionKey = "param.request")
  private String request = "";

  @Option(names = "--reason", paramLabel = "TEXT")
  private String reason = "";

  @Override
  int run(Session session) throws UsageProblem {
    CancelTransferRequestRequest call =
        CancelTransferRequestRequest.newBuilder()
            .setName(Prefixes.request(session, request))
            .setReason(reason)
            .build();
    TransferRequest after =
        session.call(() -> session.client().requests().cancelTransferRequest(call));
    session.answer(after, () -> new RequestPrinter(session).print(after));
    return ExitCodes.OK;
  }
}
