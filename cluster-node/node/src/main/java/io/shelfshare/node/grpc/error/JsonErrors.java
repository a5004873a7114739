package io.shelfshare.node.grpc.error;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.UnframedGrpcErrorHandler;
import io.grpc.Status;
import java.util.Base64;
import java.util.Optional;

/**
 * Errors of JSON calls, in the form of AIP-193: {@code {"error": {code, message, status,
 * details}}}.
 */
public final class JsonErrors implements UnframedGrpcErrorHandler {
  private static final String DETAILS = "grpc-status-details-bin";

  private final JsonFormat.Printer printer =
      JsonFormat.printer()
          .usingTypeRegistry(
              JsonFormat.TypeRegistry.newBuilder()
                  .add(ErrorInfo.getDescriptor())
                  .add(BadRequest.getDescriptor())
                  .add(RetryInfo.getDescriptor())
                  .build())
          .omittingInsignificantWhitespace();

  @Override
  public HttpResponse handle(
      ServiceRequestContext context, Status status, AggregatedHttpResponse response) {
    com.google.rpc.Status told =
        details(response.trailers())
            .or(() -> details(response.headers()))
            .orElseGet(() -> Refusals.status(ofCode(status), Languages.of(context)));
    return response(told);
  }

  /** The answer of a fault that is told before the call reached gRPC. */
  public HttpResponse response(com.google.rpc.Status told) {
    return HttpResponse.of(httpStatus(told.getCode()), MediaType.JSON_UTF_8, body(told));
  }

  /** The body of {@link #response}. */
  public String body(com.google.rpc.Status told) {
    try {
      String details = printer.print(told.toBuilder().clearCode().clearMessage());
      // The printer writes {"details":[...]}; the other members are put before them.
      String inner = details.length() > 2 ? "," + details.substring(1) : "}";
      return "{\"error\":{\"code\":"
          + httpStatus(told.getCode()).code()
          + ",\"message\":"
          + printer.print(com.google.protobuf.StringValue.of(told.getMessage()))
          + ",\"status\":\""
          + Code.forNumber(told.getCode()).name()
          + '"'
          + inner
          + '}';
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The printer knows every kind of detail that we send.", e);
    }
  }

  private static Fault ofCode(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> Fault.retryLater();
      default -> Failures.unreadable("");
    };
  }

  private static Optional<com.google.rpc.Status> details(HttpHeaders headers) {
    return Optional.ofNullable(headers.get(DETAILS)).flatMap(JsonErrors::parse);
  }

  private static Optional<com.google.rpc.Status> parse(String header) {
    try {
      String unpadded = header.replace("=", "");
      return Optional.of(com.google.rpc.Status.parseFrom(Base64.getDecoder().decode(unpadded)));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As {@code google/rpc/code.proto} maps them. */
  private static HttpStatus httpStatus(int code) {
    return switch (Code.forNumber(code)) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> HttpStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case ABORTED, ALREADY_EXISTS -> HttpStatus.CONFLICT;
      case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS;
      case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case DEADLINE_EXCEEDED -> HttpStatus.GATEWAY_TIMEOUT;
      default -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
