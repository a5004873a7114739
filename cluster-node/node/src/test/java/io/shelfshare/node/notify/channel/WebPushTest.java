package io.shelfshare.node.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Outcome;
import io.shelfshare.domain.notify.Topic;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebPushTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private static StandIn service;
  private static Outbound outbound;
  private static KeyPair chain;
  private static KeyPair browser;
  private static final byte[] AUTH = new byte[16];

  @BeforeAll
  static void start() throws Exception {
    service = new StandIn();
    chain = PushCipher.fresh();
    browser = PushCipher.fresh();
    outbound =
        new Outbound(
            true,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Optional.of(new Vapid(text(chain), secretOf(chain), "mailto:operator@example.com")));
  }

  @AfterAll
  static void stop() {
    outbound.close();
    service.close();
  }

  private static String text(KeyPair pair) {
    return BASE64URL.encodeToString(PushCipher.point((ECPublicKey) pair.getPublic()));
  }

  private static String secretOf(KeyPair pair) {
    return BASE64URL.encodeToString(((ECPrivateKey) pair.getPrivate()).getS().toByteArray());
  }

  private static byte[] bytes(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }

  private static Outcome send() {
    News news =
        new News(
            "asked-1",
            Topic.REQUEST_ASKED,
            AT,
            Optional.empty(),
            Optional.of(AT.plusSeconds(300)),
            "transferRequests/1",
            Map.of("store", "Two", "units", "1 × Coat"));
    Message message =
        new Message(
            Channel.WEB_PUSH,
            "endpoints/1",
            service.url("/push/1"),
            text(browser) + " " + BASE64URL.encodeToString(AUTH),
            news,
            Phrases.in(false).text(news, AT),
            "",
            AT);
    return outbound.send(message).toCompletableFuture().join();
  }

  @Test
  void theExampleOfRfc8291IsMet() throws Exception {
    byte[] point =
        bytes(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
                + "7A8");
    ECPrivateKeySpec secret =
        new ECPrivateKeySpec(
            new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
            PushCipher.P256);
    KeyPair own =
        new KeyPair(
            PushCipher.publicKey(point), KeyFactory.getInstance("EC").generatePrivate(secret));
    byte[] sealed =
        PushCipher.encrypt(
            Hmac.bytes("When I grow up, I want to be a watermelon"),
            bytes(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkN"
                    + "toIAiw4"),
            bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            own,
            bytes("DGv6ra1nlYgDCS1FRnbzlw"));
    assertThat(BASE64URL.encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
                + "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXL"
                + "WyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void aBrowserReadsWhatThePushServiceCannot() throws Exception {
    service.answersStatus(201, "location", "/message/1");
    assertThat(send().kind()).isEqualTo(Outcome.Kind.TAKEN);
    AggregatedHttpRequest got = service.last();
    assertThat(got.headers().get("content-encoding")).isEqualTo("aes128gcm");
    assertThat(got.headers().get("ttl")).isEqualTo("300");
    assertThat(got.headers().get("urgency")).isEqualTo("high");
    assertThat(got.headers().get("topic")).hasSize(32);
    assertThat(got.contentUtf8()).doesNotContain("Coat");
    assertThat(decrypted(got.content().array()))
        .contains(
            "\"id\":\"asked-1\"", "\"endpoint\":\"endpoints/1\"", "1 × Coat", "transferRequests/1");
  }

  /** What a browser does, written down apart from what it checks. */
  private static String decrypted(byte[] body) throws Exception {
    byte[] salt = Arrays.copyOf(body, 16);
    byte[] point = Arrays.copyOfRange(body, 21, 86);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(browser.getPrivate());
    agreement.doPhase(PushCipher.publicKey(point), true);
    ByteBuffer info = ByteBuffer.allocate(14 + 65 + 65 + 1);
    info.put(Hmac.bytes("WebPush: info\0"));
    info.put(PushCipher.point((ECPublicKey) browser.getPublic())).put(point).put((byte) 1);
    byte[] keying = Hmac.sha256(Hmac.sha256(AUTH, agreement.generateSecret()), info.array());
    byte[] secret = Hmac.sha256(salt, keying);
    byte[] key =
        Arrays.copyOf(Hmac.sha256(secret, Hmac.bytes("Content-Encoding: aes128gcm\0\1")), 16);
    byte[] nonce =
        Arrays.copyOf(Hmac.sha256(secret, Hmac.bytes("Content-Encoding: nonce\0\1")), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    byte[] text = cipher.doFinal(body, 86, body.length - 86);
    assertThat(text[text.length - 1]).isEqualTo((byte) 2);
    return new String(text, 0, text.length - 1, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void thePushServiceSeesWhoSends() throws Exception {
    service.answersStatus(201, "location", "/message/1");
    send();
    String authorization = service.last().headers().get("authorization", "");
    assertThat(authorization).startsWith("vapid t=").endsWith(", k=" + text(chain));
    JWSObject token =
        JWSObject.parse(
            authorization.substring("vapid t=".length(), authorization.indexOf(", k=")));
    assertThat(token.verify(new ECDSAVerifier((ECPublicKey) chain.getPublic()))).isTrue();
    Map<String, Object> claims = token.getPayload().toJSONObject();
    assertThat(service.url("/")).isEqualTo(claims.get("aud") + "/");
    assertThat(claims.get("sub")).isEqualTo("mailto:operator@example.com");
    assertThat(((Number) claims.get("exp")).longValue())
        .isEqualTo(AT.plus(Duration.ofHours(12)).getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({
    "200, TAKEN",
    "201, TAKEN",
    "202, TAKEN",
    "404, GONE",
    "410, GONE",
    "400, REFUSED",
    "413, REFUSED",
    "429, AGAIN",
    "500, AGAIN"
  })
  void theAnswerOfThePushServiceCounts(int status, Outcome.Kind kind) {
    service.answersStatus(status, "retry-after", "5");
    assertThat(send().kind()).isEqualTo(kind);
  }

  @Test
  void keysThatDoNotBelongTogetherAreRefusedAtTheStart() {
    assertThatThrownBy(() -> new Vapid(text(browser), secretOf(chain), "mailto:x@y.example"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Vapid("AAAA", secretOf(chain), "mailto:x@y.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyThatIsNoPointOfTheCurveIsNotUsed() {
    byte[] off = PushCipher.point((ECPublicKey) browser.getPublic());
    off[64] ^= 1;
    assertThatThrownBy(() -> PushCipher.publicKey(off)).hasMessageContaining("P-256");
  }
}
