package io.shelfshare.node.grpc;

import io.shelfshare.node.grpc.gateway.CustomerGateway;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.HistoryGateway;
import io.shelfshare.node.grpc.gateway.NotificationGateway;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.grpc.gateway.PhotoGateway;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RoutingGateway;
import io.shelfshare.node.grpc.gateway.SettlementGateway;
import io.shelfshare.node.grpc.gateway.StockGateway;

/** All that the edge calls. */
public record Gateways(
    StockGateway stock,
    RequestGateway requests,
    OrderGateway orders,
    PhotoGateway photos,
    DirectoryGateway directory,
    HistoryGateway history,
    RoutingGateway routing,
    SettlementGateway settlement,
    ReportGateway reports,
    CustomerGateway customers,
    NotificationGateway notifications) {}
