package io.shelfshare.node.grpc;

import io.shelfshare.node.security.Permissions;
import java.time.Clock;

/** What the services have in common. */
record Shared(
    References references,
    Permissions permissions,
    Mutations mutations,
    Replies replies,
    Clock clock) {}
