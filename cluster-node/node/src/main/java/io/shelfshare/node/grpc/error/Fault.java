package io.shelfshare.node.grpc.error;

import io.shelfshare.market.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a call fails, as a value: everything that the one who called will be told.
 *
 * @param metadata what the words need, by name; all of it is sent
 * @param fields what is wrong with which field; empty but for wrong fields
 * @param retryAfter when trying again may help
 */
public record Fault(
    ErrorReason reason,
    Map<String, String> metadata,
    List<FieldFault> fields,
    Optional<Duration> retryAfter) {
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(1);

  public Fault {
    metadata = Map.copyOf(metadata);
    fields = List.copyOf(fields);
  }

  /** One or more fields are wrong. */
  public static Fault fields(List<FieldFault> fields) {
    return new Fault(ErrorReason.ERROR_REASON_INVALID_FIELDS, Map.of(), fields, Optional.empty());
  }

  /** One field is wrong. */
  public static Fault field(FieldFault field) {
    return fields(List.of(field));
  }

  /** {@code request_id} is not of this time. */
  public static Fault requestIdOutOfTime(FieldFault field) {
    return new Fault(
        ErrorReason.ERROR_REASON_REQUEST_ID_OUT_OF_TIME,
        Map.of(),
        List.of(field),
        Optional.empty());
  }

  /** What is named does not exist, or not for the caller. */
  public static Fault notFound(String resource) {
    return of(ErrorReason.ERROR_REASON_NOT_FOUND, Map.of("resource", resource));
  }

  /** The caller may not. It says no more, so that it tells nothing of what there is. */
  public static Fault notAllowed() {
    return of(ErrorReason.ERROR_REASON_NOT_ALLOWED, Map.of());
  }

  /** The token is not taken, in words that are fit for its sender. */
  public static Fault tokenInvalid(String why) {
    return of(ErrorReason.ERROR_REASON_TOKEN_INVALID, Map.of("detail", why));
  }

  /** Too many calls. */
  public static Fault rateLimited(Duration retryAfter) {
    return new Fault(
        ErrorReason.ERROR_REASON_RATE_LIMITED, Map.of(), List.of(), Optional.of(retryAfter));
  }

  /** Nobody answered in time, or the node is going away. */
  public static Fault retryLater() {
    return new Fault(ErrorReason.ERROR_REASON_RETRY_LATER, Map.of(), List.of(), Optional.of(LATER));
  }

  /** A defect, to be looked for in the log. */
  public static Fault internal(String incident) {
    return of(ErrorReason.ERROR_REASON_INTERNAL, Map.of("incident", incident));
  }

  /** Something decided again in a moment. */
  static Fault contended(Map<String, String> metadata) {
    return new Fault(ErrorReason.ERROR_REASON_CONTENDED, metadata, List.of(), Optional.of(SOON));
  }

  public static Fault of(ErrorReason reason, Map<String, String> metadata) {
    return new Fault(reason, metadata, List.of(), Optional.empty());
  }
}
