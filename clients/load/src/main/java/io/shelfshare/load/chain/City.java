package io.shelfshare.load.chain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A real city with room for shops; read from {@code cities.csv} beside this class. */
record City(
    String region,
    String province,
    String provinceZh,
    String name,
    String nameZh,
    Place centre,
    double radiusKm,
    int weight) {
  private static final int COLUMNS = 9;

  static List<City> all() {
    InputStream file =
        Objects.requireNonNull(City.class.getResourceAsStream("cities.csv"), "cities.csv");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).skip(1).map(City::parse).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cities.csv cannot be read", unreadable);
    }
  }

  String regionPath() {
    return String.join("/", "CN", region, province, name);
  }

  private static City parse(String line) {
    String[] cell = line.split(",", -1);
    if (cell.length != COLUMNS) {
      throw new IllegalStateException("cities.csv: expected " + COLUMNS + " columns in: " + line);
    }
    Place centre = new Place(Double.parseDouble(cell[5]), Double.parseDouble(cell[6]));
    double radiusKm = Double.parseDouble(cell[7]);
    int weight = Integer.parseInt(cell[8]);
    return new City(cell[0], cell[1], cell[2], cell[3], cell[4], centre, radiusKm, weight);
  }
}
