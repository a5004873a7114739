package io.shelfshare.load.chain;

/**
 * A shop of the chain.
 *
 * @param index position in {@link DemoChain#stores()}, from 0
 * @param id {@code s00001} and on
 * @param ownerId the owner whose stock it holds
 * @param name for people, in English
 * @param nameZh for people, in Chinese
 * @param regionPath from country to city, such as {@code CN/East/Zhejiang/Hangzhou}
 * @param place where it stands
 * @param address street address as the generator wrote it
 * @param depth how deep its shelves are, 0.5 (a corner shop) to 1.5 (a flagship)
 */
public record Store(
    int index,
    String id,
    String ownerId,
    String name,
    String nameZh,
    String regionPath,
    Place place,
    String address,
    double depth) {}
