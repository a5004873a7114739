package io.shelfshare.node.grpc.validation;

import com.google.protobuf.Message;
import io.shelfshare.market.v1.CreatePolicyRequest;
import io.shelfshare.market.v1.EditTransferRequestRequest;
import io.shelfshare.market.v1.PlaceBidRequest;
import io.shelfshare.market.v1.Policy;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.FieldFault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the rules of the protos cannot say of modes, bids, substitutes and edits. */
final class CourseRules {
  private CourseRules() {}

  /** True where the request is one of these. */
  static boolean check(Message request, List<FieldFault> faults) {
    if (request instanceof PlaceBidRequest bid) {
      HandRules.once("lines", bid.getLinesList(), line -> line.getSku(), "sku", "once", faults);
      HandRules.valid("ship_by", bid.getShipBy(), faults);
      if (bid.hasFee() && Fees.smallest(bid.getFee()).isEmpty()) {
        faults.add(
            new FieldFault(
                "fee",
                bid.getFee().getUnits() + " " + bid.getFee().getCurrencyCode(),
                Expected.of("fee")));
      }
      return true;
    } else if (request instanceof EditTransferRequestRequest edit) {
      HandRules.once("lines", edit.getLinesList(), line -> line.getSku(), "sku", "once", faults);
      HandRules.valid("needed_by", edit.getNeededBy(), faults);
      HandRules.valid("expire_time", edit.getExpireTime(), faults);
      boolean something =
          edit.hasNeededBy() || edit.hasNote() || edit.hasExpireTime() || edit.getLinesCount() > 0;
      if (!something) {
        faults.add(new FieldFault("note", "", Expected.of("some_edit")));
      }
      return true;
    } else if (request instanceof CreatePolicyRequest create) {
      policy(create.getPolicy(), faults);
      return true;
    }
    return false;
  }

  private static void policy(Policy policy, List<FieldFault> faults) {
    for (int i = 0; i < policy.getRingsCount(); i++) {
      if (policy.getRings(i).getWithinKm() > 0 && policy.getRings(i).getRegionLevels() > 0) {
        faults.add(
            new FieldFault(
                "policy.rings[" + i + "].region_levels",
                String.valueOf(policy.getRings(i).getRegionLevels()),
                Expected.of("one_reach")));
      }
    }
    HandRules.once(
        "policy.weights",
        policy.getWeightsList(),
        weight -> weight.getFactor().name(),
        "factor",
        "each_once",
        faults);
    if (policy.getName().equals("policies/built-in")) {
      faults.add(new FieldFault("policy.name", policy.getName(), Expected.of("not_built_in")));
    }
  }

  static void post(TransferRequest request, List<FieldFault> faults) {
    substitutes(request, faults);
    for (int i = 0; i < request.getFallbacksCount(); i++) {
      TransferRequest.Mode before =
          i == 0 ? request.getMode() : request.getFallbacks(i - 1).getMode();
      TransferRequest.Fallback next = request.getFallbacks(i);
      if (before == TransferRequest.Mode.MODE_FIRST_COME && !next.hasAfter()) {
        faults.add(
            new FieldFault(
                "transfer_request.fallbacks[" + i + "].after", "", Expected.of("fallback_after")));
      }
    }
    boolean offersToCustomer =
        request.getKind() == TransferRequest.Kind.KIND_SUPPLY
            && request.getDestination().hasCustomerReference();
    if (offersToCustomer) {
      faults.add(
          new FieldFault(
              "transfer_request.destination.customer_reference",
              request.getDestination().getCustomerReference(),
              Expected.of("no_destination")));
    }
  }

  /** A SKU belongs to one line, so that it is clear what a unit of it covers. */
  private static void substitutes(TransferRequest request, List<FieldFault> faults) {
    Set<String> seen = new HashSet<>();
    request.getLinesList().forEach(line -> seen.add(line.getSku()));
    for (int i = 0; i < request.getLinesCount(); i++) {
      RequestLine line = request.getLines(i);
      for (int j = 0; j < line.getSubstitutesCount(); j++) {
        if (!seen.add(line.getSubstitutes(j))) {
          faults.add(
              new FieldFault(
                  "transfer_request.lines[" + i + "].substitutes[" + j + "]",
                  line.getSubstitutes(j),
                  Expected.of("substitute")));
        }
      }
    }
  }
}
