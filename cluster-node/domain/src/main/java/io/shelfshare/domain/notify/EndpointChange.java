package io.shelfshare.domain.notify;

import java.util.Optional;

/**
 * What to change of an endpoint; what is empty stays as it is.
 *
 * @param where another address of the same channel
 * @param enable sends again where its receiver had wanted no more
 */
public record EndpointChange(
    Optional<String> label,
    Optional<Where> where,
    Optional<Secret> key,
    Optional<Wishes> wishes,
    boolean enable) {
  /** An address. */
  public record Where(Secret address, String hint) {}

  Endpoint of(Endpoint old) {
    return new Endpoint(
        old.id(),
        old.store(),
        old.channel(),
        label.orElse(old.label()),
        old.person(),
        where.map(Where::address).orElse(old.address()),
        key.orElse(old.key()),
        where.map(Where::hint).orElse(old.hint()),
        wishes.orElse(old.wishes()),
        enable || where.isPresent() ? Optional.empty() : old.disabled());
  }
}
