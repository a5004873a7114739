package io.shelfshare.cli;

import io.shelfshare.market.v1.ReleaseReason;

/** Why a supplier does not bring units, as it is typed. */
enum GiveUpReason {
  not_found(ReleaseReason.RELEASE_REASON_NOT_FOUND),
  damaged(ReleaseReason.RELEASE_REASON_DAMAGED),
  wrong_item(ReleaseReason.RELEASE_REASON_WRONG_ITEM),
  busy(ReleaseReason.RELEASE_REASON_BUSY),
  cancel_agreed(ReleaseReason.RELEASE_REASON_CANCEL_AGREED);

  private final ReleaseReason reason;

  GiveUpReason(ReleaseReason reason) {
    this.reason = reason;
  }

  ReleaseReason reason() {
    return reason;
  }
}
