package io.shelfshare.client;

import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a watch has told its listener. Per request versions only rise: a node that is a little
 * behind cannot take the picture back. Not safe for several threads.
 */
final class MarketPicture {
  private static final int DEPARTED_MAX = 10_000;

  private final Map<String, TransferRequest> present = new HashMap<>();
  private final Map<String, Long> departed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > DEPARTED_MAX;
        }
      };
  private final Set<String> listed = new HashSet<>();
  private boolean listing;

  List<TransferRequest> requests() {
    return List.copyOf(present.values());
  }

  /** A new connection starts with a list. */
  void listAgain() {
    listing = true;
    listed.clear();
  }

  /** Takes a state of a request that matches; true where it is news. */
  boolean changed(TransferRequest request) {
    String name = request.getName();
    if (listing) {
      listed.add(name);
    }
    TransferRequest known = present.get(name);
    if (known != null && request.getVersion() <= known.getVersion()) {
      return false;
    }
    Long goneAt = departed.get(name);
    if (goneAt != null && request.getVersion() <= goneAt) {
      return false;
    }
    departed.remove(name);
    present.put(name, request);
    return true;
  }

  /** Takes a request that does not match any longer; true where it was in the picture. */
  boolean left(TransferRequest request) {
    String name = request.getName();
    TransferRequest known = present.get(name);
    if (known != null && request.getVersion() < known.getVersion()) {
      // This node has not heard yet what an earlier one told; it will say so when it has.
      listed.add(name);
      return false;
    }
    listed.remove(name);
    departed.merge(name, request.getVersion(), Math::max);
    return present.remove(name) != null;
  }

  /** The list is complete: gives the requests that left while nobody was connected. */
  List<TransferRequest> listed() {
    List<TransferRequest> gone = new ArrayList<>();
    if (listing) {
      for (TransferRequest request : List.copyOf(present.values())) {
        if (!listed.contains(request.getName())) {
          present.remove(request.getName());
          gone.add(request);
        }
      }
    }
    listing = false;
    listed.clear();
    return gone;
  }
}
