package io.shelfshare.node.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Secret;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.notify.Wishes;
import io.shelfshare.journal.v1.DeliveryRow;
import io.shelfshare.journal.v1.NewsRow;
import io.shelfshare.journal.v1.NotifyEndpoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events of endpoints, and the rows of messages. */
public final class NotifyMapping {
  private NotifyMapping() {}

  static io.shelfshare.journal.v1.EndpointEvent toProto(EndpointEvent event) {
    var proto =
        io.shelfshare.journal.v1.EndpointEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli())
            .setKind(event.kind().name())
            .setEndpoint(endpoint(event.endpoint()));
    event
        .mutation()
        .ifPresent(key -> proto.setMutation(CommonMapping.mutation(key, event.fingerprint())));
    return proto.build();
  }

  static EndpointEvent fromProto(io.shelfshare.journal.v1.EndpointEvent proto) {
    return new EndpointEvent(
        CommonMapping.at(proto.getAtMillis()),
        proto.hasMutation()
            ? Optional.of(CommonMapping.mutation(proto.getMutation()))
            : Optional.empty(),
        proto.getMutation().getFingerprint(),
        EndpointEvent.Kind.valueOf(proto.getKind()),
        endpoint(proto.getEndpoint()));
  }

  private static NotifyEndpoint endpoint(Endpoint endpoint) {
    Wishes wishes = endpoint.wishes();
    var proto =
        NotifyEndpoint.newBuilder()
            .setId(endpoint.id().value())
            .setStore(endpoint.store().value())
            .setChannel(endpoint.channel().name())
            .setLabel(endpoint.label())
            .setPerson(endpoint.person().orElse(""))
            .setAddress(endpoint.address().sealed())
            .setKey(endpoint.key().sealed())
            .setHint(endpoint.hint())
            .setChinese(wishes.chinese())
            .setHourlyMax(wishes.hourlyMax())
            .setDisabled(endpoint.disabled().orElse(""));
    wishes.topics().stream().map(Topic::name).sorted().forEach(proto::addTopics);
    wishes
        .quiet()
        .ifPresent(
            quiet ->
                proto
                    .getQuietBuilder()
                    .setFromMinute(quiet.fromMinute())
                    .setToMinute(quiet.toMinute())
                    .setZone(quiet.zone()));
    return proto.build();
  }

  private static Endpoint endpoint(NotifyEndpoint proto) {
    Optional<QuietHours> quiet =
        proto.hasQuiet()
            ? Optional.of(
                new QuietHours(
                    proto.getQuiet().getFromMinute(),
                    proto.getQuiet().getToMinute(),
                    proto.getQuiet().getZone()))
            : Optional.empty();
    return new Endpoint(
        new EndpointId(proto.getId()),
        new StoreId(proto.getStore()),
        Channel.valueOf(proto.getChannel()),
        proto.getLabel(),
        text(proto.getPerson()),
        new Secret(proto.getAddress()),
        new Secret(proto.getKey()),
        proto.getHint(),
        new Wishes(
            proto.getTopicsList().stream().map(Topic::valueOf).collect(Collectors.toSet()),
            proto.getChinese(),
            quiet,
            proto.getHourlyMax()),
        text(proto.getDisabled()));
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** The part of a message that never changes, as a row. */
  public static ByteBuffer toRow(News news) {
    return NewsRow.newBuilder()
        .setId(news.id())
        .setTopic(news.topic().name())
        .setAtMillis(news.at().toEpochMilli())
        .setNotBeforeMillis(news.notBefore().map(Instant::toEpochMilli).orElse(0L))
        .setUntilMillis(news.until().map(Instant::toEpochMilli).orElse(0L))
        .setSubject(news.subject())
        .putAllDetails(news.details())
        .build()
        .toByteString()
        .asReadOnlyByteBuffer();
  }

  /** What became of a message so far, as a row. */
  public static ByteBuffer toRow(Delivery delivery) {
    return DeliveryRow.newBuilder()
        .setStatus(delivery.status().name())
        .setVersion(delivery.version())
        .setAttempts(delivery.attempts())
        .setNextMillis(delivery.next().toEpochMilli())
        .setEndedMillis(delivery.endedAt().map(Instant::toEpochMilli).orElse(0L))
        .setCode(delivery.code())
        .setRemark(delivery.remark())
        .build()
        .toByteString()
        .asReadOnlyByteBuffer();
  }

  /** A message from its rows. */
  public static Delivery delivery(Instant queuedAt, ByteBuffer message, ByteBuffer state) {
    try {
      NewsRow news = NewsRow.parseFrom(message);
      DeliveryRow row = DeliveryRow.parseFrom(state);
      return new Delivery(
          new News(
              news.getId(),
              Topic.valueOf(news.getTopic()),
              CommonMapping.at(news.getAtMillis()),
              at(news.getNotBeforeMillis()),
              at(news.getUntilMillis()),
              news.getSubject(),
              news.getDetailsMap()),
          queuedAt,
          Delivery.Status.valueOf(row.getStatus()),
          row.getVersion(),
          row.getAttempts(),
          CommonMapping.at(row.getNextMillis()),
          at(row.getEndedMillis()),
          row.getCode(),
          row.getRemark());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged row of a message", e);
    }
  }

  private static Optional<Instant> at(long millis) {
    return millis == 0 ? Optional.empty() : Optional.of(CommonMapping.at(millis));
  }
}
