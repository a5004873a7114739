import { createClient, type Client, type Transport } from "@connectrpc/connect";
import { BiddingService } from "@proto/shelfshare/market/v1/bidding_service_pb";
import { DirectoryService } from "@proto/shelfshare/market/v1/directory_service_pb";
import { StockService } from "@proto/shelfshare/market/v1/stock_service_pb";
import { TransferOrderService } from "@proto/shelfshare/market/v1/transfer_order_service_pb";
import type { CustomerService } from "@proto/shelfshare/market/v1/customer_service_pb";
import type { HistoryService } from "@proto/shelfshare/market/v1/history_service_pb";
import type { NotificationService } from "@proto/shelfshare/market/v1/notification_service_pb";
import type { ReportService } from "@proto/shelfshare/market/v1/report_service_pb";
import type { RoutingService } from "@proto/shelfshare/market/v1/routing_service_pb";
import type { SettlementService } from "@proto/shelfshare/market/v1/settlement_service_pb";
import { TransferRequestService } from "@proto/shelfshare/market/v1/transfer_request_service_pb";

/** Everything that the pages ask of a node. It is the public API and nothing else. */
export interface Api {
  readonly requests: Client<typeof TransferRequestService>;
  readonly bidding: Client<typeof BiddingService>;
  readonly orders: Client<typeof TransferOrderService>;
  readonly stock: Client<typeof StockService>;
  readonly directory: Client<typeof DirectoryService>;
  // These come after the first picture: their messages are many, and nobody waits for them.
  money(): Promise<Client<typeof SettlementService>>;
  customers(): Promise<Client<typeof CustomerService>>;
  notifications(): Promise<Client<typeof NotificationService>>;
  reports(): Promise<Client<typeof ReportService>>;
  history(): Promise<Client<typeof HistoryService>>;
  routing(): Promise<Client<typeof RoutingService>>;
}

export function createApi(transport: Transport): Api {
  return {
    requests: createClient(TransferRequestService, transport),
    bidding: createClient(BiddingService, transport),
    orders: createClient(TransferOrderService, transport),
    stock: createClient(StockService, transport),
    directory: createClient(DirectoryService, transport),
    async money() {
      const { SettlementService } =
        await import("@proto/shelfshare/market/v1/settlement_service_pb");
      return createClient(SettlementService, transport);
    },
    async customers() {
      const { CustomerService } = await import("@proto/shelfshare/market/v1/customer_service_pb");
      return createClient(CustomerService, transport);
    },
    async notifications() {
      const { NotificationService } =
        await import("@proto/shelfshare/market/v1/notification_service_pb");
      return createClient(NotificationService, transport);
    },
    async reports() {
      const { ReportService } = await import("@proto/shelfshare/market/v1/report_service_pb");
      return createClient(ReportService, transport);
    },
    async history() {
      const { HistoryService } = await import("@proto/shelfshare/market/v1/history_service_pb");
      return createClient(HistoryService, transport);
    },
    async routing() {
      const { RoutingService } = await import("@proto/shelfshare/market/v1/routing_service_pb");
      return createClient(RoutingService, transport);
    },
  };
}
