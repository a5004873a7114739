package io.shelfshare.cli;

import io.shelfshare.cli.connection.TokenClaims;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Reads the caller's token. */
@Command(
    name = "token",
    subcommands = {TokenCommand.Show.class, TokenLinkCommand.class})
final class TokenCommand extends Group {

  /** Shows what the token says of its holder; nothing is sent. */
  @Command(name = "show")
  static final class Show extends ApiCommand {
    @Override
    int run(Session session) throws UsageProblem {
      Optional<TokenClaims> claims = session.claims();
      if (claims.isEmpty()) {
        throw new UsageProblem("usage.no-token");
      }
      session.answer(claims.get().claims(), () -> print(session, claims.get()));
      return ExitCodes.OK;
    }

    private static void print(Session session, TokenClaims claims) {
      Words words = session.words();
      Terminal terminal = session.terminal();
      terminal.data(words.of("token.subject", claims.subject().orElse("-")));
      terminal.data(words.of("token.role", claims.role().orElse("-")));
      terminal.data(words.of("token.store", claims.store().orElse("-")));
      terminal.data(words.of("token.owner", claims.owner().orElse("-")));
      terminal.data(
          words.of("token.expires", claims.expiresAt().map(session.times()::relative).orElse("-")));
    }
  }
}
