package io.shelfshare.cli.connection;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What a token says of its holder. It is read, not checked: only the cluster can do that. The
 * command uses it to know for which store it acts.
 *
 * @param claims the token's second part
 */
public record TokenClaims(Struct claims) {

  /** Reads a token; empty where it is not a JWT. */
  public static Optional<TokenClaims> read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      Struct.Builder claims = Struct.newBuilder();
      JsonFormat.parser().merge(json, claims);
      return Optional.of(new TokenClaims(claims.build()));
    } catch (IllegalArgumentException | InvalidProtocolBufferException notOne) {
      return Optional.empty();
    }
  }

  /** The person or program. */
  public Optional<String> subject() {
    return text("sub");
  }

  /** What the holder is: {@code CLERK}, {@code MANAGER}, {@code HEADQUARTERS} and so on. */
  public Optional<String> role() {
    return text("role");
  }

  /** The store's id, where the holder is staff of one. */
  public Optional<String> store() {
    return text("store");
  }

  /** The owner's id, where the holder acts for one. */
  public Optional<String> owner() {
    return text("owner");
  }

  /** When the token ends. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(claims.getFieldsMap().get("exp"))
        .map(value -> Instant.ofEpochSecond((long) value.getNumberValue()));
  }

  private Optional<String> text(String claim) {
    return Optional.ofNullable(claims.getFieldsMap().get(claim))
        .map(Value::getStringValue)
        .filter(value -> !value.isEmpty());
  }
}
