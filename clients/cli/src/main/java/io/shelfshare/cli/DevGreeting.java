package io.shelfshare.cli;

import io.shelfshare.cli.local.FirstSteps;
import io.shelfshare.cli.local.ReadyFile;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.client.ResourceNames;
import java.nio.file.Path;
import java.util.Optional;

/** Says where a started chain listens and what to type next. */
final class DevGreeting {
  private final Terminal terminal;
  private final Words words;
  private final Optional<Path> ownFolder;

  /**
   * A greeting.
   *
   * @param ownFolder the data folder where it is not the default one: commands have to be told
   */
  DevGreeting(Terminal terminal, Words words, Optional<Path> ownFolder) {
    this.terminal = terminal;
    this.words = words;
    this.ownFolder = ownFolder;
  }

  void print(ReadyFile ready, Optional<FirstSteps> steps) {
    terminal.data("");
    terminal.data(
        terminal.styled(
            Terminal.Look.GREEN, words.of("dev.ready", String.join(", ", ready.nodes()))));
    terminal.data(words.of("dev.web", ready.nodes().get(0)));
    terminal.data(words.of("dev.cassandra", ready.cassandra()));
    terminal.data("");
    terminal.data(words.of("dev.tokens"));
    terminal.data("  export SHELFSHARE_ENDPOINT=" + String.join(",", ready.nodes()));
    ready
        .tokens()
        .forEach(
            (store, token) -> terminal.data("  export SHELFSHARE_TOKEN=" + token + "  # " + store));
    terminal.data("  export SHELFSHARE_TOKEN=" + ready.headquartersToken() + "  # hq");
    terminal.data("");
    if (ownFolder.isPresent()) {
      terminal.data(words.of("dev.other-terminal-own"));
      terminal.data("  export SHELFSHARE_DEV_DIR=" + ownFolder.get());
    } else {
      terminal.data(words.of("dev.other-terminal"));
    }
    if (steps.isPresent()) {
      String asking = ResourceNames.id(steps.get().asking().getName());
      String supplying = ResourceNames.id(steps.get().supplying().getName());
      String sku = steps.get().sku();
      long units = steps.get().units();
      command("token link", asking, "");
      command("find-stock", asking, sku);
      command("post", asking, sku + "=" + units);
      command("request list", supplying, "--can-supply");
      command("grab", supplying, "last --all");
      command("confirm", supplying, "last");
      command("ship", supplying, "last");
      command("receive", asking, "last");
      command("stock show", asking, sku);
    } else {
      command("directory list stores", "hq", "");
    }
    terminal.data("");
    terminal.data(words.of("dev.stop"));
  }

  private void command(String verb, String who, String arguments) {
    terminal.data("  ./shelfshare " + verb + " --as " + who + " " + arguments);
  }
}
