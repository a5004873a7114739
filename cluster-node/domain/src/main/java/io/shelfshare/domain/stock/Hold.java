package io.shelfshare.domain.stock;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Units of this store that are held for one order.
 *
 * @param awardBy until when the order has to be bound; afterwards its request is asked about it
 * @param bound true once the order won and took the hold over
 * @param confirmed true once the units were found: a till sale can no longer take them
 * @param step the order's last step that took effect here
 */
public record Hold(
    OrderId order, Instant awardBy, boolean bound, boolean confirmed, long step, List<Line> lines) {
  public Hold {
    lines = List.copyOf(lines);
  }

  /**
   * One SKU of a hold, in units.
   *
   * @param reserved held at first
   * @param bound still held when the order was bound: what it was told then
   * @param held held now
   * @param breached taken by the till since the order was bound, in all
   * @param told how many of {@code breached} the order knows of
   * @param shipped left for the order, in all
   * @param absent not found on the shelf, in all, without those that the till sold
   * @param damaged found damaged, in all
   * @param mistaken not brought as another item was in its place, in all
   */
  public record Line(
      SkuId sku,
      long reserved,
      long bound,
      long held,
      long breached,
      long told,
      long shipped,
      long absent,
      long damaged,
      long mistaken) {
    static Line reserved(Units units) {
      long n = units.quantity();
      return new Line(units.sku(), n, 0, n, 0, 0, 0, 0, 0, 0);
    }

    Line breach(long units, boolean counted) {
      return new Line(
          sku,
          reserved,
          bound,
          held - units,
          breached + (counted ? units : 0),
          told,
          shipped,
          absent,
          damaged,
          mistaken);
    }

    Line bind() {
      return new Line(sku, reserved, held, held, 0, 0, shipped, absent, damaged, mistaken);
    }

    Line tell(long total) {
      return new Line(
          sku,
          reserved,
          bound,
          held,
          breached,
          Math.max(told, total),
          shipped,
          absent,
          damaged,
          mistaken);
    }

    Line supply(SupplyStep.Line totals, long nowHeld) {
      return new Line(
          sku,
          reserved,
          bound,
          nowHeld,
          breached,
          told,
          Math.max(shipped, totals.shipped()),
          Math.max(absent, Supplies.absent(this, totals)),
          Math.max(damaged, totals.damaged()),
          Math.max(mistaken, totals.mistaken()));
    }
  }

  long held(SkuId sku) {
    return lines.stream().filter(line -> line.sku().equals(sku)).mapToLong(Line::held).sum();
  }

  /** What is held now. */
  public List<Units> held() {
    return lines.stream()
        .filter(line -> line.held() > 0)
        .map(line -> new Units(line.sku(), line.held()))
        .toList();
  }

  List<Units> reservedAtFirst() {
    return lines.stream().map(line -> new Units(line.sku(), line.reserved())).toList();
  }

  List<Units> heldWhenBound() {
    return lines.stream()
        .filter(line -> line.bound() > 0)
        .map(line -> new Units(line.sku(), line.bound()))
        .toList();
  }

  /** Breaches since it was bound, in all; empty where the order knows of all of them. */
  List<Units> untold() {
    if (lines.stream().allMatch(line -> line.breached() <= line.told())) {
      return List.of();
    }
    return lines.stream()
        .filter(line -> line.breached() > 0)
        .map(line -> new Units(line.sku(), line.breached()))
        .toList();
  }

  Hold with(UnaryOperator<Line> change) {
    return new Hold(order, awardBy, bound, confirmed, step, lines.stream().map(change).toList());
  }

  Hold bind() {
    return new Hold(order, awardBy, true, confirmed, step, lines.stream().map(Line::bind).toList());
  }

  Hold stepped(SupplyStep taken) {
    return new Hold(order, awardBy, bound, confirmed || taken.confirmed(), taken.step(), lines);
  }
}
