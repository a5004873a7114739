package io.shelfshare.node.journal;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Secret;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.notify.Wishes;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Events of endpoints with and without everything that an endpoint can have. */
final class NotifySamples {
  private static final Instant AT = Instant.ofEpochMilli(1_795_300_000_123L);
  private static final Mutation.Key KEY =
      new Mutation.Key("hq@-", new UUID(AT.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0001L));

  private NotifySamples() {}

  static Stream<Object> events() {
    Endpoint full =
        new Endpoint(
            new EndpointId("0b3f8f5e-7c2f-3d2b-9d6c-0f8c1c7f5a11"),
            new StoreId("s1"),
            Channel.WEB_PUSH,
            "Li's phone",
            Optional.of("clerk-li"),
            new Secret("plain:https://push.example.com/1"),
            new Secret("plain:a b"),
            "https://push.example.com/…om/1",
            new Wishes(
                Set.of(Topic.REQUEST_POSTED, Topic.ORDER_DUE),
                true,
                Optional.of(new QuietHours(1320, 480, "Asia/Shanghai")),
                20),
            Optional.of("410 gone"));
    Endpoint plain =
        new Endpoint(
            full.id(),
            full.store(),
            Channel.WEBHOOK,
            "",
            Optional.empty(),
            Secret.NONE,
            Secret.NONE,
            "",
            new Wishes(Set.of(), false, Optional.empty(), 0),
            Optional.empty());
    return Stream.of(
        new EndpointEvent(AT, Optional.of(KEY), "f00d", EndpointEvent.Kind.CREATED, full),
        new EndpointEvent(AT, Optional.of(KEY), "f00d", EndpointEvent.Kind.UPDATED, plain),
        new EndpointEvent(AT, Optional.empty(), "", EndpointEvent.Kind.DISABLED, full),
        new EndpointEvent(AT, Optional.of(KEY), "f00d", EndpointEvent.Kind.DELETED, plain));
  }
}
