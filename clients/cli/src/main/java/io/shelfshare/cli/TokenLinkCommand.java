package io.shelfshare.cli;

import io.shelfshare.cli.connection.Access;
import io.shelfshare.cli.connection.TokenClaims;
import io.shelfshare.cli.terminal.QrPicture;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes the link that signs a browser in. The token stands behind the {@code #}, which browsers do
 * not send, so that it gets into no server's log. Nothing is sent here either.
 */
@Command(name = "link")
final class TokenLinkCommand extends ApiCommand {
  private static final String HEADQUARTERS = "HEADQUARTERS";

  @Option(names = "--qr")
  private boolean qr;

  @Option(names = "--page", paramLabel = "URL")
  private Optional<String> page = Optional.empty();

  @Override
  int run(Session session) throws UsageProblem {
    Optional<TokenClaims> claims = session.claims();
    if (claims.isEmpty()) {
      throw new UsageProblem("usage.no-token");
    }
    Access access = session.access();
    String base = page.orElse(access.endpoints().get(0)).replaceAll("/+$", "");
    boolean headquarters = claims.get().role().filter(HEADQUARTERS::equals).isPresent();
    String link = base + (headquarters ? "/hq" : "/") + "#token=" + access.token();
    if (qr) {
      QrPicture.lines(link).forEach(session.terminal()::data);
    }
    session.terminal().data(link);
    return ExitCodes.OK;
  }
}
