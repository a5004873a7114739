package io.shelfshare.domain.order;

/** Why units were not taken in as they should have been. */
public enum ReceiptReason {
  /** They arrived damaged. */
  DAMAGED,
  /** They are faulty, and were when they left. */
  DEFECTIVE,
  /** They are not what was asked for. */
  WRONG_ITEM,
  /** Nobody wants them any more. */
  NOT_WANTED,
  /** They came too late. */
  TOO_LATE,
  /** The customer refused them at the door. */
  CUSTOMER_REFUSED,
  /** The customer brought them back. */
  CUSTOMER_RETURNED,
  /** Something else; a message says what. */
  OTHER
}
