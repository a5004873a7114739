package io.shelfshare.node.grpc.validation;

import com.google.protobuf.Message;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.StockDimension;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.FieldFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the rules of the protos cannot say of reports. */
final class ReportRules {
  private ReportRules() {}

  /**
   * @return whether the request was one of these
   */
  static boolean check(Message request, List<FieldFault> faults) {
    if (request instanceof AggregateStockRequest aggregate) {
      dimensions(aggregate, faults);
      return true;
    }
    return false;
  }

  private static void dimensions(AggregateStockRequest request, List<FieldFault> faults) {
    Set<StockDimension> seen = EnumSet.noneOf(StockDimension.class);
    for (int i = 0; i < request.getGroupByCount(); i++) {
      StockDimension dimension = request.getGroupBy(i);
      String field = "group_by[" + i + "]";
      if (dimension == StockDimension.UNRECOGNIZED || dimension.getNumber() == 0) {
        faults.add(
            new FieldFault(
                field,
                String.valueOf(request.getGroupByValue(i)),
                Expected.of(
                    "one_of", "names", Expectations.names(StockDimension.getDescriptor()))));
      } else if (!seen.add(dimension)) {
        faults.add(new FieldFault(field, dimension.name(), Expected.of("each_once")));
      }
    }
  }
}
