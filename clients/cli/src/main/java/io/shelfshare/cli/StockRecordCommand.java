package io.shelfshare.cli;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockMovement;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records what happened to a store's stock. */
@Command(name = "record")
final class StockRecordCommand extends ApiCommand {
  @Parameters(
      index = "0",
      paramLabel = "sale|receipt|count|correction|safety",
      descriptionKey = "param.movement")
  private Kind kind = Kind.sale;

  @Parameters(
      index = "1..*",
      paramLabel = "SKU=N",
      arity = "1..*",
      descriptionKey = "param.movements")
  private List<String> lines = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "TEXT")
  private String reason = "";

  /** What happened, as it is typed. */
  enum Kind {
    sale,
    receipt,
    count,
    correction,
    safety
  }

  @Override
  int run(Session session) throws UsageProblem {
    RecordStockMovementsRequest.Builder batch =
        RecordStockMovementsRequest.newBuilder().setParent(session.store());
    for (String line : lines) {
      batch.addMovements(movement(line));
    }
    RecordStockMovementsResponse recorded =
        session.call(() -> session.client().stock().recordStockMovements(batch.build()));
    session.answer(recorded, () -> print(session, recorded));
    return ExitCodes.OK;
  }

  private StockMovement movement(String line) throws UsageProblem {
    String[] parts = line.split("=", -1);
    long units;
    try {
      if (parts.length != 2) {
        throw new UsageProblem("usage.units", line);
      }
      units = Long.parseLong(parts[1].strip());
    } catch (NumberFormatException malformed) {
      throw new UsageProblem("usage.units", line);
    }
    StockMovement.Builder movement =
        StockMovement.newBuilder().setSku(ResourceNames.sku(parts[0])).setReason(reason);
    switch (kind) {
      case sale -> movement.setSale(units);
      case receipt -> movement.setReceipt(units);
      case count -> movement.setCount(units);
      case correction -> movement.setCorrection(units);
      case safety -> movement.setSafety(units);
    }
    return movement.build();
  }

  private static void print(Session session, RecordStockMovementsResponse recorded) {
    session.terminal().data(session.words().of("record.done", recorded.getMovementCount()));
    if (recorded.getBreachedUnits() > 0) {
      session.terminal().note(session.words().of("record.breached", recorded.getBreachedUnits()));
    }
  }
}
