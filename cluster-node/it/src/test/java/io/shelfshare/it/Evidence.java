package io.shelfshare.it;

import com.google.protobuf.Message;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that was acknowledged while stores traded. Safe for use by several threads. */
final class Evidence {
  /** A grab that was acknowledged as won. */
  record Won(String request, String store, GrabTransferRequestResponse answer) {}

  private final Queue<Mutation.Acknowledged<?>> mutations = new ConcurrentLinkedQueue<>();
  private final Map<String, TransferRequest> posted = new ConcurrentHashMap<>();
  private final Map<String, Won> won = new ConcurrentHashMap<>();
  private final Map<String, Long> sold = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  <A extends Message> A acknowledged(Mutation<A> mutation, A answer) {
    mutations.add(new Mutation.Acknowledged<>(mutation, answer));
    return answer;
  }

  void posted(TransferRequest request) {
    posted.put(request.getName(), request);
  }

  void won(Won grab) {
    won.put(grab.answer().getTransferOrder(), grab);
  }

  void sold(String store, String sku, long units) {
    sold.merge(store + "/" + sku, units, Long::sum);
  }

  /** Something that must not happen, in words. */
  void failed(String what) {
    failures.add(what);
  }

  List<Mutation.Acknowledged<?>> mutations() {
    return List.copyOf(mutations);
  }

  /** Requests as they were answered, by name. */
  Map<String, TransferRequest> posted() {
    return Map.copyOf(posted);
  }

  /** Grabs by the name of their order. */
  Map<String, Won> won() {
    return Map.copyOf(won);
  }

  long sold(String store, String sku) {
    return sold.getOrDefault(store + "/" + sku, 0L);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
