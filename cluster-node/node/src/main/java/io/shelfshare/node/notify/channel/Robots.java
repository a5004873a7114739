package io.shelfshare.node.notify.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.shelfshare.domain.notify.Outcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The group robots of WeCom, DingTalk and Feishu. All of them answer 200 whatever happens, with a
 * code of their own in the body. What they get is plain text, as people's words could do things in
 * their markups.
 */
final class Robots {
  /** What WeCom takes of a text, in bytes of UTF-8; the others take more. */
  private static final int TEXT_BYTES_MAX = 2048;

  /** How long a robot that was called too often is left alone; WeCom and DingTalk count minutes. */
  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  private Robots() {}

  /** What a robot's codes mean; others may be better another time. */
  private record Codes(Set<Integer> tooOften, Set<Integer> refused, Set<Integer> gone) {
    Outcome outcome(Reply reply, Instant now, String codeField, String wordsField) {
      if (!reply.isSuccess()) {
        return reply.byStatus(now);
      }
      JsonNode body = Json.read(reply.body());
      JsonNode code = body.path(codeField);
      if (!code.canConvertToInt()) {
        return Outcome.again(reply.status(), "The robot's answer says nothing.");
      }
      int number = code.asInt();
      String words = shortened(number + " " + body.path(wordsField).asText(""), 200);
      if (number == 0) {
        return Outcome.taken(0);
      } else if (tooOften.contains(number)) {
        return Outcome.again(number, words, Optional.of(LEFT_ALONE));
      } else if (gone.contains(number)) {
        return Outcome.gone(number, words);
      }
      return refused.contains(number)
          ? Outcome.refused(number, words)
          : Outcome.again(number, words);
    }
  }

  private static String content(Message message) {
    StringBuilder text = new StringBuilder(message.text().title());
    text.append('\n').append(message.text().body());
    // Feishu reads <at …>, and nobody's note is to call everybody.
    String plain = text.toString().replace('<', '‹').replace('>', '›').strip();
    int forLink = message.link().isEmpty() ? 0 : Hmac.bytes(message.link()).length + 1;
    String cut = shortened(plain, TEXT_BYTES_MAX - forLink);
    return message.link().isEmpty() ? cut : cut + "\n" + message.link();
  }

  /** At most so many bytes of UTF-8. */
  static String shortened(String text, int bytesMax) {
    String cut = text;
    while (cut.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  /** developer.work.weixin.qq.com/document/path/91770; the key is a part of the address. */
  static final class WeCom implements Connector {
    private static final Codes CODES =
        new Codes(Set.of(45009, 45033), Set.of(40058, 44004, 45002), Set.of(93000, 93004, 93008));

    @Override
    public Post post(Message message) {
      return Post.json(
          message.address(),
          Json.bytes(Map.of("msgtype", "text", "text", Map.of("content", content(message)))));
    }

    @Override
    public Outcome outcome(Reply reply, Instant now) {
      return CODES.outcome(reply, now, "errcode", "errmsg");
    }
  }

  /**
   * open.dingtalk.com/document/robots/customize-robot-security-settings: with a secret, the address
   * gets the time in milliseconds, and the base64 of HMAC-SHA256(secret, time + LF + secret).
   */
  static final class DingTalk implements Connector {
    private static final Codes CODES =
        new Codes(
            Set.of(130101, 130102, 90030, 410100, 660026),
            Set.of(310000, 400013, 430101, 430102, 430103, 430104),
            Set.of(300001, 300005, 400101, 400102, 400106));

    @Override
    public Post post(Message message) {
      return Post.json(
          url(message),
          Json.bytes(Map.of("msgtype", "text", "text", Map.of("content", content(message)))));
    }

    private static String url(Message message) {
      if (message.key().isEmpty()) {
        return message.address();
      }
      String millis = Long.toString(message.at().toEpochMilli());
      String sign =
          Hmac.base64(Hmac.bytes(message.key()), Hmac.bytes(millis + "\n" + message.key()));
      return message.address()
          + (message.address().contains("?") ? "&" : "?")
          + "timestamp="
          + millis
          + "&sign="
          + URLEncoder.encode(sign, StandardCharsets.UTF_8);
    }

    @Override
    public Outcome outcome(Reply reply, Instant now) {
      return CODES.outcome(reply, now, "errcode", "errmsg");
    }
  }

  /**
   * open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: with a secret, the body gets the
   * time in seconds, and the base64 of HMAC-SHA256(time + LF + secret, nothing).
   */
  static final class Feishu implements Connector {
    private static final Codes CODES =
        new Codes(Set.of(11232, 11233), Set.of(19021, 19022, 19024, 9499), Set.of(19001));

    @Override
    public Post post(Message message) {
      Map<String, Object> body = new LinkedHashMap<>();
      if (!message.key().isEmpty()) {
        String seconds = Long.toString(message.at().getEpochSecond());
        body.put("timestamp", seconds);
        body.put("sign", Hmac.base64(Hmac.bytes(seconds + "\n" + message.key()), new byte[0]));
      }
      body.put("msg_type", "text");
      body.put("content", Map.of("text", content(message)));
      return Post.json(message.address(), Json.bytes(body));
    }

    @Override
    public Outcome outcome(Reply reply, Instant now) {
      return CODES.outcome(reply, now, "code", "msg");
    }
  }
}
