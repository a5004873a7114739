package io.shelfshare.domain.directory;

/**
 * @param latitude degrees, WGS 84, north positive
 * @param longitude degrees, WGS 84, east positive
 * @param region path from the widest to the narrowest, for example {@code CN/East/Zhejiang}
 */
public record Place(double latitude, double longitude, String region) {}
