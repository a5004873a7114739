package io.shelfshare.cli;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.shelfshare.cli.terminal.Table;
import io.shelfshare.market.v1.GetPastStockLineRequest;
import io.shelfshare.market.v1.GetPastTransferOrderRequest;
import io.shelfshare.market.v1.GetPastTransferRequestRequest;
import io.shelfshare.market.v1.JournalEvent;
import io.shelfshare.market.v1.ListTransferOrderEventsRequest;
import io.shelfshare.market.v1.ListTransferOrderEventsResponse;
import io.shelfshare.market.v1.ListTransferRequestEventsRequest;
import io.shelfshare.market.v1.ListTransferRequestEventsResponse;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what happened to something, or how it stood at a past time. */
@Command(
    name = "history",
    subcommands = {
      HistoryCommand.OfRequest.class,
      HistoryCommand.OfOrder.class,
      HistoryCommand.OfStock.class
    })
final class HistoryCommand extends Group {
  private static final int PAGE = 1000;

  /** What happened to a request. */
  @Command(name = "request")
  static final class OfRequest extends ApiCommand {
    @Parameters(paramLabel = "REQUEST", descriptionKey = "param.request")
    private String request = "";

    @Option(names = "--as-of", paramLabel = "TIME", descriptionKey = "option.as-of")
    private String asOf = "";

    @Override
    int run(Session session) throws UsageProblem {
      String name = Prefixes.request(session, request);
      if (asOf.isEmpty()) {
        List<JournalEvent> events =
            session
                .client()
                .listEvents(
                    ListTransferRequestEventsRequest.newBuilder()
                        .setParent(name)
                        .setPageSize(PAGE)
                        .build())
                .toList();
        session.answer(
            ListTransferRequestEventsResponse.newBuilder().addAllEvents(events).build(),
            () -> print(session, events));
        return ExitCodes.OK;
      }
      var query =
          GetPastTransferRequestRequest.newBuilder().setName(name).setReadTime(past(asOf, session));
      TransferRequest found =
          session.call(() -> session.client().history().getPastTransferRequest(query.build()));
      session.answer(found, () -> new RequestPrinter(session).print(found));
      return ExitCodes.OK;
    }
  }

  /** What happened to an order. */
  @Command(name = "order")
  static final class OfOrder extends ApiCommand {
    @Parameters(paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Option(names = "--as-of", paramLabel = "TIME", descriptionKey = "option.as-of")
    private String asOf = "";

    @Override
    int run(Session session) throws UsageProblem {
      String name = Prefixes.order(session, order);
      if (asOf.isEmpty()) {
        List<JournalEvent> events =
            session
                .client()
                .listEvents(
                    ListTransferOrderEventsRequest.newBuilder()
                        .setParent(name)
                        .setPageSize(PAGE)
                        .build())
                .toList();
        session.answer(
            ListTransferOrderEventsResponse.newBuilder().addAllEvents(events).build(),
            () -> print(session, events));
        return ExitCodes.OK;
      }
      var query =
          GetPastTransferOrderRequest.newBuilder().setName(name).setReadTime(past(asOf, session));
      TransferOrder found =
          session.call(() -> session.client().history().getPastTransferOrder(query.build()));
      session.answer(found, () -> new OrderPrinter(session).print(found));
      return ExitCodes.OK;
    }
  }

  /** How a stock line stood. */
  @Command(name = "stock")
  static final class OfStock extends ApiCommand {
    @Parameters(paramLabel = "[STORE/]SKU", descriptionKey = "param.stock-line")
    private String line = "";

    @Option(
        names = "--as-of",
        paramLabel = "TIME",
        descriptionKey = "option.as-of",
        required = true)
    private String asOf = "";

    @Override
    int run(Session session) throws UsageProblem {
      var query =
          GetPastStockLineRequest.newBuilder()
              .setName(StockCommand.lineName(session, line))
              .setReadTime(past(asOf, session));
      StockLine found =
          session.call(() -> session.client().history().getPastStockLine(query.build()));
      session.answer(found, () -> StockCommand.print(session, List.of(found)));
      return ExitCodes.OK;
    }
  }

  /** A point as {@code 2026-11-21T18:00:00Z}, or how long ago as {@code 30m}. */
  private static Timestamp past(String text, Session session) throws UsageProblem {
    try {
      return Arguments.timestamp(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException notAPoint) {
      Instant now = session.clock().instant();
      try {
        return Arguments.timestamp(now.minus(Arguments.duration(text)));
      } catch (picocli.CommandLine.TypeConversionException malformed) {
        throw new UsageProblem("usage.time", text);
      }
    }
  }

  private static void print(Session session, List<JournalEvent> events) {
    Table table =
        new Table(session.words().headings("number", "time", "event", "actor", "details"));
    for (JournalEvent event : events) {
      table.row(
          event.getSequenceNumber(),
          Instant.ofEpochSecond(event.getEventTime().getSeconds(), event.getEventTime().getNanos())
              .toString(),
          event.getKind(),
          event.getActor().replaceAll("\\p{Cntrl}", " "),
          text(event.getDetails()));
    }
    session.show(table, "empty.history");
  }

  private static String text(Struct details) {
    return details.getFieldsMap().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(field -> field.getKey() + "=" + text(field.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String text(Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> "{" + text(value.getStructValue()) + "}";
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream()
              .map(HistoryCommand::text)
              .collect(Collectors.joining(", ", "[", "]"));
      case NUMBER_VALUE -> number(value.getNumberValue());
      case BOOL_VALUE -> String.valueOf(value.getBoolValue());
      default -> value.getStringValue().replaceAll("\\p{Cntrl}", " ");
    };
  }

  private static String number(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
