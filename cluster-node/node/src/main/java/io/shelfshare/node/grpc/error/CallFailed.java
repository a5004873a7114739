package io.shelfshare.node.grpc.error;

/** Carries a fault out of a call. Has no stack trace, for it is an answer and not a defect. */
public final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  public CallFailed(Fault fault) {
    super(fault.reason().name(), null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
