package io.shelfshare.cli;

import io.shelfshare.market.v1.ReceiptReason;

/** Why units were not taken in as they should have been, as it is typed. */
enum Trouble {
  damaged(ReceiptReason.RECEIPT_REASON_DAMAGED),
  defective(ReceiptReason.RECEIPT_REASON_DEFECTIVE),
  wrong_item(ReceiptReason.RECEIPT_REASON_WRONG_ITEM),
  not_wanted(ReceiptReason.RECEIPT_REASON_NOT_WANTED),
  too_late(ReceiptReason.RECEIPT_REASON_TOO_LATE),
  customer_refused(ReceiptReason.RECEIPT_REASON_CUSTOMER_REFUSED),
  customer_returned(ReceiptReason.RECEIPT_REASON_CUSTOMER_RETURNED),
  other(ReceiptReason.RECEIPT_REASON_OTHER);

  private final ReceiptReason reason;

  Trouble(ReceiptReason reason) {
    this.reason = reason;
  }

  ReceiptReason reason() {
    return reason;
  }
}
