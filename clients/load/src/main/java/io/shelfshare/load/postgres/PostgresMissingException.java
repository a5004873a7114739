package io.shelfshare.load.postgres;

import java.nio.file.Path;
import java.util.List;

/** This machine lacks a program that a comparison with PostgreSQL runs. */
public final class PostgresMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String programs;
  private final String versions;

  PostgresMissingException(List<String> programs, Path versions) {
    super(String.join(", ", programs) + " not found in the path or in " + versions + "/*/bin");
    this.programs = String.join(", ", programs);
    this.versions = versions + "/*/bin";
  }

  /** Their names. */
  public String programs() {
    return programs;
  }

  /** Where else than in the path they were looked for. */
  public String versions() {
    return versions;
  }
}
