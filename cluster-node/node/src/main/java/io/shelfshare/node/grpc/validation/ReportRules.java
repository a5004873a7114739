package io.shelfshare.node.grpc.validation;

import com.google.protobuf.Message;
import com.google.protobuf.ProtocolMessageEnum;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.QueryFiguresRequest;
import io.shelfshare.market.v1.QueryUnmetDemandRequest;
import io.shelfshare.market.v1.ReportDimension;
import io.shelfshare.market.v1.StockDimension;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.FieldFault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the rules of the protos cannot say of reports. */
final class ReportRules {
  private static final String OF_FIGURES =
      "REPORT_DIMENSION_REGION, REPORT_DIMENSION_OWNER, REPORT_DIMENSION_STORE,"
          + " REPORT_DIMENSION_DAY";

  private ReportRules() {}

  /**
   * @return whether the request was one of these
   */
  static boolean check(Message request, List<FieldFault> faults) {
    return check(request, "", faults);
  }

  private static boolean check(Message request, String prefix, List<FieldFault> faults) {
    if (request instanceof AggregateStockRequest stock) {
      dimensions(
          stock.getGroupByList(),
          stock.getGroupByValueList(),
          prefix,
          Expectations.names(StockDimension.getDescriptor()),
          faults);
    } else if (request instanceof QueryFiguresRequest figures) {
      dimensions(
          figures.getGroupByList(), figures.getGroupByValueList(), prefix, OF_FIGURES, faults);
    } else if (request instanceof QueryUnmetDemandRequest unmet) {
      dimensions(
          unmet.getGroupByList(),
          unmet.getGroupByValueList(),
          prefix,
          Expectations.names(ReportDimension.getDescriptor()),
          faults);
    } else if (request instanceof ExportReportRequest export) {
      return switch (export.getReportCase()) {
        case STOCK -> check(export.getStock(), "stock.", faults);
        case FIGURES -> check(export.getFigures(), "figures.", faults);
        case UNMET_DEMAND -> check(export.getUnmetDemand(), "unmet_demand.", faults);
        case STOCK_LINES, REPORT_NOT_SET -> true;
      };
    } else {
      return false;
    }
    return true;
  }

  private static void dimensions(
      List<? extends ProtocolMessageEnum> groupBy,
      List<Integer> numbers,
      String prefix,
      String offered,
      List<FieldFault> faults) {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < numbers.size(); i++) {
      String field = prefix + "group_by[" + i + "]";
      String name = name(groupBy.get(i), numbers.get(i));
      if (!List.of(offered.split(", ")).contains(name)) {
        faults.add(new FieldFault(field, name, Expected.of("one_of", "names", offered)));
      } else if (!seen.add(numbers.get(i))) {
        faults.add(new FieldFault(field, name, Expected.of("each_once")));
      }
    }
  }

  /** Protobuf's own names for what has none throw instead of answering. */
  private static String name(ProtocolMessageEnum dimension, int number) {
    String name = String.valueOf(dimension);
    return name.equals("UNRECOGNIZED") || number == 0 ? String.valueOf(number) : name;
  }
}
