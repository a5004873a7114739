package io.shelfshare.node.grpc;

import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;

/** Ends a call that may not go on. */
final class Checks {
  private Checks() {}

  /**
   * @throws CallFailed with {@code NOT_ALLOWED} where {@code allowed} is false
   */
  static void allowed(boolean allowed) {
    if (!allowed) {
      throw new CallFailed(Fault.notAllowed());
    }
  }

  /** A field that is wrong in the light of who calls or of how things stand. */
  static CallFailed wrong(String field, String value, Expected expected) {
    return new CallFailed(Fault.field(new FieldFault(field, value, expected)));
  }

  /**
   * The store that a field names, or the caller's own where it is empty.
   *
   * @param expected what to say where there is neither
   */
  static StoreId storeOrOwn(Call call, String field, String name, String expected) {
    if (!name.isEmpty()) {
      return Names.store(name);
    }
    return call.caller().store().orElseThrow(() -> wrong(field, "", Expected.of(expected)));
  }
}
