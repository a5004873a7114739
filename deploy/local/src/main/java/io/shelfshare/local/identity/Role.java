package io.shelfshare.local.identity;

/** What a token's bearer is, as its {@code role} claim says. */
public enum Role {
  /** Staff of one store. */
  CLERK,
  /** Staff of one store who also decides for it. */
  MANAGER,
  /** Acts for a legal entity and all its stores. */
  OWNER,
  /** Acts for the chain. */
  HEADQUARTERS,
  /** A till or another system that reports stock for one store. */
  INTEGRATOR,
  /** Runs the machines; sees no business. */
  OPERATOR
}
