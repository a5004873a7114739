package io.shelfshare.rules;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The main classes of the module whose tests run; none where it has no main classes yet. */
final class OwnClasses implements LocationProvider {
  @Override
  public Set<Location> get(Class<?> testClass) {
    Path classes = Path.of("target", "classes");
    return Files.isDirectory(classes) ? Set.of(Location.of(classes)) : Set.of();
  }
}
