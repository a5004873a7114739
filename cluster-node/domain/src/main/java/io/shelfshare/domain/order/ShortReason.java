package io.shelfshare.domain.order;

/** Why a supplier does not bring units; it decides what happens to its stock. */
public enum ShortReason {
  /** Not on the shelf: on-hand is corrected. */
  NOT_FOUND,
  /** Damaged: the units become unsellable. */
  DAMAGED,
  /** Another size or colour was in its place: the stock stays, a count is due. */
  WRONG_ITEM,
  /** The store cannot do it now: the stock stays. */
  BUSY,
  /** The requester asked for it after packing: the stock stays, the units count as cancelled. */
  CANCEL_AGREED
}
