package io.shelfshare.node.security;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code shelfshare.security.token} of the configuration.
 *
 * @param jwksFile public keys, read again once the file changes
 * @param skew how far clocks may differ
 * @param lookAgainAfter how often the file is looked at
 * @param rememberedMax the most checked tokens that are remembered
 */
public record TokenSettings(
    Path jwksFile,
    String issuer,
    String audience,
    Duration skew,
    Duration lookAgainAfter,
    int rememberedMax) {
  /** Reads {@code shelfshare.security.token}. */
  public static TokenSettings from(Config token) {
    return new TokenSettings(
        Path.of(token.getString("jwks-file")),
        token.getString("issuer"),
        token.getString("audience"),
        token.getDuration("skew"),
        token.getDuration("look-again-after"),
        token.getInt("remembered-max"));
  }
}
