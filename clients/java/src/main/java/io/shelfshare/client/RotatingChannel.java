package io.shelfshare.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Spreads calls over the nodes in turn and passes over those whose connection is broken. Any node
 * serves any call, so nothing is lost by a change of node. Safe for use by several threads.
 */
final class RotatingChannel extends Channel {
  private final List<ManagedChannel> channels;
  private final AtomicInteger turn = new AtomicInteger();

  RotatingChannel(List<ManagedChannel> channels) {
    this.channels = List.copyOf(channels);
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    return next().newCall(method, options);
  }

  @Override
  public String authority() {
    return channels.get(0).authority();
  }

  private ManagedChannel next() {
    int size = channels.size();
    if (size == 1) {
      return channels.get(0);
    }
    int first = Math.floorMod(turn.getAndIncrement(), size);
    for (int i = 0; i < size; i++) {
      ManagedChannel candidate = channels.get((first + i) % size);
      if (candidate.getState(true) != ConnectivityState.TRANSIENT_FAILURE) {
        return candidate;
      }
    }
    return channels.get(first);
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
