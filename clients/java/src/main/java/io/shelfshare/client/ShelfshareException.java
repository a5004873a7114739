package io.shelfshare.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster, or the way to it, answered instead of a result. The message is for people; a
 * program decides by {@link #code()} and {@link #reason()}.
 */
public final class ShelfshareException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason where the answer carried none, for example as no node was reached. */
  public static final String NO_REASON = "";

  private final Status.Code code;
  private final String reason;
  private final transient Map<String, String> metadata;
  private final transient List<FieldViolation> violations;
  private final transient Optional<Duration> retryAfter;

  /**
   * One field that was refused.
   *
   * @param field path of the field, for example {@code lines[0].quantity}
   * @param description what was wrong and what is expected
   */
  public record FieldViolation(String field, String description) {}

  private ShelfshareException(
      Status status, Details details, @Nullable Throwable cause, boolean withStack) {
    super(details.message(status), cause, true, withStack);
    this.code = status.getCode();
    this.reason = details.reason;
    this.metadata = details.metadata;
    this.violations = details.violations;
    this.retryAfter = details.retryAfter;
  }

  /** Reads a failure of a call; anything that is not one of gRPC becomes UNKNOWN. */
  public static ShelfshareException of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ShelfshareException known) {
      return known;
    }
    Metadata trailers = Status.trailersFromThrowable(cause);
    Status status = Status.fromThrowable(cause);
    Details details = Details.read(status, trailers == null ? new Metadata() : trailers);
    return new ShelfshareException(status, details, failure, true);
  }

  /**
   * Reads the end of a call. Without a stack trace: it would be one of the network's thread, which
   * says nothing of the call and takes longer to make than all the rest.
   */
  public static ShelfshareException of(Status status, Metadata trailers) {
    return new ShelfshareException(
        status, Details.read(status, trailers), status.getCause(), false);
  }

  /** The gRPC code. */
  public Status.Code code() {
    return code;
  }

  /** A reason of {@code ErrorReason} without its prefix, or {@link #NO_REASON}. */
  public String reason() {
    return reason;
  }

  /** Facts about the refusal, for example which units are short. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The fields that were refused, in the order of the answer. */
  public List<FieldViolation> violations() {
    return violations;
  }

  /** How long the cluster asks the caller to wait, where it said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** True where a rule of the market refused the call: it had no effect, and says why. */
  public boolean isRefusal() {
    return switch (code) {
      case FAILED_PRECONDITION,
          ABORTED,
          NOT_FOUND,
          INVALID_ARGUMENT,
          ALREADY_EXISTS,
          OUT_OF_RANGE,
          RESOURCE_EXHAUSTED ->
          true;
      default -> false;
    };
  }

  private static final class Details {
    private String reason = NO_REASON;
    private String words = "";
    private Map<String, String> metadata = Map.of();
    private List<FieldViolation> violations = List.of();
    private Optional<Duration> retryAfter = Optional.empty();

    static Details read(Status status, Metadata trailers) {
      Details details = new Details();
      com.google.rpc.Status answer = StatusProto.fromStatusAndTrailers(status, trailers);
      if (answer != null) {
        for (Any detail : answer.getDetailsList()) {
          details.add(detail);
        }
      }
      return details;
    }

    private void add(Any detail) {
      try {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          reason = info.getReason();
          metadata = Map.copyOf(info.getMetadataMap());
        } else if (detail.is(BadRequest.class)) {
          violations =
              detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                  .map(v -> new FieldViolation(v.getField(), v.getDescription()))
                  .toList();
        } else if (detail.is(RetryInfo.class)) {
          var delay = detail.unpack(RetryInfo.class).getRetryDelay();
          retryAfter = Optional.of(Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
        } else if (detail.is(LocalizedMessage.class)) {
          words = detail.unpack(LocalizedMessage.class).getMessage();
        }
      } catch (InvalidProtocolBufferException unreadable) {
        // A detail of a newer server that this client cannot read is left out: the code and the
        // message still say enough.
        return;
      }
    }

    String message(Status status) {
      if (!words.isEmpty()) {
        return words;
      }
      String description = status.getDescription();
      String said =
          description == null || description.isEmpty() ? status.getCode().name() : description;
      Throwable cause = status.getCause();
      // The way to the cluster fails with words such as "io exception"; the cause knows more.
      return cause == null || cause.getMessage() == null ? said : said + ": " + cause.getMessage();
    }
  }
}
