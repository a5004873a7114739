package io.shelfshare.node.security;

/** A token that is not taken. The message is fit for the one who sent it. */
public final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message fit for the one who sent the token
   */
  public TokenRefused(String message) {
    super(message, null, false, false);
  }
}
