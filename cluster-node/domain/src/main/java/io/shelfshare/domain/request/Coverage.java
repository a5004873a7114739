package io.shelfshare.domain.request;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How far a posted request is, added up from its awards and what their orders reported. */
final class Coverage {
  private Coverage() {}

  static List<RequestLine> lines(PostedRequest request) {
    return lines(request, isInRace(request));
  }

  /** The lines with nothing open, as after a cancellation. */
  static List<RequestLine> closed(PostedRequest request) {
    return lines(request, false);
  }

  private static List<RequestLine> lines(PostedRequest request, boolean inRace) {
    return request.spec().lines().stream().map(line -> line(request, line, inRace)).toList();
  }

  private static RequestLine line(PostedRequest request, Units asked, boolean inRace) {
    SkuId sku = asked.sku();
    RequestSpec spec = request.spec();
    long covered = 0;
    long received = 0;
    long awarded = 0;
    // Loops, as this is looked at some ten times a grab.
    for (Leg leg : request.legs()) {
      covered += leg.covered(spec, sku);
      received += leg.received(spec, sku);
      awarded += leg.awarded(spec, sku);
    }
    // What a poster offered and then could not bring is not there to be offered again.
    long gone = spec.isSupply() ? awarded : covered;
    long open = inRace ? asked.quantity() - gone : 0;
    return new RequestLine(sku, asked.quantity(), covered, open, received);
  }

  /** Neither expired nor cancelled. */
  static boolean isInRace(PostedRequest request) {
    return request.expiredAt().isEmpty() && request.cancelled().isEmpty();
  }

  /** Units can still be grabbed. */
  static boolean isOpen(PostedRequest request) {
    return lines(request).stream().anyMatch(line -> line.open() > 0);
  }

  static RequestView.Status status(PostedRequest request) {
    if (request.cancelled().isPresent()) {
      return RequestView.Status.CANCELLED;
    }
    if (request.expiredAt().isPresent()) {
      return RequestView.Status.EXPIRED;
    }
    List<RequestLine> lines = lines(request);
    if (lines.stream().anyMatch(line -> line.open() > 0)) {
      boolean untouched = lines.stream().allMatch(line -> line.covered() == 0);
      return untouched ? RequestView.Status.OPEN : RequestView.Status.PARTLY_COVERED;
    }
    if (lines.stream().allMatch(line -> line.received() == line.asked())) {
      return RequestView.Status.FULFILLED;
    }
    boolean over = request.legs().stream().allMatch(Leg::ended);
    return over ? RequestView.Status.CLOSED : RequestView.Status.COVERED;
  }

  /** Stores that bring, or brought, any unit; of an offer, stores that get any. */
  static Set<StoreId> suppliers(PostedRequest request) {
    Set<StoreId> suppliers = new LinkedHashSet<>();
    request.legs().stream()
        .filter(Leg::coversAnything)
        .forEach(leg -> suppliers.add(leg.award().taker()));
    return suppliers;
  }
}
