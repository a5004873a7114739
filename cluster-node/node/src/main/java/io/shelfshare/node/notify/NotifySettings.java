package io.shelfshare.node.notify;

import com.typesafe.config.Config;
import io.shelfshare.domain.notify.Retries;
import io.shelfshare.node.notify.channel.Vapid;
import java.time.Duration;
import java.util.Optional;

/**
 * How messages are sent.
 *
 * @param allowPrivate whether private addresses, and such without TLS, may be sent to
 * @param pageUrl where people open the pages, without a slash at the end; empty for no links
 * @param secretsKey 32 bytes in base64, or nothing
 * @param perStoreMax the most endpoints of a store
 * @param waitingMax the most messages that wait for an endpoint
 * @param robotPerMinute the most messages of a group robot in a minute
 * @param remindBefore how long before its time runs out an order's supplier is reminded
 * @param weekly when stores hear of their week
 * @param webPush with whose keys browsers are reached, where they are
 */
public record NotifySettings(
    boolean allowPrivate,
    String pageUrl,
    String secretsKey,
    int perStoreMax,
    int waitingMax,
    Retries retries,
    Duration connectWithin,
    Duration answerWithin,
    int robotPerMinute,
    Duration remindBefore,
    WeeklySettings weekly,
    Optional<Vapid> webPush) {
  /** Reads {@code shelfshare.notify}. */
  public static NotifySettings from(Config config) {
    Config notify = config.getConfig("shelfshare.notify");
    String page = notify.getString("page-url");
    return new NotifySettings(
        notify.getBoolean("allow-private-addresses"),
        page.endsWith("/") ? page.substring(0, page.length() - 1) : page,
        notify.getString("secrets-key"),
        notify.getInt("endpoints-per-store"),
        notify.getInt("waiting-max"),
        new Retries(
            notify.getDuration("retry-first"),
            notify.getDuration("retry-longest"),
            notify.getDuration("give-up-after")),
        notify.getDuration("connect-within"),
        notify.getDuration("answer-within"),
        notify.getInt("robot-per-minute"),
        notify.getDuration("remind-before"),
        WeeklySettings.from(notify.getConfig("weekly")),
        webPush(notify.getConfig("web-push")));
  }

  private static Optional<Vapid> webPush(Config push) {
    return push.getString("private-key").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Vapid(
                push.getString("public-key"),
                push.getString("private-key"),
                push.getString("contact")));
  }
}
