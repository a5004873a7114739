package io.shelfshare.node.notify;

import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.node.notify.channel.Phrases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Several messages told as one, which names them. */
final class Digest {
  /** The most messages in one. */
  static final int MAX = 30;

  private static final String PARTS = "parts";

  private Digest() {}

  static News of(Endpoint to, List<Delivery> parts, Instant now) {
    String ids = parts.stream().map(one -> one.news().id()).collect(Collectors.joining(" "));
    String lines =
        parts.stream()
            .map(one -> "· " + Phrases.in(to.wishes().chinese()).text(one.news(), now).title())
            .collect(Collectors.joining("\n"));
    return new News(
        "digest-" + UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)),
        Topic.DIGEST,
        now,
        "",
        Map.of("count", Integer.toString(parts.size()), "lines", lines, PARTS, ids));
  }

  /** The ids of all that is told in digests among these. */
  static Set<String> told(Collection<Delivery> deliveries) {
    Set<String> told = new HashSet<>();
    deliveries.stream()
        .filter(one -> one.news().topic() == Topic.DIGEST)
        .forEach(
            one ->
                told.addAll(
                    Arrays.asList(one.news().details().getOrDefault(PARTS, "").split(" ", -1))));
    return told;
  }
}
