package io.shelfshare.cli;

import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Posts a transfer request. */
@Command(name = "post")
final class PostCommand extends ApiCommand {
  @Parameters(paramLabel = "SKU=QTY", arity = "1..*", descriptionKey = "param.wanted")
  private List<String> lines = new ArrayList<>();

  @Option(names = "--expires", paramLabel = "TIME")
  private String expires = "30m";

  @Option(names = "--needed-by", paramLabel = "TIME")
  private Optional<String> neededBy = Optional.empty();

  @Option(names = "--to-customer", paramLabel = "REF")
  private Optional<String> customer = Optional.empty();

  @Option(names = "--all-or-nothing")
  private boolean allOrNothing;

  @Option(names = "--split-limit", paramLabel = "N")
  private int splitLimit;

  @Option(names = "--note", paramLabel = "TEXT")
  private String note = "";

  @Mixin private ModeOptions modes = new ModeOptions();

  @Option(names = "--validate-only")
  private boolean validateOnly;

  @Override
  int run(Session session) throws UsageProblem {
    TransferRequest.Builder request =
        TransferRequest.newBuilder()
            .setExpireTime(Arguments.time(expires, session.clock()))
            .setAllOrNothing(allOrNothing)
            .setSplitLimit(splitLimit)
            .setNote(note);
    for (Quantity line : Arguments.quantities(lines)) {
      request.addLines(
          RequestLine.newBuilder().setSku(line.getSku()).setQuantity(line.getQuantity()));
    }
    if (neededBy.isPresent()) {
      request.setNeededBy(Arguments.time(neededBy.get(), session.clock()));
    }
    modes.put(request);
    customer.ifPresent(
        reference ->
            request.setDestination(Destination.newBuilder().setCustomerReference(reference)));
    CreateTransferRequestRequest call =
        CreateTransferRequestRequest.newBuilder()
            .setParent(session.store())
            .setTransferRequest(request)
            .setValidateOnly(validateOnly)
            .build();
    TransferRequest posted =
        session.call(() -> session.client().requests().createTransferRequest(call));
    session.answer(posted, () -> new RequestPrinter(session).print(posted));
    session
        .terminal()
        .note(session.words().of(validateOnly ? "post.checked" : "post.done", posted.getName()));
    return ExitCodes.OK;
  }
}
