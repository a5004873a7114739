package io.shelfshare.load.chain;

/**
 * One style in one colour and one size.
 *
 * @param index position in {@link DemoChain#skus()}, from 0
 * @param id {@code style-colour-size}, at most 60 characters
 * @param style the style it belongs to, at most 40 characters; groups substitutes and size curves
 * @param colour as the generator spells it
 * @param size as the generator spells it
 * @param gtin GTIN-13 with its check digit, of the range kept for use inside one company
 * @param name for people
 * @param brand as the generator spells it
 * @param category such as {@code Women}
 * @param priceFen list price in fen (1/100 CNY)
 * @param costFen what it cost the brand, in fen
 */
public record Sku(
    int index,
    String id,
    String style,
    String colour,
    String size,
    String gtin,
    String name,
    String brand,
    String category,
    long priceFen,
    long costFen) {}
