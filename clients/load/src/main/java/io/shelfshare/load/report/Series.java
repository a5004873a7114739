package io.shelfshare.load.report;

import java.util.List;

/**
 * One line of a plot.
 *
 * @param name for the legend
 * @param colour number of its colour, which is the same for a step in every plot
 * @param points from left to right
 */
record Series(String name, int colour, List<Point> points) {
  Series {
    points = List.copyOf(points);
  }

  /**
   * A point in the units of the axes.
   *
   * @param label what a reader is shown who points at it
   */
  record Point(double x, double y, String label) {}
}
