package io.shelfshare.node.grpc.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks a request before anything else sees it (promise P12). Everything that is wrong is told in
 * one fault, each field once. Safe from any thread.
 */
public final class RequestChecks {
  /** How far ahead {@code not_after} may be. */
  public static final Duration NOT_AFTER_AHEAD_MAX = Duration.ofMinutes(5);

  private final ProtoRules rules;
  private final Clock clock;
  private final Map<Descriptor, MutationFields> mutations = new HashMap<>();

  /**
   * @param messages every request that will be checked; their rules are compiled here, which takes
   *     about a second
   */
  public RequestChecks(List<Descriptor> messages, Clock clock) {
    this.rules = new ProtoRules(messages);
    this.clock = clock;
    for (Descriptor message : messages) {
      FieldDescriptor requestId = message.findFieldByName("request_id");
      if (requestId != null) {
        mutations.put(
            message,
            new MutationFields(
                requestId, Optional.ofNullable(message.findFieldByName("not_after"))));
      }
    }
  }

  /** What is wrong with {@code request}; empty where nothing is. */
  public Optional<Fault> check(Message request) {
    Instant now = clock.instant();
    List<FieldFault> faults = new ArrayList<>(rules.check(request));
    if (request instanceof FindStockRequest) {
      // A place to search near needs no region; the rule is for the places of stores.
      faults.removeIf(fault -> fault.field().equals("place.region"));
    }
    HandRules.check(request, faults);
    MutationFields mutation = mutations.get(request.getDescriptorForType());
    if (mutation == null) {
      return faults.isEmpty() ? Optional.empty() : Optional.of(Fault.fields(once(faults)));
    }
    return checkMutation(request, mutation, now, faults);
  }

  /** Whether a request changes something, by having a {@code request_id}. */
  public boolean isMutation(Descriptor request) {
    return mutations.containsKey(request);
  }

  private Optional<Fault> checkMutation(
      Message request, MutationFields mutation, Instant now, List<FieldFault> faults) {
    String text = (String) request.getField(mutation.requestId());
    Optional<UUID> id = ClientIds.parse(text);
    if (id.isEmpty()) {
      faults.add(0, new FieldFault("request_id", text, Expected.of("uuid7")));
    }
    Optional<Timestamp> notAfter =
        mutation.notAfter().filter(request::hasField).map(f -> (Timestamp) request.getField(f));
    notAfter.ifPresent(time -> checkNotAfter(time, now, faults));
    if (!faults.isEmpty()) {
      return Optional.of(Fault.fields(once(faults)));
    }
    // One whose not_after is past goes on: a retry may find its answer remembered (P6).
    return id.filter(one -> !ClientIds.inTime(one, now))
        .map(
            old ->
                Fault.requestIdOutOfTime(
                    new FieldFault("request_id", text, Expected.of("uuid7_in_time"))));
  }

  private static void checkNotAfter(Timestamp time, Instant now, List<FieldFault> faults) {
    if (!Timestamps.isValid(time)) {
      faults.add(new FieldFault("not_after", "", Expected.of("timestamp")));
    } else if (instant(time).isAfter(now.plus(NOT_AFTER_AHEAD_MAX))) {
      faults.add(
          new FieldFault(
              "not_after",
              instant(time).toString(),
              Expected.of("not_after", "seconds", NOT_AFTER_AHEAD_MAX.toSeconds())));
    }
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** Each field once, the first fault of it. */
  private static List<FieldFault> once(List<FieldFault> faults) {
    Map<String, FieldFault> byField = new LinkedHashMap<>();
    faults.forEach(fault -> byField.putIfAbsent(fault.field(), fault));
    if (byField.size() > 1) {
      byField.remove(ProtoRules.WHOLE);
    }
    return List.copyOf(byField.values());
  }

  private record MutationFields(FieldDescriptor requestId, Optional<FieldDescriptor> notAfter) {}
}
