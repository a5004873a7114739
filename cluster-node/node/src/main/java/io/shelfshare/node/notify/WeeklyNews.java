package io.shelfshare.node.notify;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.node.grpc.gateway.SellerLine;
import io.shelfshare.node.grpc.gateway.Sellers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What a store hears of the week before, and when: on Monday morning by the endpoint's time, once
 * the week is over everywhere. Safe for use by any thread.
 */
final class WeeklyNews {
  /** So many lines of each list; a group robot takes little more. */
  static final int LINES = 5;

  /** Who could not be told within a day is not told any more, and who is new is not told late. */
  private static final Duration TOLD_FOR = Duration.ofDays(1);

  /** Quiet hours and retries may take so long; then the news is old. */
  private static final Duration OF_USE_FOR = Duration.ofDays(3);

  private final EndpointCopy endpoints;
  private final Wording wording;
  private final WeeklySettings settings;

  WeeklyNews(EndpointCopy endpoints, Wording wording, WeeklySettings settings) {
    this.endpoints = endpoints;
    this.wording = wording;
    this.settings = settings;
  }

  /** The week that is told of at {@code now}. */
  static IsoWeek week(Instant now) {
    return IsoWeek.of(now).plusWeeks(-1);
  }

  /** The same whoever makes it and however often, so that it is queued once. */
  static String id(StoreId store, IsoWeek week) {
    return "weekly-" + week + "-" + store.value();
  }

  /** The endpoints of a store that should be told by now. */
  List<Endpoint> due(StoreId store, Instant now) {
    return endpoints.of(store, Topic.WEEKLY_LIST).stream()
        .filter(one -> isDue(dueAt(one, week(now)), now))
        .toList();
  }

  private static boolean isDue(Instant due, Instant now) {
    return !now.isBefore(due) && now.isBefore(due.plus(TOLD_FOR));
  }

  private Instant dueAt(Endpoint to, IsoWeek week) {
    ZoneId zone = to.wishes().quiet().map(QuietHours::zone).map(ZoneId::of).orElse(settings.zone());
    IsoWeek next = week.plusWeeks(1);
    Instant morning = next.monday().atTime(settings.at()).atZone(zone).toInstant();
    Instant over = next.monday().atStartOfDay(ZoneOffset.UTC).toInstant();
    return morning.isAfter(over) ? morning : over;
  }

  /** The message; empty where nothing was sold and nothing is slow. */
  Optional<News> of(StoreId store, Sellers sellers, Instant now) {
    if (sellers.best().isEmpty() && sellers.slow().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> details = new HashMap<>();
    details.put("store", wording.store(store));
    details.put("store_name", "stores/" + store.value());
    details.put("to_store", "stores/" + store.value());
    details.put("week", sellers.week().toString());
    details.put("sold_units", Long.toString(sellers.sold()));
    details.put("best", lines(sellers.best(), SellerLine::sold));
    details.put("slow", lines(sellers.slow(), SellerLine::spare));
    details.put("slow_count", Integer.toString(sellers.slow().size()));
    return Optional.of(
        new News(
            id(store, sellers.week()),
            Topic.WEEKLY_LIST,
            now,
            Optional.empty(),
            Optional.of(now.plus(OF_USE_FOR)),
            "stores/" + store.value(),
            details));
  }

  private String lines(List<SellerLine> lines, ToLongFunction<SellerLine> units) {
    return lines.stream()
        .limit(LINES)
        .map(one -> wording.units(List.of(new Units(one.sku(), units.applyAsLong(one)))))
        .collect(Collectors.joining("\n"));
  }
}
