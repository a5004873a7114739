package io.shelfshare.node.grpc.error;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.ShuttingDownException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.RequestTimeoutException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a fault. What nobody foresaw is logged under an incident. */
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  /** The field that stands for the message as a whole. */
  private static final String WHOLE = "(message)";

  private static final int WHY_CHARS_MAX = 120;

  /** What protobuf's JSON reader says of the caller's input, and not of our classes. */
  private static final Pattern OF_THE_INPUT =
      Pattern.compile(
          "(?:Cannot find field|Invalid enum value|Not an? |Not a |Expect|Failed to parse|Out of"
              + " range|Field |Repeated field|Illegal|Invalid URL|Enum value)[^\n]*");

  private static final Pattern OF_OUR_CLASSES = Pattern.compile("(?:java|com|io)\\.[a-z]+\\.");

  private final RandomGenerator random;
  private final int messageBytesMax;

  /**
   * @param random makes incident numbers; used from many threads
   * @param messageBytesMax what the sender of an oversized message is told
   */
  public Failures(RandomGenerator random, int messageBytesMax) {
    this.random = random;
    this.messageBytesMax = messageBytesMax;
  }

  /** What to tell of {@code thrown}. */
  public Fault fault(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CallFailed failed) {
        return failed.fault();
      }
      if (cause instanceof TimeoutException || cause instanceof RequestTimeoutException) {
        return Fault.retryLater();
      }
      if (cause instanceof AllNodesFailedException
          || cause instanceof DriverTimeoutException
          || cause instanceof QueryExecutionException
          || cause instanceof ClosedConnectionException) {
        // The database does not answer, or not in time; what was written then is open.
        return Fault.retryLater();
      }
      if (cause instanceof ShuttingDownException
          || cause instanceof ClosedSessionException
          || cause instanceof ClosedStreamException) {
        // The node leaves before the answer, and another one knows the outcome; or the client has
        // gone, and nobody reads this.
        return Fault.retryLater();
      }
      if (cause instanceof ContentTooLargeException) {
        return tooLarge();
      }
      if (cause instanceof InvalidProtocolBufferException unreadable) {
        return unreadable(String.valueOf(unreadable.getMessage()));
      }
    }
    if (thrown instanceof StatusRuntimeException || thrown instanceof StatusException) {
      return ofTransport(Status.fromThrowable(thrown), thrown);
    }
    return incident(thrown);
  }

  /** What the transport found out before a message reached us; we throw no status ourselves. */
  private Fault ofTransport(Status status, Throwable thrown) {
    return switch (status.getCode()) {
      case RESOURCE_EXHAUSTED -> tooLarge();
      case INTERNAL, INVALID_ARGUMENT, UNIMPLEMENTED -> unreadable("");
      default -> incident(thrown);
    };
  }

  private Fault tooLarge() {
    return Fault.field(new FieldFault(WHOLE, "", Expected.of("body", "max", messageBytesMax)));
  }

  /** Bytes or JSON that are no message of this call. */
  public static Fault unreadable(String why) {
    boolean tellable = OF_THE_INPUT.matcher(why).matches() && !OF_OUR_CLASSES.matcher(why).find();
    Expected expected =
        tellable
            ? Expected.of("message_because", "why", why.substring(0, min(why, WHY_CHARS_MAX)))
            : Expected.of("message");
    return Fault.field(new FieldFault(WHOLE, "", expected));
  }

  private static int min(String text, int max) {
    return Math.min(text.length(), max);
  }

  private Fault incident(Throwable thrown) {
    String incident = Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
    log.error("Incident {}", incident, unwrap(thrown));
    return Fault.internal(incident);
  }

  private static Throwable unwrap(Throwable thrown) {
    boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    Throwable cause = thrown.getCause();
    return wrapper && cause != null ? cause : thrown;
  }
}
