package io.shelfshare.node.request;

import io.shelfshare.domain.RequestId;
import io.shelfshare.node.grpc.gateway.RequestView;

/** Requests as others see them. */
public final class RequestViews {
  private RequestViews() {}

  public static RequestView of(RequestId id, io.shelfshare.domain.request.RequestView view) {
    return new RequestView(
        id,
        view.spec(),
        RequestView.State.valueOf(view.status().name()),
        view.lines().stream()
            .map(
                line ->
                    new RequestView.Line(
                        line.sku(), line.asked(), line.covered(), line.open(), line.received()))
            .toList(),
        view.awards(),
        view.postedAt(),
        view.changedAt(),
        view.version(),
        view.course());
  }
}
