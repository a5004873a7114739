package io.shelfshare.node.grpc.error;

import com.google.rpc.Code;
import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.micrometer.core.instrument.MeterRegistry;
import io.shelfshare.market.v1.ErrorReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives faults the form of gRPC, counts them, and catches what Armeria would tell by itself. */
public final class GrpcErrors implements GrpcExceptionHandlerFunction {
  /** Where gRPC carries {@code google.rpc.Status}. */
  public static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  private final Failures failures;
  private final MeterRegistry meters;

  public GrpcErrors(Failures failures, MeterRegistry meters) {
    this.failures = failures;
    this.meters = meters;
  }

  /** A status with its trailers, ready to close a call with. */
  public record Closing(Status status, Metadata trailers) {
    /** As an exception, for what takes no other form. */
    public StatusRuntimeException asException() {
      return new Told(status, trailers);
    }
  }

  /** An answer and not a defect, so it spares the stack trace. */
  private static final class Told extends StatusRuntimeException {
    private static final long serialVersionUID = 1;

    Told(Status status, Metadata trailers) {
      super(status, trailers);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** What closes a call that fails with {@code fault}. Counts it. */
  public Closing closing(Fault fault, Locale locale) {
    count(fault.reason());
    com.google.rpc.Status told = Refusals.status(fault, locale);
    Metadata trailers = new Metadata();
    trailers.put(DETAILS, told);
    return new Closing(grpc(told), trailers);
  }

  /** What to tell of {@code thrown}. */
  public Fault fault(Throwable thrown) {
    return failures.fault(thrown);
  }

  /** What closes a call that failed with {@code thrown}. */
  public Closing closing(Throwable thrown, Locale locale) {
    return closing(failures.fault(thrown), locale);
  }

  @Override
  public Status apply(RequestContext context, Status status, Throwable cause, Metadata metadata) {
    if (metadata.containsKey(DETAILS) || status.isOk()) {
      return status;
    }
    boolean gone =
        cause instanceof ClosedSessionException || cause instanceof ClosedStreamException;
    if (gone || status.getCode() == Status.Code.CANCELLED) {
      return Status.CANCELLED;
    }
    Closing closing = closing(cause, Languages.of(context));
    metadata.merge(closing.trailers());
    return closing.status();
  }

  private static Status grpc(com.google.rpc.Status told) {
    return Status.fromCodeValue(told.getCode()).withDescription(told.getMessage());
  }

  private void count(ErrorReason reason) {
    meters
        .counter(
            "shelfshare.edge.errors",
            "reason",
            Refusals.name(reason),
            "code",
            Code.forNumber(Refusals.code(reason).getNumber()).name())
        .increment();
  }

  /** The code of a response that carries no details, where there is one. */
  static @Nullable String nameOf(int code) {
    Code known = Code.forNumber(code);
    return known == null ? null : known.name();
  }
}
