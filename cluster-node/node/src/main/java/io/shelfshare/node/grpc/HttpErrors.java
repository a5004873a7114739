package io.shelfshare.node.grpc;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.shelfshare.node.grpc.error.Failures;
import io.shelfshare.node.grpc.error.JsonErrors;
import io.shelfshare.node.grpc.error.Languages;
import io.shelfshare.node.grpc.error.Refusals;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Errors outside of gRPC: unknown paths, broken HTTP, and whatever else goes wrong there. */
final class HttpErrors implements ServerErrorHandler {
  private final Failures failures;
  private final JsonErrors json = new JsonErrors();

  HttpErrors(Failures failures) {
    this.failures = failures;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    if (cause instanceof HttpStatusException || cause instanceof HttpResponseException) {
      // Armeria's own way to say 404, 405 and the like; renderStatus gives it a body.
      return ServerErrorHandler.ofDefault().onServiceException(context, cause);
    }
    return json.response(Refusals.status(failures.fault(cause), Languages.of(context)));
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    if (status.equals(HttpStatus.BAD_REQUEST)) {
      // A body or a query that is no message of its call; there is nothing else to be wrong yet.
      Locale locale =
          Languages.of(headers == null ? null : headers.get(HttpHeaderNames.ACCEPT_LANGUAGE));
      return page(status, json.body(Refusals.status(Failures.unreadable(""), locale)));
    }
    String body =
        "{\"error\":{\"code\":"
            + status.code()
            + ",\"message\":\""
            + status.reasonPhrase()
            + "\"}}";
    return page(status, body);
  }

  private static AggregatedHttpResponse page(HttpStatus status, String body) {
    return AggregatedHttpResponse.of(status, MediaType.JSON_UTF_8, body);
  }
}
