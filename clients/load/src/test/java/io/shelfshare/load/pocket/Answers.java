package io.shelfshare.load.pocket;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** How the pocket market answers. */
final class Answers {
  private Answers() {}

  static <A> void answer(StreamObserver<A> observer, A answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  static StatusRuntimeException refusal(Code code, String reason) {
    ErrorInfo info = ErrorInfo.newBuilder().setReason(reason).setDomain("shelfshare").build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder().setCode(code.getNumber()).addDetails(Any.pack(info)).build());
  }

  static void requireVersion7(String requestId) {
    if (UUID.fromString(requestId).version() != 7 || UUID.fromString(requestId).variant() != 2) {
      throw new IllegalArgumentException("not a UUIDv7: " + requestId);
    }
  }
}
