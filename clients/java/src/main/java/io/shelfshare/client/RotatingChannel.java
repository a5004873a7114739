package io.shelfshare.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.Deadline;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Spreads calls over the nodes in turn. Passes over those whose connection is broken, and leaves
 * alone for a while those that owe an answer: a frozen node takes connections and calls for as long
 * as anybody brings them. Any node serves any call, so nothing is lost by a change of node. Safe
 * for use by several threads.
 */
final class RotatingChannel extends Channel {
  private static final long LEFT_ALONE_SECONDS = 10;

  private final List<ManagedChannel> channels;

  /** Until when each node is left alone; empty for one that answers. */
  private final AtomicReferenceArray<@Nullable Deadline> leftAlone;

  private final AtomicInteger turn = new AtomicInteger();

  RotatingChannel(List<ManagedChannel> channels) {
    this.channels = List.copyOf(channels);
    this.leftAlone = new AtomicReferenceArray<>(channels.size());
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    int node = next();
    ClientCall<Q, A> call = channels.get(node).newCall(method, options);
    return channels.size() == 1
        ? call
        : new SimpleForwardingClientCall<>(call) {
          @Override
          public void start(Listener<A> listener, Metadata headers) {
            super.start(new Watching<>(listener, node), headers);
          }
        };
  }

  @Override
  public String authority() {
    return channels.get(0).authority();
  }

  private int next() {
    int size = channels.size();
    int first = size == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), size);
    for (int i = 0; i < size && size > 1; i++) {
      int candidate = (first + i) % size;
      if (channels.get(candidate).getState(true) != ConnectivityState.TRANSIENT_FAILURE
          && isAsked(candidate)) {
        return candidate;
      }
    }
    return first;
  }

  /** After its time alone, one call finds out for all whether a node answers again. */
  private boolean isAsked(int node) {
    @Nullable Deadline until = leftAlone.get(node);
    return until == null || (until.isExpired() && leftAlone.compareAndSet(node, until, fromNow()));
  }

  private static Deadline fromNow() {
    return Deadline.after(LEFT_ALONE_SECONDS, TimeUnit.SECONDS);
  }

  /** Learns from the end of a call whether its node answers. */
  private final class Watching<A> extends SimpleForwardingClientCallListener<A> {
    private final int node;

    Watching(ClientCall.Listener<A> listener, int node) {
      super(listener);
      this.node = node;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      switch (status.getCode()) {
        case DEADLINE_EXCEEDED, UNAVAILABLE -> {
          boolean answered = !ShelfshareException.of(status, trailers).reason().isEmpty();
          leftAlone.set(node, answered ? null : fromNow());
        }
        case CANCELLED -> {
          // The caller's own wish says nothing of the node.
        }
        default -> leftAlone.set(node, null);
      }
      super.onClose(status, trailers);
    }
  }

  void close() {
    channels.forEach(ManagedChannel::shutdown);
    try {
      for (ManagedChannel channel : channels) {
        if (!channel.awaitTermination(2, TimeUnit.SECONDS)) {
          channel.shutdownNow();
        }
      }
    } catch (InterruptedException interrupted) {
      channels.forEach(ManagedChannel::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }
}
