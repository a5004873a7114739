package io.shelfshare.node.grpc;

import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Wishes;
import io.shelfshare.market.v1.Endpoint;
import io.shelfshare.market.v1.SentMessage;
import io.shelfshare.market.v1.Topic;
import io.shelfshare.market.v1.UpdateEndpointRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Endpoints and deliveries between the API and the domain. */
final class NotificationMessages {
  private static final String ENDPOINTS = "endpoints/";
  private static final String CHANNEL = "CHANNEL_";
  private static final String TOPIC = "TOPIC_";
  private static final String STATE = "STATE_";

  private NotificationMessages() {}

  static EndpointId endpoint(String name) {
    return new EndpointId(name.substring(ENDPOINTS.length()));
  }

  static Channel channel(Endpoint.Channel channel) {
    return Channel.valueOf(channel.name().substring(CHANNEL.length()));
  }

  static Wishes wishes(Endpoint proto) {
    return wishes(
        proto.getTopicsList(),
        proto.getLanguage(),
        proto.hasQuietHours() ? Optional.of(proto.getQuietHours()) : Optional.empty(),
        proto.getHourlyMax());
  }

  static Wishes wishes(UpdateEndpointRequest.Wishes proto) {
    return wishes(
        proto.getTopicsList(),
        proto.getLanguage(),
        proto.hasQuietHours() ? Optional.of(proto.getQuietHours()) : Optional.empty(),
        proto.getHourlyMax());
  }

  private static Wishes wishes(
      List<Topic> topics,
      Endpoint.Language language,
      Optional<Endpoint.QuietHours> quiet,
      int hourlyMax) {
    Set<io.shelfshare.domain.notify.Topic> wanted =
        EnumSet.noneOf(io.shelfshare.domain.notify.Topic.class);
    topics.forEach(
        topic ->
            wanted.add(
                io.shelfshare.domain.notify.Topic.valueOf(topic.name().substring(TOPIC.length()))));
    return new Wishes(
        wanted.isEmpty() ? io.shelfshare.domain.notify.Topic.usual() : wanted,
        language == Endpoint.Language.LANGUAGE_CHINESE,
        quiet.map(
            one -> new QuietHours(minute(one.getFrom()), minute(one.getTo()), one.getTimeZone())),
        hourlyMax);
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  private static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  /** Without what must not be told. */
  static Endpoint message(io.shelfshare.domain.notify.Endpoint endpoint) {
    Wishes wishes = endpoint.wishes();
    Endpoint.Builder proto =
        Endpoint.newBuilder()
            .setName(ENDPOINTS + endpoint.id().value())
            .setStore(Names.of(endpoint.store()))
            .setChannel(Endpoint.Channel.valueOf(CHANNEL + endpoint.channel().name()))
            .setDisplayName(endpoint.label())
            .setLanguage(
                wishes.chinese()
                    ? Endpoint.Language.LANGUAGE_CHINESE
                    : Endpoint.Language.LANGUAGE_ENGLISH)
            .setHourlyMax(wishes.hourlyMax())
            .setAddressHint(endpoint.hint())
            .setDisabledReason(endpoint.disabled().orElse(""))
            .setPerson(endpoint.person().orElse(""));
    wishes.topics().stream().sorted().forEach(topic -> proto.addTopics(message(topic)));
    wishes
        .quiet()
        .ifPresent(
            quiet ->
                proto
                    .getQuietHoursBuilder()
                    .setFrom(time(quiet.fromMinute()))
                    .setTo(time(quiet.toMinute()))
                    .setTimeZone(quiet.zone()));
    return proto.build();
  }

  private static Topic message(io.shelfshare.domain.notify.Topic topic) {
    return Topic.valueOf(TOPIC + topic.name());
  }

  static SentMessage message(io.shelfshare.domain.notify.Delivery delivery) {
    SentMessage.Builder proto =
        SentMessage.newBuilder()
            .setMessageId(delivery.news().id())
            .setTopic(message(delivery.news().topic()))
            .setSubject(delivery.news().subject())
            .setEventTime(Times.timestamp(delivery.news().at()))
            .setQueueTime(Times.timestamp(delivery.queuedAt()))
            .setState(SentMessage.State.valueOf(STATE + delivery.status().name()))
            .setAttempts(delivery.attempts())
            .setCode(delivery.code())
            .setRemark(delivery.remark());
    if (delivery.isWaiting()) {
      proto.setNextAttemptTime(Times.timestamp(delivery.next()));
    }
    delivery.endedAt().ifPresent(at -> proto.setEndTime(Times.timestamp(at)));
    return proto.build();
  }
}
