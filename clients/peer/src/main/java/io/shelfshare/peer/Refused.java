package io.shelfshare.peer;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** What is answered in place of a result; the reasons are those of the API. */
final class Refused extends StatusRuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  Refused(Status.Code code, String reason) {
    super(code.toStatus().withDescription(reason), details(code, reason));
  }

  /** An answer to a caller, not a fault: where it was made tells nobody anything. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /** Answers a call with what the supplier gives or throws. */
  static <A> void answer(StreamObserver<A> observer, Supplier<A> answer) {
    A value;
    try {
      value = answer.get();
    } catch (Refused refused) {
      observer.onError(refused);
      return;
    } catch (IllegalStateException broken) {
      observer.onError(Status.INTERNAL.withDescription(broken.getMessage()).asRuntimeException());
      return;
    }
    observer.onNext(value);
    observer.onCompleted();
  }

  private static Metadata details(Status.Code code, String reason) {
    ErrorInfo info = ErrorInfo.newBuilder().setReason(reason).setDomain("shelfshare").build();
    Metadata trailers = new Metadata();
    trailers.put(
        DETAILS,
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(reason)
            .addDetails(Any.pack(info))
            .build());
    return trailers;
  }
}
