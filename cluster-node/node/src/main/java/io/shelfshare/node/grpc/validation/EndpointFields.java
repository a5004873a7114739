package io.shelfshare.node.grpc.validation;

import com.google.protobuf.Message;
import io.shelfshare.market.v1.CreateEndpointRequest;
import io.shelfshare.market.v1.Endpoint;
import io.shelfshare.market.v1.UpdateEndpointRequest;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.FieldFault;
import io.shelfshare.node.notify.channel.Webhook;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;

/** What the rules of the protos cannot say of endpoints. What is secret is never said again. */
public final class EndpointFields {
  private static final int P256_BYTES = 65;
  private static final int AUTH_BYTES = 16;

  private EndpointFields() {}

  /** Whether it is one of these requests. */
  static boolean check(Message request, List<FieldFault> faults) {
    if (request instanceof CreateEndpointRequest create) {
      create(create, faults);
      return true;
    } else if (request instanceof UpdateEndpointRequest update) {
      if (update.hasWishes() && update.getWishes().hasQuietHours()) {
        quiet("wishes.quiet_hours", update.getWishes().getQuietHours(), faults);
      }
      return true;
    }
    return false;
  }

  private static void create(CreateEndpointRequest create, List<FieldFault> faults) {
    Endpoint endpoint = create.getEndpoint();
    String channel = endpoint.getChannel().name().replace("CHANNEL_", "");
    if (endpoint.hasQuietHours()) {
      quiet("endpoint.quiet_hours", endpoint.getQuietHours(), faults);
    }
    boolean push = endpoint.getChannel() == Endpoint.Channel.CHANNEL_WEB_PUSH;
    if (push) {
      bytes("endpoint.push_keys.p256dh", endpoint.getPushKeys().getP256Dh(), P256_BYTES, faults);
      bytes("endpoint.push_keys.auth", endpoint.getPushKeys().getAuth(), AUTH_BYTES, faults);
    } else if (endpoint.hasPushKeys()) {
      faults.add(new FieldFault("endpoint.push_keys", "…", Expected.of("nothing_for_channel")));
    }
    secret("endpoint.secret", channel, endpoint.getSecret(), faults);
  }

  /** Says what is wrong with the secret of an endpoint of a channel. */
  public static void secret(String field, String channel, String secret, List<FieldFault> faults) {
    boolean none = channel.equals("WECOM") || channel.equals("WEB_PUSH");
    if (none && !secret.isEmpty()) {
      faults.add(new FieldFault(field, "…", Expected.of("nothing_for_channel")));
    } else if (channel.equals("WEBHOOK") && !Webhook.isSecret(secret)) {
      faults.add(new FieldFault(field, secret.isEmpty() ? "" : "…", Expected.of("webhook_secret")));
    }
  }

  private static void bytes(String field, String text, int length, List<FieldFault> faults) {
    boolean right;
    try {
      right = Base64.getUrlDecoder().decode(text).length == length;
    } catch (IllegalArgumentException notBase64) {
      right = false;
    }
    if (!right) {
      faults.add(
          new FieldFault(
              field, text.isEmpty() ? "" : "…", Expected.of("base64url", "bytes", length)));
    }
  }

  private static void quiet(String field, Endpoint.QuietHours quiet, List<FieldFault> faults) {
    try {
      ZoneId.of(quiet.getTimeZone());
    } catch (DateTimeException unknown) {
      if (!quiet.getTimeZone().isEmpty()) {
        faults.add(
            new FieldFault(field + ".time_zone", quiet.getTimeZone(), Expected.of("time_zone")));
      }
    }
  }
}
