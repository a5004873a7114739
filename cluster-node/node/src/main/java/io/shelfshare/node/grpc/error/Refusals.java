package io.shelfshare.node.grpc.error;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.shelfshare.domain.Refusal;
import io.shelfshare.market.v1.ErrorReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The one mapper from what the domain refuses, and what the edge refuses, to what is sent. */
public final class Refusals {
  /** The {@code domain} of every {@code ErrorInfo}. */
  public static final String DOMAIN = "shelfshare";

  private static final String PREFIX = "ERROR_REASON_";

  private Refusals() {}

  /** A refusal of the domain, as it is told. */
  public static Fault fault(Refusal refusal) {
    if (refusal.reason() == Refusal.Reason.SHORT_REASON_MISSING) {
      return Fault.field(new FieldFault("short_reason", "", Expected.of("short_reason")));
    }
    ErrorReason reason = ErrorReason.valueOf(PREFIX + refusal.reason().name());
    return switch (refusal.reason().retry()) {
      case SOON -> Fault.contended(refusal.details());
      case NEVER -> new Fault(reason, refusal.details(), List.of(), Optional.empty());
    };
  }

  /** The gRPC code that {@code error_reason.proto} gives a reason. */
  static Code code(ErrorReason reason) {
    return switch (reason) {
      case ERROR_REASON_INVALID_FIELDS, ERROR_REASON_REQUEST_ID_OUT_OF_TIME ->
          Code.INVALID_ARGUMENT;
      case ERROR_REASON_TOKEN_INVALID -> Code.UNAUTHENTICATED;
      case ERROR_REASON_NOT_ALLOWED -> Code.PERMISSION_DENIED;
      case ERROR_REASON_NOT_FOUND -> Code.NOT_FOUND;
      case ERROR_REASON_REQUEST_ID_REUSED, ERROR_REASON_CONTENDED -> Code.ABORTED;
      case ERROR_REASON_TOO_LATE -> Code.DEADLINE_EXCEEDED;
      case ERROR_REASON_RATE_LIMITED,
          ERROR_REASON_TOO_MANY_OPEN_REQUESTS,
          ERROR_REASON_TOO_MANY_WATCHES,
          ERROR_REASON_WATCHER_TOO_SLOW ->
          Code.RESOURCE_EXHAUSTED;
      case ERROR_REASON_RETRY_LATER -> Code.UNAVAILABLE;
      case ERROR_REASON_ALREADY_COVERED,
          ERROR_REASON_REQUEST_EXPIRED,
          ERROR_REASON_REQUEST_CANCELLED,
          ERROR_REASON_OWN_REQUEST,
          ERROR_REASON_GRAB_EXCEEDS_OPEN,
          ERROR_REASON_NOT_AVAILABLE,
          ERROR_REASON_SUPPLIER_EXCLUDED,
          ERROR_REASON_ALL_OR_NOTHING,
          ERROR_REASON_SPLIT_LIMIT,
          ERROR_REASON_MODE_NOT_OFFERED,
          ERROR_REASON_NOT_IN_AUDIENCE,
          ERROR_REASON_NOT_ASKED,
          ERROR_REASON_BIDS_ONLY,
          ERROR_REASON_NO_WINDOW,
          ERROR_REASON_BID_LATE,
          ERROR_REASON_ALREADY_BID,
          ERROR_REASON_NO_BID,
          ERROR_REASON_OUTBID,
          ERROR_REASON_NO_ANSWER,
          ERROR_REASON_QUANTITY_BELOW_COVERED,
          ERROR_REASON_EXPIRES_SOONER,
          ERROR_REASON_ORDER_STATE,
          ERROR_REASON_EXCEEDS_PENDING,
          ERROR_REASON_RECEIPT_EXCEEDS_SHIPPED,
          ERROR_REASON_EXCEEDS_IN_TRANSIT,
          ERROR_REASON_EXCEEDS_RETURNING,
          ERROR_REASON_EXCEEDS_LOST,
          ERROR_REASON_EXCEEDS_ACCEPTED,
          ERROR_REASON_LOSS_NOT_SUSPECTED,
          ERROR_REASON_RECALL_DESTINATION,
          ERROR_REASON_ORDER_FULL,
          ERROR_REASON_COUNT_BELOW_CONFIRMED,
          ERROR_REASON_CORRECTION_BELOW_ZERO,
          ERROR_REASON_RULES_CHANGED,
          ERROR_REASON_CUSTOMER_ERASED,
          ERROR_REASON_ENDPOINT_LIMIT ->
          Code.FAILED_PRECONDITION;
      case ERROR_REASON_INTERNAL, ERROR_REASON_UNSPECIFIED, UNRECOGNIZED -> Code.INTERNAL;
    };
  }

  /** The reason as {@code ErrorInfo} carries it, for example {@code NOT_ALLOWED}. */
  public static String name(ErrorReason reason) {
    return reason.name().substring(PREFIX.length());
  }

  /** Everything that is sent, with words in {@code locale}. */
  public static Status status(Fault fault, Locale locale) {
    Words words = Words.in(locale);
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(fault.reason()).getNumber())
            .setMessage(message(fault, words))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(name(fault.reason()))
                        .setDomain(DOMAIN)
                        .putAllMetadata(fault.metadata())
                        .build()));
    if (!fault.fields().isEmpty()) {
      BadRequest.Builder wrong = BadRequest.newBuilder();
      for (FieldFault field : fault.fields()) {
        wrong.addFieldViolations(
            BadRequest.FieldViolation.newBuilder()
                .setField(field.field())
                .setDescription(description(field, words)));
      }
      status.addDetails(Any.pack(wrong.build()));
    }
    fault.retryAfter().ifPresent(after -> status.addDetails(Any.pack(retryInfo(after))));
    return status.build();
  }

  private static RetryInfo retryInfo(Duration after) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            com.google.protobuf.Duration.newBuilder()
                .setSeconds(after.getSeconds())
                .setNanos(after.getNano()))
        .build();
  }

  private static String message(Fault fault, Words words) {
    if (fault.fields().isEmpty()) {
      return words.say(name(fault.reason()), fault.metadata());
    }
    FieldFault first = fault.fields().get(0);
    Map<String, String> arguments = new HashMap<>();
    arguments.put("field", first.field());
    arguments.put("description", description(first, words));
    if (fault.fields().size() > 1) {
      arguments.put("more", String.valueOf(fault.fields().size() - 1));
    }
    return words.say("field", arguments);
  }

  private static String description(FieldFault field, Words words) {
    Expected expected = field.expected();
    String sought = words.say("expected." + expected.key(), expected.arguments());
    return field.value().isEmpty()
        ? words.say("field.missing", Map.of("expected", sought))
        : words.say("field.wrong", Map.of("value", field.value(), "expected", sought));
  }
}
