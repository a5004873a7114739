package io.shelfshare.load.chain;

import java.util.Optional;

/**
 * A legal entity that owns stock.
 *
 * @param id such as {@code head-office}, {@code dist-east} or {@code dealer-0001}
 * @param kind what the owner is to the chain
 * @param name for people, in English
 * @param nameZh for people, in Chinese
 * @param parent the owner above it; empty for head office alone
 */
public record Owner(String id, Kind kind, String name, String nameZh, Optional<String> parent) {

  /** What an owner is to the chain; each kind stands below the one before it. */
  public enum Kind {
    HEAD_OFFICE,
    DISTRIBUTOR,
    DEALER
  }
}
