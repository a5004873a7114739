package io.shelfshare.cli;

import com.google.protobuf.MessageOrBuilder;
import io.shelfshare.cli.connection.Access;
import io.shelfshare.cli.connection.TokenClaims;
import io.shelfshare.cli.terminal.HumaneTime;
import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of a command: the connection, who calls, and where to print.
 *
 * @param client the connection
 * @param access where it goes, and with which token
 * @param claims what the token says of the caller; empty without one
 * @param chosenStore the store of {@code --store}
 */
record Session(
    ShelfshareClient client,
    Access access,
    Optional<TokenClaims> claims,
    Optional<String> chosenStore,
    OutputFormat output,
    Terminal terminal,
    Words words,
    Clock clock)
    implements AutoCloseable {

  /** The store that the caller acts for: the one that was named, or else the token's. */
  String store() throws UsageProblem {
    return chosenStore
        .or(() -> claims.flatMap(TokenClaims::store))
        .map(ResourceNames::store)
        .orElseThrow(() -> new UsageProblem("usage.no-store"));
  }

  /** The store that the caller acts for, where it is one. */
  Optional<String> ownStore() {
    return chosenStore.or(() -> claims.flatMap(TokenClaims::store)).map(ResourceNames::store);
  }

  HumaneTime times() {
    return new HumaneTime(words, clock);
  }

  boolean json() {
    return output == OutputFormat.json;
  }

  /** Prints an answer: the message for programs, or else what {@code people} prints. */
  void answer(MessageOrBuilder message, Runnable people) {
    if (json()) {
      terminal.json(message);
    } else {
      people.run();
    }
  }

  /** Prints a table, or on the standard error that there is nothing to show. */
  void show(Table table, String emptyKey) {
    if (table.isEmpty()) {
      terminal.note(words.of(emptyKey));
    } else if (output == OutputFormat.csv) {
      table.csvLines().forEach(terminal::data);
    } else {
      terminal.data(table);
    }
  }

  <A> A call(Supplier<A> call) {
    return client.call(call);
  }

  @Override
  public void close() {
    client.close();
  }
}
