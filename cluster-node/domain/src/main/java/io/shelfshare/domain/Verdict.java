package io.shelfshare.domain;

/** What a request answers to a store that asks whether an order won the units it holds for it. */
public enum Verdict {
  /** It won and goes on: its hold stays until the order itself ends it. */
  WON,
  /** It won once and is over: nothing needs to be held for it. */
  ENDED,
  /** It did not win and never will. */
  NO,
  /** Its award is being written this moment: keep the hold and ask again. */
  UNDECIDED
}
