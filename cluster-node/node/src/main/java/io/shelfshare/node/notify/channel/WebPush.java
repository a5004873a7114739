package io.shelfshare.node.notify.channel;

import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Outcome;
import io.shelfshare.domain.notify.Topic;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Messages to browsers, by RFC 8030. A push service that does not know a subscription any more
 * answers 404 or 410, which ends it. Safe for use by any thread.
 */
final class WebPush implements Connector {
  /** What is urgent enough to wake a phone that saves its battery. */
  private static final Set<Topic> URGENT =
      EnumSet.of(Topic.REQUEST_ASKED, Topic.ORDER_DUE, Topic.ORDER_AWARDED, Topic.TEST);

  private static final int TEXT_BYTES_MAX = 1_500;
  private static final int SALT_BYTES = 16;
  private static final int TOPIC_CHARS = 32;
  private static final Duration KEPT = Duration.ofHours(12);
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 413);

  private final Vapid vapid;
  private final SecureRandom random = new SecureRandom();

  WebPush(Vapid vapid) {
    this.vapid = vapid;
  }

  @Override
  public Post post(Message message) {
    String[] keys = message.key().split(" ", 2);
    if (keys.length != 2) {
      throw new IllegalArgumentException("no keys");
    }
    try {
      byte[] salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      byte[] body =
          PushCipher.encrypt(
              text(message),
              Base64.getUrlDecoder().decode(keys[0]),
              Base64.getUrlDecoder().decode(keys[1]),
              PushCipher.fresh(),
              salt);
      return new Post(message.address(), headers(message), body);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException("keys that are none", unusable);
    }
  }

  private Map<String, String> headers(Message message) throws GeneralSecurityException {
    News news = message.news();
    Duration kept = news.until().map(until -> Duration.between(message.at(), until)).orElse(KEPT);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/octet-stream");
    headers.put("content-encoding", "aes128gcm");
    headers.put("ttl", Long.toString(Math.max(0, kept.toSeconds())));
    headers.put("urgency", URGENT.contains(news.topic()) ? "high" : "normal");
    // A repeat takes the place of the first while the browser has neither.
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Hmac.bytes(news.id()));
    headers.put(
        "topic",
        Base64.getUrlEncoder().withoutPadding().encodeToString(sum).substring(0, TOPIC_CHARS));
    headers.put("authorization", vapid.authorization(URI.create(message.address()), message.at()));
    return headers;
  }

  /**
   * What the pages' service worker shows; the id is the notification's tag. It names its endpoint,
   * so that a device never shows what was meant for whoever was signed in there before.
   */
  private static byte[] text(Message message) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("id", message.news().id());
    text.put("endpoint", message.endpoint());
    text.put("title", Robots.shortened(message.text().title(), TEXT_BYTES_MAX / 3));
    text.put("body", Robots.shortened(message.text().body(), TEXT_BYTES_MAX));
    text.put("subject", message.news().subject());
    text.put("link", message.link());
    return Json.bytes(text);
  }

  @Override
  public Outcome outcome(Reply reply, Instant now) {
    if (GONE.contains(reply.status())) {
      return Outcome.gone(reply.status(), "The browser is not subscribed any more.");
    } else if (REFUSED.contains(reply.status())) {
      return Outcome.refused(reply.status(), "HTTP " + reply.status());
    }
    return reply.byStatus(now);
  }
}
