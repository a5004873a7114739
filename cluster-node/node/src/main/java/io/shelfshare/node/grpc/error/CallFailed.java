package io.shelfshare.node.grpc.error;

import java.util.concurrent.CompletionException;

/**
 * Carries a fault out of a call. Has no stack trace, for it is an answer and not a defect. Stages
 * hand it on as it is, since they would wrap anything but a {@link CompletionException} in one that
 * has a trace.
 */
public final class CallFailed extends CompletionException {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  public CallFailed(Fault fault) {
    super(fault.reason().name());
    this.fault = fault;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  public Fault fault() {
    return fault;
  }
}
