package io.shelfshare.node.grpc;

import io.shelfshare.domain.notify.Channel;
import io.shelfshare.market.v1.UpdateEndpointRequest;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;
import io.shelfshare.node.grpc.validation.EndpointFields;
import java.util.ArrayList;
import java.util.List;

/** What of a change of an endpoint depends on the endpoint. */
final class EndpointRules {
  private EndpointRules() {}

  static void check(UpdateEndpointRequest request, Channel channel) {
    List<FieldFault> faults = new ArrayList<>();
    if (channel == Channel.WEB_PUSH && request.hasAddress()) {
      faults.add(new FieldFault("address", "", Expected.of("subscribe_anew")));
    }
    if (request.hasSecret()) {
      EndpointFields.secret("secret", channel.name(), request.getSecret(), faults);
    }
    if (!faults.isEmpty()) {
      throw new CallFailed(Fault.fields(faults));
    }
  }
}
