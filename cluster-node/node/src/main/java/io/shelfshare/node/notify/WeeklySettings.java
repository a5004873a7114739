package io.shelfshare.node.notify;

import com.typesafe.config.Config;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When stores hear what sold best and worst in the week before.
 *
 * @param at on Mondays, by the endpoint's time
 * @param zone of endpoints whose quiet hours do not tell one
 */
public record WeeklySettings(LocalTime at, ZoneId zone) {
  static WeeklySettings from(Config weekly) {
    return new WeeklySettings(
        LocalTime.parse(weekly.getString("at")), ZoneId.of(weekly.getString("time-zone")));
  }
}
