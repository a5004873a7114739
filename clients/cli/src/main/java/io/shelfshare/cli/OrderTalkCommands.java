package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.market.v1.ListOrderMessagesRequest;
import io.shelfshare.market.v1.ListOrderMessagesResponse;
import io.shelfshare.market.v1.OrderMessage;
import io.shelfshare.market.v1.PostOrderMessageRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An order's thread. */
final class OrderTalkCommands {
  private OrderTalkCommands() {}

  /** Says something in an order's thread. */
  @Command(name = "say")
  static final class Say extends ApiCommand {
    @Parameters(index = "0", paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", descriptionKey = "param.text")
    private String text = "";

    @Option(names = "--photo", paramLabel = "REF")
    private List<String> photos = new ArrayList<>();

    @Override
    int run(Session session) throws UsageProblem {
      var call =
          PostOrderMessageRequest.newBuilder()
              .setParent(Prefixes.order(session, order))
              .setText(text)
              .addAllPhotos(photos)
              .build();
      OrderMessage said = session.call(() -> session.client().orders().postOrderMessage(call));
      session.answer(said, () -> print(session, said));
      return ExitCodes.OK;
    }
  }

  /** Reads an order's thread. */
  @Command(name = "messages")
  static final class Messages extends ApiCommand {
    @Parameters(paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Override
    int run(Session session) throws UsageProblem {
      List<OrderMessage> thread =
          session
              .client()
              .listOrderMessages(
                  ListOrderMessagesRequest.newBuilder()
                      .setParent(Prefixes.order(session, order))
                      .setPageSize(500)
                      .build())
              .toList();
      session.answer(
          ListOrderMessagesResponse.newBuilder().addAllOrderMessages(thread).build(),
          () -> thread.forEach(message -> print(session, message)));
      return ExitCodes.OK;
    }
  }

  private static void print(Session session, OrderMessage message) {
    Terminal terminal = session.terminal();
    String side = message.getSide().name().replace("SIDE_", "");
    terminal.data(
        terminal.styled(Terminal.Look.BOLD, session.words().ofOr("side." + side, side))
            + "  "
            + message.getAuthor()
            + "  "
            + session.times().relative(message.getCreateTime()));
    if (!message.getText().isEmpty()) {
      terminal.data("  " + message.getText().replaceAll("[\\p{Cntrl}&&[^\n]]", " "));
    }
    message.getPhotosList().forEach(photo -> terminal.data("  " + photo));
  }
}
