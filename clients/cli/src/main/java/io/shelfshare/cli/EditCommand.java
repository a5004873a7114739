package io.shelfshare.cli;

import io.shelfshare.market.v1.EditTransferRequestRequest;
import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an open request of one's own. */
@Command(name = "edit")
final class EditCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "REQUEST", descriptionKey = "param.request")
  private String request = "";

  @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.less")
  private List<String> lines = new ArrayList<>();

  @Option(names = "--expires", paramLabel = "TIME")
  private Optional<String> expires = Optional.empty();

  @Option(names = "--needed-by", paramLabel = "TIME")
  private Optional<String> neededBy = Optional.empty();

  @Option(names = "--note", paramLabel = "TEXT")
  private Optional<String> note = Optional.empty();

  @Override
  int run(Session session) throws UsageProblem {
    EditTransferRequestRequest.Builder call =
        EditTransferRequestRequest.newBuilder()
            .setName(Prefixes.request(session, request))
            .addAllLines(Arguments.quantities(lines));
    if (expires.isPresent()) {
      call.setExpireTime(Arguments.time(expires.get(), session.clock()));
    }
    if (neededBy.isPresent()) {
      call.setNeededBy(Arguments.time(neededBy.get(), session.clock()));
    }
    note.ifPresent(call::setNote);
    TransferRequest after =
        session.call(() -> session.client().requests().editTransferRequest(call.build()));
    session.answer(after, () -> new RequestPrinter(session).print(after));
    return ExitCodes.OK;
  }
}
