package io.shelfshare.node.notify.channel;

import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Outcome;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks): {@code webhook-id} is the
 * message's stable id, and {@code webhook-signature} is {@code v1,} with the HMAC-SHA256 of {@code
 * id.timestamp.body}. Whatever is not a success is sent again, but for 410.
 */
public final class Webhook implements Connector {
  private static final String PREFIX = "whsec_";
  private static final int KEY_BYTES_MIN = 24;
  private static final int KEY_BYTES_MAX = 64;

  /** Whether a text is a secret: {@code whsec_} and 24 to 64 bytes in base64. */
  public static boolean isSecret(String text) {
    if (!text.startsWith(PREFIX)) {
      return false;
    }
    try {
      int bytes = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
      return bytes >= KEY_BYTES_MIN && bytes <= KEY_BYTES_MAX;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  @Override
  public Post post(Message message) {
    byte[] body = body(message);
    String id = message.news().id();
    String seconds = Long.toString(message.at().getEpochSecond());
    return new Post(
        message.address(),
        Map.of(
            "content-type",
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            seconds,
            "webhook-signature",
            signature(message.key(), id, seconds, body)),
        body);
  }

  static String signature(String secret, String id, String seconds, byte[] body) {
    byte[] head = Hmac.bytes(id + "." + seconds + ".");
    byte[] signed = new byte[head.length + body.length];
    System.arraycopy(head, 0, signed, 0, head.length);
    System.arraycopy(body, 0, signed, head.length, body.length);
    byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    return "v1," + Hmac.base64(key, signed);
  }

  private static byte[] body(Message message) {
    News news = message.news();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("subject", news.subject());
    data.put("title", message.text().title());
    data.put("text", message.text().body());
    if (!message.link().isEmpty()) {
      data.put("link", message.link());
    }
    news.until().ifPresent(until -> data.put("until", until.toString()));
    data.put("details", new TreeMap<>(news.details()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", news.topic().name().toLowerCase(Locale.ROOT).replace('_', '.'));
    body.put("timestamp", news.at().toString());
    body.put("data", data);
    return Json.bytes(body);
  }

  @Override
  public Outcome outcome(Reply reply, Instant now) {
    return reply.byStatus(now);
  }
}
