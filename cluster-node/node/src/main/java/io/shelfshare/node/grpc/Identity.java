package io.shelfshare.node.grpc;

import io.grpc.Metadata;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.limit.Limits;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Role;
import io.shelfshare.node.security.TokenRefused;
import io.shelfshare.node.security.TokenVerifier;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds out from a call's headers who calls. */
final class Identity {
  private static final String BEARER = "bearer ";
  private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
  private static final Metadata.Key<String> SUBJECT = key("x-shelfshare-subject");
  private static final Metadata.Key<String> STORE = key("x-shelfshare-store");
  private static final Metadata.Key<String> OWNER = key("x-shelfshare-owner");
  private static final Metadata.Key<String> ROLE = key("x-shelfshare-role");
  private static final Duration DEV_CALLER_LASTS = Duration.ofHours(1);

  private final Optional<TokenVerifier> tokens;
  private final boolean devHeaders;
  private final Limits limits;
  private final Function<String, Optional<Staff>> staff;
  private final Clock clock;

  /**
   * @param devHeaders whether plain headers name the caller where there is no token
   * @param staff what the directory says of a token's subject; local and immediate
   */
  Identity(
      Optional<TokenVerifier> tokens,
      boolean devHeaders,
      Limits limits,
      Function<String, Optional<Staff>> staff,
      Clock clock) {
    this.staff = staff;
    this.tokens = tokens;
    this.devHeaders = devHeaders;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Who calls.
   *
   * @throws CallFailed with {@code TOKEN_INVALID}, or {@code RATE_LIMITED} after too many of those
   */
  Caller caller(Metadata headers, InetAddress from) {
    String authorization = headers.get(AUTHORIZATION);
    if (authorization == null && devHeaders && headers.containsKey(ROLE)) {
      return ofHeaders(headers);
    }
    Optional<String> token = Optional.ofNullable(authorization).flatMap(Identity::bearer);
    Optional<Caller> known = tokens.flatMap(all -> token.flatMap(all::remembered));
    if (known.isPresent()) {
      return asInDirectory(known.get());
    }
    limits
        .fromAddress(from)
        .ifPresent(
            fault -> {
              throw new CallFailed(fault);
            });
    try {
      return asInDirectory(verify(token));
    } catch (TokenRefused e) {
      limits.tokenRefused(from);
      throw new CallFailed(Fault.tokenInvalid(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Asked with every call, so that who was removed, or went to another store, is refused at once
   * and not when the token ends.
   */
  private Caller asInDirectory(Caller caller) {
    Optional<Staff> person = staff.apply(caller.subject());
    if (person.isEmpty()) {
      return caller;
    }
    Staff is = person.get();
    if (is.removed()) {
      throw new CallFailed(Fault.tokenInvalid("The directory says that you have left."));
    }
    // A clerk's token may name the owner of the store as well; only what a role acts for counts.
    boolean samePlace =
        switch (caller.role()) {
          case CLERK, MANAGER -> is.store().equals(caller.store());
          case OWNER -> is.owner().equals(caller.owner());
          case HEADQUARTERS, INTEGRATOR, OPERATOR -> true;
        };
    if (!is.role().name().equals(caller.role().name()) || !samePlace) {
      throw new CallFailed(
          Fault.tokenInvalid("The directory has another role, store or owner for you."));
    }
    return caller;
  }

  private Caller verify(Optional<String> token) throws TokenRefused {
    if (token.isEmpty()) {
      throw new TokenRefused("Send it as: authorization: Bearer <token>");
    }
    if (tokens.isEmpty()) {
      throw new TokenRefused("No keys are configured here.");
    }
    return tokens.get().verify(token.get());
  }

  private static Optional<String> bearer(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? Optional.of(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private Caller ofHeaders(Metadata headers) {
    try {
      String subject = headers.get(SUBJECT);
      return new Caller(
          subject == null ? "developer" : subject,
          Optional.ofNullable(headers.get(STORE)).map(StoreId::new),
          Optional.ofNullable(headers.get(OWNER)).map(OwnerId::new),
          Role.valueOf(String.valueOf(headers.get(ROLE))),
          clock.instant().plus(DEV_CALLER_LASTS));
    } catch (IllegalArgumentException e) {
      throw new CallFailed(Fault.tokenInvalid("The headers name no valid caller."));
    }
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
