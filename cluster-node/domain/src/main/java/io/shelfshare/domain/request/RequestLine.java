package io.shelfshare.domain.request;

import io.shelfshare.domain.SkuId;

/**
 * How far one SKU of a request is, in units.
 *
 * @param covered awarded and not given back
 * @param open can still be grabbed; none once the request expired or was cancelled
 * @param received taken in by the asking side
 */
public record RequestLine(SkuId sku, long asked, long covered, long open, long received) {}
