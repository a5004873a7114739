package io.shelfshare.domain.order;

/**
 * Units that did not stay with who should have had them, and where they are: {@code units =
 * returnedGood + returnedDamaged + lostBack + returning}.
 *
 * @param givenBack how many of {@code units} were accepted at first, and then given back
 */
public record Refused(
    long units,
    long returnedGood,
    long returnedDamaged,
    Losses lostBack,
    long returning,
    long givenBack) {
  static final Refused NONE = new Refused(0, 0, 0, Losses.NONE, 0, 0);

  public Refused {
    boolean lawful =
        units == returnedGood + returnedDamaged + lostBack.total() + returning
            && returnedGood >= 0
            && returnedDamaged >= 0
            && returning >= 0
            && givenBack >= 0
            && givenBack <= units;
    if (!lawful) {
      throw new IllegalArgumentException("the quantity law does not hold for refused units");
    }
  }

  Refused send(long more) {
    return new Refused(
        units + more, returnedGood, returnedDamaged, lostBack, returning + more, givenBack);
  }

  Refused giveBack(long more) {
    return new Refused(
        units + more, returnedGood, returnedDamaged, lostBack, returning + more, givenBack + more);
  }

  Refused comeBack(long good, long damaged) {
    return new Refused(
        units,
        returnedGood + good,
        returnedDamaged + damaged,
        lostBack,
        returning - good - damaged,
        givenBack);
  }

  Refused lose(long some, Liable liable) {
    return new Refused(
        units,
        returnedGood,
        returnedDamaged,
        lostBack.plus(liable, some),
        returning - some,
        givenBack);
  }

  Refused find(long some) {
    return new Refused(
        units, returnedGood, returnedDamaged, lostBack.minus(some), returning + some, givenBack);
  }
}
