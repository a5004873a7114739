package io.shelfshare.load.market;

import java.util.Locale;

/** What virtual clerks do, as it is counted and timed. */
public enum Operation {
  POST,
  GRAB_WON,
  GRAB_LOST,
  CONFIRM,
  PACK,
  SHIP,
  RECEIVE,
  RELEASE,
  CANCEL,
  RECORD;

  /** The name in reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
