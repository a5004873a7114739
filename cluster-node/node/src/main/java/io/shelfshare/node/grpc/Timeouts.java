package io.shelfshare.node.grpc;

import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.typesafe.config.Config;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a call may take.
 *
 * @param unaryDefault where the client sets no deadline
 * @param unaryMax the longest deadline that a client gets
 * @param streamMax the longest that a stream lasts
 */
record Timeouts(Duration unaryDefault, Duration unaryMax, Duration streamMax) {
  /** Longer numbers are malformed by gRPC's specification. */
  private static final int DIGITS_MAX = 8;

  static Timeouts from(Config timeouts) {
    return new Timeouts(
        timeouts.getDuration("unary-default"),
        timeouts.getDuration("unary-max"),
        timeouts.getDuration("stream-max"));
  }

  /** Sets the time-out of the request in {@code context} from the client's wish; returns it. */
  Duration apply(ServiceRequestContext context, MethodDescriptor.MethodType type) {
    Optional<Duration> wish =
        Optional.ofNullable(context.request().headers().get("grpc-timeout"))
            .flatMap(Timeouts::parse);
    boolean stream = !type.serverSendsOneMessage();
    Duration most = stream ? streamMax : unaryMax;
    Duration granted = wish.orElse(stream ? streamMax : unaryDefault);
    Duration bounded = granted.compareTo(most) > 0 ? most : granted;
    context.setRequestTimeout(TimeoutMode.SET_FROM_NOW, bounded);
    return bounded;
  }

  /** The value of {@code grpc-timeout}; empty where it is malformed or nothing is left. */
  static Optional<Duration> parse(String header) {
    int digits = header.length() - 1;
    if (digits < 1 || digits > DIGITS_MAX) {
      return Optional.empty();
    }
    long amount = 0;
    for (int i = 0; i < digits; i++) {
      char c = header.charAt(i);
      if (c < '0' || c > '9') {
        return Optional.empty();
      }
      amount = amount * 10 + (c - '0');
    }
    Duration wish =
        switch (header.charAt(digits)) {
          case 'H' -> Duration.ofHours(amount);
          case 'M' -> Duration.ofMinutes(amount);
          case 'S' -> Duration.ofSeconds(amount);
          case 'm' -> Duration.ofMillis(amount);
          case 'u' -> Duration.ofNanos(amount * 1_000);
          case 'n' -> Duration.ofNanos(amount);
          default -> Duration.ZERO;
        };
    // Armeria takes 0 for no time-out at all.
    return wish.toMillis() > 0 ? Optional.of(wish) : Optional.of(Duration.ofMillis(1));
  }
}
