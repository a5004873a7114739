package io.shelfshare.cli;

import io.shelfshare.market.v1.AnnounceRequest;
import io.shelfshare.market.v1.AnnounceResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Headquarters says something to everybody. */
@Command(name = "announce")
final class AnnounceCommand extends ApiCommand {
  @Parameters(paramLabel = "TEXT", descriptionKey = "param.announcement")
  private String text = "";

  @Option(names = "--region", paramLabel = "PATH")
  private String region = "";

  @Override
  int run(Session session) {
    AnnounceRequest call =
        AnnounceRequest.newBuilder().setText(text).setRegionPrefix(region).build();
    AnnounceResponse told = session.call(() -> session.client().notifications().announce(call));
    session.answer(
        told, () -> session.terminal().data(session.words().of("announced", told.getEndpoints())));
    return ExitCodes.OK;
  }
}
