package io.shelfshare.load.loader;

/**
 * What a load did. All zero, but for {@code storesAlreadyStocked}, when the chain was there
 * already.
 *
 * @param ownersImported owners that were new or different
 * @param storesImported stores that were new or different
 * @param skusImported SKUs that were new or different
 * @param storesStocked stores that were given stock
 * @param storesAlreadyStocked stores whose opening stock was there already
 * @param unitsStocked units of stock recorded
 */
public record LoadSummary(
    int ownersImported,
    int storesImported,
    int skusImported,
    int storesStocked,
    int storesAlreadyStocked,
    long unitsStocked) {}
