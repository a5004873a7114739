package io.shelfshare.node.security;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Who may do what (promise P7). Pure questions; the edge turns a no into {@code NOT_ALLOWED}. */
public final class Permissions {
  private final Function<StoreId, Optional<OwnerId>> ownerOf;

  /**
   * @param ownerOf looks a store's owner up in the directory; empty for a store that is not there.
   *     Called on the caller's thread, so it has to be local and immediate.
   */
  public Permissions(Function<StoreId, Optional<OwnerId>> ownerOf) {
    this.ownerOf = ownerOf;
  }

  /** Whether {@code caller} may change things in the name of {@code store}. */
  public boolean mayActFor(Caller caller, StoreId store) {
    return switch (caller.role()) {
      case CLERK, MANAGER -> caller.store().filter(store::equals).isPresent();
      case OWNER -> caller.owner().isPresent() && caller.owner().equals(ownerOf.apply(store));
      case HEADQUARTERS, INTEGRATOR -> true;
      case OPERATOR -> false;
    };
  }

  /** Whether {@code caller} may read {@code store}'s lines; others learn through a search only. */
  public boolean mayReadStock(Caller caller, StoreId store) {
    return mayActFor(caller, store) || sharesOwner(caller, store);
  }

  /** Whether {@code caller} may see the market as {@code store}; empty for the whole chain. */
  public boolean mayWatchAs(Caller caller, Optional<StoreId> store) {
    return store.map(one -> mayActFor(caller, one)).orElse(caller.ofChain());
  }

  /** Whether {@code caller} may know every award of a request of {@code requester}. */
  public boolean maySeeAwards(Caller caller, StoreId requester) {
    return mayActFor(caller, requester);
  }

  /** Whether {@code caller} may know of one award to {@code winner}. */
  public boolean maySeeAward(Caller caller, StoreId requester, StoreId winner) {
    return maySeeAwards(caller, requester) || mayActFor(caller, winner);
  }

  /** Whether {@code caller} may see an order between two stores. */
  public boolean mayViewOrder(Caller caller, StoreId supplier, StoreId requester) {
    return mayActFor(caller, supplier) || mayActFor(caller, requester);
  }

  /** Whether {@code caller} may import owners, stores and SKUs. */
  public boolean mayImportDirectory(Caller caller) {
    return caller.ofChain();
  }

  /** Whether {@code caller} may read and set the trade rules, and read budgets and all books. */
  public boolean maySetRules(Caller caller) {
    return caller.role() == Role.HEADQUARTERS;
  }

  /** Whether {@code caller} may read the books between two owners. */
  public boolean mayReadBooks(Caller caller, OwnerId one, OwnerId other) {
    return switch (caller.role()) {
      case OWNER -> caller.owner().filter(own -> own.equals(one) || own.equals(other)).isPresent();
      case HEADQUARTERS -> true;
      case CLERK, MANAGER, INTEGRATOR, OPERATOR -> false;
    };
  }

  /**
   * Whether {@code caller} may read contracts about {@code owner}'s stock; empty for everyone's.
   */
  public boolean mayReadContracts(Caller caller, Optional<OwnerId> owner) {
    return caller.ofChain() || (owner.isPresent() && owner.equals(ownerOf(caller)));
  }

  /** Whether {@code caller} may know {@code owner}'s customers, and where they live. */
  public boolean mayReadCustomers(Caller caller, OwnerId owner) {
    return caller.ofChain() || ownerOf(caller).filter(owner::equals).isPresent();
  }

  /** Whether {@code caller} may erase {@code owner}'s customers for ever. */
  public boolean mayEraseCustomers(Caller caller, OwnerId owner) {
    return caller.role() != Role.CLERK && mayReadCustomers(caller, owner);
  }

  /** Whether {@code caller} may look for stock at all. */
  public boolean mayFindStock(Caller caller) {
    return caller.ofChain() || ownerOf(caller).isPresent();
  }

  /** As whom {@code caller} looks at others' stock; empty where nothing is hidden from it. */
  public Optional<OwnerId> viewer(Caller caller) {
    return caller.ofChain() ? Optional.empty() : ownerOf(caller);
  }

  private Optional<OwnerId> ownerOf(Caller caller) {
    return caller.owner().isPresent() ? caller.owner() : caller.store().flatMap(ownerOf);
  }

  private boolean sharesOwner(Caller caller, StoreId store) {
    Optional<OwnerId> own = caller.store().flatMap(ownerOf);
    return own.isPresent() && Objects.equals(own, ownerOf.apply(store));
  }
}
