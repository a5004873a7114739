package io.shelfshare.domain.settlement;

/**
 * What the way costs, up to a distance. Of the bands, the first that reaches far enough counts;
 * beyond the last one nothing is charged.
 *
 * @param uptoMetres inclusive
 * @param perOrder once, with the first unit that is shipped
 * @param perUnit for each unit that is shipped
 */
public record FreightBand(long uptoMetres, Money perOrder, Money perUnit) {}
