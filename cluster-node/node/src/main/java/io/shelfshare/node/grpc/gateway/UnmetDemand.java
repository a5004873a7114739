package io.shelfshare.node.grpc.gateway;

/**
 * Demand, and how much of it nobody met; in units, but for the lines.
 *
 * @param lines of requests whose time ran out
 * @param unmet of the wanted ones, open when the time ran out
 * @param withdrawn of the wanted ones, open when the request was taken back
 */
public record UnmetDemand(long lines, long wanted, long unmet, long withdrawn) {
  /** Of nothing. */
  public static final UnmetDemand NONE = new UnmetDemand(0, 0, 0, 0);

  /** Both together. */
  public UnmetDemand plus(UnmetDemand other) {
    return new UnmetDemand(
        lines + other.lines,
        wanted + other.wanted,
        unmet + other.unmet,
        withdrawn + other.withdrawn);
  }

  /** Unmet of wanted units; 0 of none. */
  public int unmetBasisPoints() {
    return Figures.share(unmet, wanted);
  }
}
