package io.shelfshare.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under headings, aligned for people; numbers stand to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public Table(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  /** Adds a row; there must be as many cells as headings. */
  public Table row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells under " + headings.size() + " headings");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(printable(String.valueOf(cell)));
    }
    rows.add(row);
    return this;
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, the headings first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(headings, this::isNumeric));
    rows.forEach(row -> lines.add(line(row, this::isNumeric)));
    return lines;
  }

  /** The lines as comma-separated values (RFC 4180), the headings first. */
  public List<String> csvLines() {
    List<String> lines = new ArrayList<>();
    lines.add(csvLine(headings));
    rows.forEach(row -> lines.add(csvLine(row)));
    return lines;
  }

  private static String csvLine(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.matches("[^,\"]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }

  private interface Alignment {
    boolean toTheRight(int column);
  }

  private String line(List<String> cells, Alignment alignment) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      boolean last = column == cells.size() - 1;
      if (alignment.toTheRight(column)) {
        line.append(DisplayWidth.padLeft(cell, width(column)));
      } else {
        line.append(last ? cell : DisplayWidth.padRight(cell, width(column)));
      }
      line.append(last ? "" : GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = DisplayWidth.of(headings.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, DisplayWidth.of(row.get(column)));
    }
    return width;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell.matches("-?[0-9][0-9,.]*( km)?|-?"));
  }

  /** Texts come from other stores: a control character must not move this terminal's cursor. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
