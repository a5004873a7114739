package io.shelfshare.node.security;

/** What a token's holder is in the chain. */
public enum Role {
  /** Staff of one store. */
  CLERK,
  /** Staff of one store; may all that a clerk may. */
  MANAGER,
  /** Staff of an owner: acts for the stores that are this owner's, not for those below it. */
  OWNER,
  /** Staff of the brand. */
  HEADQUARTERS,
  /** A program that feeds tills, stock and the directory. */
  INTEGRATOR,
  /** Keeps the system running; has no business with stock. */
  OPERATOR
}
