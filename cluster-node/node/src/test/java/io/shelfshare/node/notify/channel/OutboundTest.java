package io.shelfshare.node.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Outcome;
import io.shelfshare.domain.notify.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static StandIn receiver;
  private static Outbound outbound;

  @BeforeAll
  static void start() {
    receiver = new StandIn();
    outbound = new Outbound(true, Duration.ofSeconds(2), Duration.ofSeconds(1), Optional.empty());
  }

  @AfterAll
  static void stop() {
    outbound.close();
    receiver.close();
  }

  private static Message message(Channel channel, String address, String key) {
    News news =
        new News(
            "posted-1",
            Topic.REQUEST_POSTED,
            AT,
            "transferRequests/1",
            Map.of("store", "Store <at user_id=\"all\"> 1", "units", "1 × Coat"));
    return new Message(
        channel,
        "endpoints/1",
        address,
        key,
        news,
        Phrases.in(false).text(news, AT),
        "https://p/x",
        AT);
  }

  private static Outcome send(Channel channel, String address, String key) {
    return outbound.send(message(channel, address, key)).toCompletableFuture().join();
  }

  private static Outcome hook() {
    return send(Channel.WEBHOOK, receiver.url("/hook?a=b"), KEY);
  }

  @Test
  void aSignatureIsThatOfTheSpecificationsExample() {
    // The example of the Standard Webhooks libraries.
    assertThat(
            Webhook.signature(
                KEY,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                Hmac.bytes("{\"test\": 2432232314}")))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aWebhookCarriesItsIdAndASignatureOfWhatArrives() {
    receiver.answersStatus(200, "x-a", "b");
    assertThat(hook().kind()).isEqualTo(Outcome.Kind.TAKEN);
    AggregatedHttpRequest got = receiver.last();
    assertThat(got.path()).isEqualTo("/hook?a=b");
    assertThat(got.headers().get("webhook-id")).isEqualTo("posted-1");
    String seconds = got.headers().get("webhook-timestamp", "");
    assertThat(Long.parseLong(seconds)).isEqualTo(AT.getEpochSecond());
    assertThat(got.headers().get("webhook-signature"))
        .isEqualTo(Webhook.signature(KEY, "posted-1", seconds, got.content().array()));
    assertThat(got.contentUtf8())
        .contains("\"type\":\"request.posted\"", "\"subject\":\"transferRequests/1\"");
  }

  @Test
  void whatIsNoSuccessComesAgainButForGone() {
    receiver.answersStatus(500, "x-a", "b");
    assertThat(hook().kind()).isEqualTo(Outcome.Kind.AGAIN);
    receiver.answersStatus(404, "x-a", "b");
    assertThat(hook().kind()).isEqualTo(Outcome.Kind.AGAIN);
    receiver.answersStatus(410, "x-a", "b");
    assertThat(hook().kind()).isEqualTo(Outcome.Kind.GONE);
  }

  @Test
  void aReceiverSaysWhenItWantsToBeCalledAgain() {
    receiver.answersStatus(429, "retry-after", "120");
    assertThat(hook().after()).contains(Duration.ofMinutes(2));
    receiver.answersStatus(503, "retry-after", "Sun, 22 Nov 2026 10:05:00 GMT");
    assertThat(hook().after()).contains(Duration.ofMinutes(5));
    receiver.answersStatus(503, "retry-after", "99999999");
    assertThat(hook().after()).contains(Duration.ofDays(1));
    receiver.answersStatus(503, "retry-after", "soon");
    assertThat(hook().after()).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowed() {
    receiver.answersStatus(302, "location", receiver.url("/elsewhere"));
    int before = receiver.got.size();
    assertThat(hook().kind()).isEqualTo(Outcome.Kind.AGAIN);
    assertThat(receiver.got).hasSize(before + 1);
  }

  @Test
  void aReceiverThatStallsOrHangsUpIsTriedAgain() {
    receiver.stalls();
    assertThat(hook()).isEqualTo(Outcome.again(0, "No answer in time."));
    receiver.drops();
    assertThat(hook().kind()).isEqualTo(Outcome.Kind.AGAIN);
  }

  @Test
  void aReceiverThatIsNotThereIsTriedAgain() {
    assertThat(send(Channel.WEBHOOK, "http://127.0.0.1:" + unusedPort() + "/", KEY))
        .isEqualTo(Outcome.again(0, "No connection."));
    assertThat(send(Channel.WEBHOOK, "http://nowhere.invalid/", KEY))
        .isEqualTo(Outcome.again(0, "The name is not known."));
  }

  private static int unusedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("A node calls no private address for a store, by number, by name, or in disguise")
  void privateAddressesAreNotCalled() {
    try (Outbound guarded =
        new Outbound(false, Duration.ofSeconds(2), Duration.ofSeconds(1), Optional.empty())) {
      int before = receiver.got.size();
      for (String address :
          new String[] {
            receiver.url("/"),
            receiver.url("/").replace("http:", "https:"),
            "https://localhost/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://user@example.com/",
            "ftp://example.com/"
          }) {
        Outcome outcome =
            guarded.send(message(Channel.WEBHOOK, address, KEY)).toCompletableFuture().join();
        assertThat(outcome.kind()).as(address).isEqualTo(Outcome.Kind.REFUSED);
      }
      assertThat(receiver.got).hasSize(before);
    }
  }

  @Test
  void aDingTalkRobotChecksTheTimeAndTheSignInTheAddress() {
    receiver.answers(OutboundTest::asDingTalk);
    assertThat(send(Channel.DINGTALK, receiver.url("/robot/send?access_token=t"), "SEC1").kind())
        .isEqualTo(Outcome.Kind.TAKEN);
    assertThat(receiver.last().contentUtf8()).contains("\"msgtype\":\"text\"", "1 × Coat");
    Outcome forged = send(Channel.DINGTALK, receiver.url("/robot/send?access_token=t"), "SEC2");
    assertThat(forged.kind()).isEqualTo(Outcome.Kind.REFUSED);
    assertThat(forged.code()).isEqualTo(310000);
  }

  private static HttpResponse asDingTalk(AggregatedHttpRequest call) {
    QueryParams query = QueryParams.fromQueryString(call.path().replaceFirst(".*\\?", ""));
    String sign =
        Base64.getEncoder()
            .encodeToString(
                Hmac.sha256(Hmac.bytes("SEC1"), Hmac.bytes(query.get("timestamp") + "\nSEC1")));
    boolean right =
        sign.equals(query.get("sign"))
            && Long.toString(AT.toEpochMilli()).equals(query.get("timestamp"));
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.JSON_UTF_8,
        right
            ? "{\"errcode\":0,\"errmsg\":\"ok\"}"
            : "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
  }

  @Test
  void aFeishuRobotChecksTheTimeAndTheSignInTheBody() {
    receiver.answersJson("{\"StatusCode\":0,\"code\":0,\"msg\":\"success\"}");
    assertThat(send(Channel.FEISHU, receiver.url("/open-apis/bot/v2/hook/t"), "secret").kind())
        .isEqualTo(Outcome.Kind.TAKEN);
    String sign =
        Base64.getEncoder()
            .encodeToString(Hmac.sha256(Hmac.bytes(AT.getEpochSecond() + "\nsecret"), new byte[0]));
    assertThat(receiver.last().contentUtf8())
        .contains(
            "\"timestamp\":\"" + AT.getEpochSecond() + "\"",
            "\"sign\":\"" + sign + "\"",
            "\"msg_type\":\"text\"")
        .doesNotContain("<at");
    assertThat(send(Channel.FEISHU, receiver.url("/open-apis/bot/v2/hook/t"), "").kind())
        .isEqualTo(Outcome.Kind.TAKEN);
    assertThat(receiver.last().contentUtf8()).doesNotContain("sign");
  }

  @Test
  void aLongTextIsCutToWhatWeComTakes() {
    receiver.answersJson("{\"errcode\":0,\"errmsg\":\"ok\"}");
    News news = new News("a", Topic.ANNOUNCEMENT, AT, "", Map.of("text", "仓".repeat(2000)));
    Message message =
        new Message(
            Channel.WECOM,
            "endpoints/1",
            receiver.url("/cgi-bin/webhook/send?key=k"),
            "",
            news,
            Phrases.in(true).text(news, AT),
            "https://p/x",
            AT);
    assertThat(outbound.send(message).toCompletableFuture().join().kind())
        .isEqualTo(Outcome.Kind.TAKEN);
    String text = Json.read(receiver.last().contentUtf8()).path("text").path("content").asText();
    assertThat(Hmac.bytes(text).length).isLessThanOrEqualTo(2048);
    assertThat(text).startsWith("总部通知").endsWith("https://p/x");
  }

  @ParameterizedTest
  @CsvSource({
    "WECOM, errcode, 45009, AGAIN",
    "WECOM, errcode, 93000, GONE",
    "WECOM, errcode, 40058, REFUSED",
    "WECOM, errcode, -1, AGAIN",
    "DINGTALK, errcode, 130101, AGAIN",
    "DINGTALK, errcode, 310000, REFUSED",
    "DINGTALK, errcode, 400101, GONE",
    "FEISHU, code, 11232, AGAIN",
    "FEISHU, code, 19021, REFUSED",
    "FEISHU, code, 19001, GONE"
  })
  void aRobotsOwnCodeCountsThoughItAnswers200(
      Channel channel, String field, int code, Outcome.Kind kind) {
    receiver.answersJson("{\"" + field + "\":" + code + ",\"errmsg\":\"m\",\"msg\":\"m\"}");
    Outcome outcome = send(channel, receiver.url("/robot?key=k"), "");
    assertThat(outcome.kind()).isEqualTo(kind);
    assertThat(outcome.code()).isEqualTo(code);
  }

  @Test
  void aRobotThatWasCalledTooOftenIsLeftAloneForAMinute() {
    receiver.answersJson("{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
    assertThat(send(Channel.WECOM, receiver.url("/robot?key=k"), "").after())
        .isEqualTo(Optional.of(Duration.ofMinutes(1)));
    receiver.answersJson("<html>");
    assertThat(send(Channel.WECOM, receiver.url("/robot?key=k"), "").kind())
        .isEqualTo(Outcome.Kind.AGAIN);
  }
}
