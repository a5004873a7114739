package io.shelfshare.node.grpc;

import io.grpc.Context;
import io.shelfshare.node.security.Caller;
import java.util.Locale;

/**
 * What every call carries.
 *
 * @param locale in which errors are told
 */
record Call(Caller caller, Locale locale) {
  private static final Context.Key<Call> KEY = Context.key("shelfshare.call");

  /** The call that this thread is in. */
  static Call current() {
    Call call = KEY.get();
    if (call == null) {
      throw new IllegalStateException("A service was called without the edge's interceptor.");
    }
    return call;
  }

  Context in(Context context) {
    return context.withValue(KEY, this);
  }
}
