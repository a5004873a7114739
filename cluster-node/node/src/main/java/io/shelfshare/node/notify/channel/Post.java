package io.shelfshare.node.notify.channel;

import java.util.Map;

/** An HTTP call that sends a message. Its URL may hold a secret and is never shown. */
record Post(String url, Map<String, String> headers, byte[] body) {
  @Override
  public String toString() {
    return "Post";
  }

  static Post json(String url, byte[] body) {
    return new Post(url, Map.of("content-type", "application/json; charset=utf-8"), body);
  }
}
