package io.shelfshare.cli;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.RequestScope;

/** Which requests a list or a watch is about, as it is typed. */
enum Scope {
  market(RequestScope.REQUEST_SCOPE_MARKET),
  posted(RequestScope.REQUEST_SCOPE_POSTED);

  private final RequestScope scope;

  Scope(RequestScope scope) {
    this.scope = scope;
  }

  RequestScope scope() {
    return scope;
  }

  /** Whose view is asked for: the caller's store's, or the whole chain for who belongs to none. */
  static String parent(Session session) {
    return session.ownStore().orElse(ResourceNames.store("-"));
  }
}
