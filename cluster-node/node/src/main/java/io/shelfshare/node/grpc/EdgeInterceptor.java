package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.GrpcErrors;
import io.shelfshare.node.grpc.error.Languages;
import io.shelfshare.node.grpc.limit.Limits;
import io.shelfshare.node.grpc.validation.RequestChecks;
import io.shelfshare.node.security.Caller;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Goes before every service of the market: who calls, how often, for how long, and whether the
 * request can be right at all. What is refused here never reaches a service.
 */
final class EdgeInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> ACCEPT_LANGUAGE =
      Metadata.Key.of("accept-language", Metadata.ASCII_STRING_MARSHALLER);

  private final Identity identity;
  private final Limits limits;
  private final Timeouts timeouts;
  private final RequestChecks checks;
  private final GrpcErrors errors;

  EdgeInterceptor(
      Identity identity,
      Limits limits,
      Timeouts timeouts,
      RequestChecks checks,
      GrpcErrors errors) {
    this.identity = identity;
    this.limits = limits;
    this.timeouts = timeouts;
    this.checks = checks;
    this.errors = errors;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Locale locale = Languages.of(headers.get(ACCEPT_LANGUAGE));
    ServiceRequestContext request = ServiceRequestContext.current();
    // What a caller may read is for that caller, and only now.
    request.setAdditionalResponseHeader(HttpHeaderNames.CACHE_CONTROL, "no-store");
    Duration timeout = timeouts.apply(request, call.getMethodDescriptor().getType());
    Caller caller;
    try {
      InetAddress from = request.clientAddress();
      caller = identity.caller(headers, from);
      refuseTooMany(call, caller);
    } catch (CallFailed e) {
      close(call, e.fault(), locale);
      return new ServerCall.Listener<>() {};
    }
    Context.CancellableContext context =
        new Call(caller, locale)
            .in(Context.current())
            .withDeadline(
                Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS), request.eventLoop());
    ServerCall.Listener<Q> listener = Contexts.interceptCall(context, call, headers, next);
    return new Checked<>(listener, call, context, locale);
  }

  private void refuseTooMany(ServerCall<?, ?> call, Caller caller) {
    Object marshaller = call.getMethodDescriptor().getRequestMarshaller();
    boolean mutation =
        marshaller instanceof MethodDescriptor.PrototypeMarshaller<?> known
            && known.getMessagePrototype() instanceof Message prototype
            && checks.isMutation(prototype.getDescriptorForType());
    limits
        .call(caller, mutation)
        .ifPresent(
            fault -> {
              throw new CallFailed(fault);
            });
  }

  private void close(ServerCall<?, ?> call, Fault fault, Locale locale) {
    GrpcErrors.Closing closing = errors.closing(fault, locale);
    call.close(closing.status(), closing.trailers());
  }

  /** Lets a message pass that is right, and closes the call on any other. */
  private final class Checked<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private final Context.CancellableContext context;
    private final Locale locale;
    private boolean refused;

    Checked(
        ServerCall.Listener<Q> listener,
        ServerCall<Q, ?> call,
        Context.CancellableContext context,
        Locale locale) {
      super(listener);
      this.call = call;
      this.context = context;
      this.locale = locale;
    }

    @Override
    public void onMessage(Q message) {
      Optional<Fault> fault =
          message instanceof Message request ? checks.check(request) : Optional.empty();
      if (fault.isPresent()) {
        refused = true;
        close(call, fault.get(), locale);
      } else {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }

    @Override
    public void onComplete() {
      super.onComplete();
      context.cancel(null);
    }

    @Override
    public void onCancel() {
      super.onCancel();
      context.cancel(null);
    }
  }
}
