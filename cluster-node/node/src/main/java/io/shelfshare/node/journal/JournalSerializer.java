package io.shelfshare.node.journal;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.shelfshare.domain.directory.DirectoryEvent;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.stock.StockEvent;
import java.io.NotSerializableException;

/**
 * Writes the journal: domain events as protobuf under stable manifests.
 *
 * <p>Safe for use by any thread; the mappings have no state.
 */
public final class JournalSerializer extends SerializerWithStringManifest {
  private static final int IDENTIFIER = 7_461_201;
  private static final String STOCK_EVENT = "shelfshare.stock-event.v1";
  private static final String REQUEST_EVENT = "shelfshare.request-event.v1";
  private static final String ORDER_EVENT = "shelfshare.order-event.v1";
  private static final String DIRECTORY_EVENT = "shelfshare.directory-event.v1";
  private static final String POLICY_EVENT = "shelfshare.policy-event.v1";
  private static final String RULE_BOOK_EVENT = "shelfshare.rule-book-event.v1";
  private static final String LEDGER_EVENT = "shelfshare.ledger-event.v1";
  private static final String BUDGET_EVENT = "shelfshare.budget-event.v1";
  private static final String ENDPOINT_EVENT = "shelfshare.endpoint-event.v1";
  private static final String LEDGER_SNAPSHOT = "shelfshare.ledger-snapshot.v1";
  private static final String BUDGET_SNAPSHOT = "shelfshare.budget-snapshot.v1";
  private static final String STOCK_SNAPSHOT = "shelfshare.stock-snapshot.v1";

  /** Called by Akka with the system it starts. */
  public JournalSerializer(ExtendedActorSystem system) {}

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object written) {
    if (written instanceof StockEvent) {
      return STOCK_EVENT;
    } else if (written instanceof RequestEvent) {
      return REQUEST_EVENT;
    } else if (written instanceof OrderEvent) {
      return ORDER_EVENT;
    } else if (written instanceof DirectoryEvent) {
      return DIRECTORY_EVENT;
    } else if (written instanceof PolicyEvent) {
      return POLICY_EVENT;
    } else if (written instanceof RuleBookEvent) {
      return RULE_BOOK_EVENT;
    } else if (written instanceof LedgerEvent) {
      return LEDGER_EVENT;
    } else if (written instanceof BudgetEvent) {
      return BUDGET_EVENT;
    } else if (written instanceof EndpointEvent) {
      return ENDPOINT_EVENT;
    } else if (written instanceof StockSnapshot) {
      return STOCK_SNAPSHOT;
    } else if (written instanceof Ledger.State) {
      return LEDGER_SNAPSHOT;
    } else if (written instanceof SubsidyBudget.State) {
      return BUDGET_SNAPSHOT;
    }
    throw new IllegalArgumentException("Not a journal message: " + written.getClass());
  }

  @Override
  public byte[] toBinary(Object written) {
    return message(written).toByteArray();
  }

  private static MessageLite message(Object written) {
    if (written instanceof StockEvent event) {
      return StockMapping.toProto(event);
    } else if (written instanceof RequestEvent event) {
      return RequestMapping.toProto(event);
    } else if (written instanceof OrderEvent event) {
      return OrderMapping.toProto(event);
    } else if (written instanceof DirectoryEvent event) {
      return DirectoryMapping.toProto(event);
    } else if (written instanceof PolicyEvent event) {
      return PolicyEventMapping.toProto(event);
    } else if (written instanceof RuleBookEvent event) {
      return RuleBookMapping.toProto(event);
    } else if (written instanceof LedgerEvent event) {
      return LedgerMapping.toProto(event);
    } else if (written instanceof BudgetEvent event) {
      return BudgetMapping.toProto(event);
    } else if (written instanceof EndpointEvent event) {
      return NotifyMapping.toProto(event);
    } else if (written instanceof StockSnapshot snapshot) {
      return SnapshotMapping.toProto(snapshot);
    } else if (written instanceof Ledger.State state) {
      return LedgerMapping.snapshot(state);
    } else if (written instanceof SubsidyBudget.State state) {
      return BudgetMapping.snapshot(state);
    }
    throw new IllegalArgumentException("Not a journal message: " + written.getClass());
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    try {
      return switch (manifest) {
        case STOCK_EVENT ->
            StockMapping.fromProto(io.shelfshare.journal.v1.StockEvent.parseFrom(bytes));
        case REQUEST_EVENT ->
            RequestMapping.fromProto(io.shelfshare.journal.v1.RequestEvent.parseFrom(bytes));
        case ORDER_EVENT ->
            OrderMapping.fromProto(io.shelfshare.journal.v1.OrderEvent.parseFrom(bytes));
        case DIRECTORY_EVENT ->
            DirectoryMapping.fromProto(io.shelfshare.journal.v1.DirectoryEvent.parseFrom(bytes));
        case POLICY_EVENT ->
            PolicyEventMapping.fromProto(io.shelfshare.journal.v1.PolicyEvent.parseFrom(bytes));
        case RULE_BOOK_EVENT ->
            RuleBookMapping.fromProto(io.shelfshare.journal.v1.RuleBookEvent.parseFrom(bytes));
        case LEDGER_EVENT ->
            LedgerMapping.fromProto(io.shelfshare.journal.v1.LedgerEvent.parseFrom(bytes));
        case BUDGET_EVENT ->
            BudgetMapping.fromProto(io.shelfshare.journal.v1.BudgetEvent.parseFrom(bytes));
        case ENDPOINT_EVENT ->
            NotifyMapping.fromProto(io.shelfshare.journal.v1.EndpointEvent.parseFrom(bytes));
        case LEDGER_SNAPSHOT ->
            LedgerMapping.snapshot(io.shelfshare.journal.v1.LedgerSnapshot.parseFrom(bytes));
        case BUDGET_SNAPSHOT ->
            BudgetMapping.snapshot(io.shelfshare.journal.v1.BudgetSnapshot.parseFrom(bytes));
        case STOCK_SNAPSHOT ->
            SnapshotMapping.fromProto(io.shelfshare.journal.v1.StockSnapshot.parseFrom(bytes));
        default -> throw new NotSerializableException("Unknown journal manifest: " + manifest);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged journal message under " + manifest, e);
    }
  }
}
