package io.shelfshare.domain.order;

/** Who answers for units that were lost on the way. */
public enum Liable {
  SUPPLIER,
  REQUESTER,
  CARRIER
}
