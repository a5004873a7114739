package io.shelfshare.cli;

import io.shelfshare.market.v1.ListMergeCandidatesRequest;
import io.shelfshare.market.v1.ListMergeCandidatesResponse;
import io.shelfshare.market.v1.MergeTransferRequestsRequest;
import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows which open requests ask for the same, or merges some into one. */
@Command(name = "merge")
final class RequestMergeCommand extends ApiCommand {
  @Parameters(paramLabel = "REQUEST", arity = "0..*", descriptionKey = "param.merge")
  private List<String> requests = new ArrayList<>();

  @Override
  int run(Session session) throws UsageProblem {
    if (requests.isEmpty()) {
      return candidates(session);
    }
    if (requests.size() == 1) {
      throw new UsageProblem("usage.merge");
    }
    MergeTransferRequestsRequest.Builder call =
        MergeTransferRequestsRequest.newBuilder()
            .setName(Prefixes.request(session, requests.get(0)));
    for (String source : requests.subList(1, requests.size())) {
      call.addSources(Prefixes.request(session, source));
    }
    TransferRequest merged =
        session.call(() -> session.client().requests().mergeTransferRequests(call.build()));
    session.answer(merged, () -> new RequestPrinter(session).print(merged));
    return ExitCodes.OK;
  }

  private static int candidates(Session session) throws UsageProblem {
    String store = session.store();
    ListMergeCandidatesResponse found =
        session.call(
            () ->
                session
                    .client()
                    .requests()
                    .listMergeCandidates(
                        ListMergeCandidatesRequest.newBuilder().setParent(store).build()));
    session.answer(found, () -> print(session, found));
    return ExitCodes.OK;
  }

  private static void print(Session session, ListMergeCandidatesResponse found) {
    if (found.getGroupsCount() == 0) {
      session.terminal().note(session.words().of("empty.merge"));
    }
    for (ListMergeCandidatesResponse.Group group : found.getGroupsList()) {
      List<TransferRequest> all = new ArrayList<>(List.of(group.getTarget()));
      all.addAll(group.getSourcesList());
      new RequestPrinter(session).print(all);
      session
          .terminal()
          .note(
              session
                  .words()
                  .of(
                      "merge.hint",
                      String.join(
                          " ",
                          all.stream()
                              .map(one -> io.shelfshare.client.ResourceNames.id(one.getName()))
                              .toList())));
    }
  }
}
