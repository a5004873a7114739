package io.shelfshare.node.notify;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Secret;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.notify.Wishes;
import io.shelfshare.node.directory.DirectoryCopy;
import io.shelfshare.node.grpc.gateway.SellerLine;
import io.shelfshare.node.grpc.gateway.Sellers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Endpoints that want to hear of their week, and what there is to hear. */
final class WeeklyFixture {
  static final IsoWeek WEEK = IsoWeek.of(LocalDate.parse("2026-11-16"));
  static final StoreId STORE = new StoreId("s1");
  final EndpointCopy endpoints = new EndpointCopy();
  final WeeklyNews news =
      new WeeklyNews(
          endpoints,
          new Wording(new DirectoryCopy()),
          new WeeklySettings(LocalTime.of(8, 0), ZoneOffset.UTC));

  /** Its quiet hours are over at seven, where it has a time zone. */
  Endpoint endpoint(String id, StoreId store, String zone, Topic... topics) {
    Optional<QuietHours> quiet =
        Optional.of(zone).filter(z -> !z.isEmpty()).map(z -> new QuietHours(1_320, 420, z));
    Endpoint endpoint =
        new Endpoint(
            new EndpointId(id),
            store,
            Channel.WECOM,
            "group",
            Optional.empty(),
            Secret.NONE,
            Secret.NONE,
            "…",
            new Wishes(Set.of(topics), false, quiet, 0),
            Optional.empty());
    endpoints.take(
        new EndpointEvent(
            Instant.EPOCH, Optional.empty(), "", EndpointEvent.Kind.CREATED, endpoint));
    return endpoint;
  }

  Endpoint weekly(String id, StoreId store, String zone) {
    return endpoint(id, store, zone, Topic.WEEKLY_LIST);
  }

  static Sellers sellers(int lines) {
    return new Sellers(
        WEEK,
        120,
        IntStream.range(0, lines).mapToObj(i -> line("best-" + i, 20 - i, 3)).toList(),
        IntStream.range(0, lines).mapToObj(i -> line("slow-" + i, 0, 9 + i)).toList());
  }

  private static SellerLine line(String sku, long sold, long onHand) {
    return new SellerLine(new SkuId(sku), sold, sold, onHand, onHand, Optional.empty());
  }

  static final Sellers NOTHING = new Sellers(WEEK, 0, List.of(), List.of());
}
