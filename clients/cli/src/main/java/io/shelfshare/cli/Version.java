package io.shelfshare.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the archive's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Shelfshare.class.getPackage().getImplementationVersion())
            .orElse("development");
    return new String[] {"shelfshare " + version};
  }
}
