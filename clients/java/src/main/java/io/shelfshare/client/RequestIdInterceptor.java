package io.shelfshare.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;

/**
 * Fills in the {@code request_id} of a mutation whose caller gave none. It stands in front of the
 * retries, so that every copy of a call carries the same id.
 */
final class RequestIdInterceptor implements ClientInterceptor {
  private static final String FIELD = "request_id";

  private final RequestIds ids;

  RequestIdInterceptor(RequestIds ids) {
    this.ids = ids;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void sendMessage(Q message) {
        super.sendMessage(withId(message));
      }
    };
  }

  @SuppressWarnings("unchecked")
  private <Q> Q withId(Q message) {
    if (!(message instanceof Message body)) {
      return message;
    }
    FieldDescriptor field = body.getDescriptorForType().findFieldByName(FIELD);
    if (field == null || !((String) body.getField(field)).isEmpty()) {
      return message;
    }
    return (Q) body.toBuilder().setField(field, ids.next()).build();
  }
}
