package io.shelfshare.load;

import io.shelfshare.load.mix.Pace;
import io.shelfshare.load.mix.Stage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the command line changes of a mix's pace. */
final class PaceOptions {
  private static final int COUNT_MAX = 1_000_000;
  private static final int SECONDS_MAX = 86_400;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Operations begun per second, in place of the mix's stages.")
  private @Nullable Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long to measure, in place of the mix's stages.")
  private @Nullable Integer seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "How long to run before measuring, in place of the mix's.")
  private @Nullable Integer warmUp;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description = "The most operations under way at once, in place of the mix's.")
  private @Nullable Integer inFlight;

  /** The mix's pace with what was given in its place. */
  Pace of(Pace given) {
    Pace pace = given;
    if (rate != null || seconds != null) {
      double perSecond = rate == null ? pace.stages().get(0).perSecond() : rate;
      require(perSecond > 0 && perSecond <= COUNT_MAX, "--rate", "more than 0, up to 1,000,000");
      long length = seconds == null ? pace.duration().toSeconds() : seconds;
      require(length >= 1 && length <= SECONDS_MAX, "--seconds", "1 to 86,400");
      pace = pace.withStages(List.of(new Stage(perSecond, Duration.ofSeconds(length))));
    }
    if (warmUp != null) {
      require(warmUp >= 0 && warmUp <= SECONDS_MAX, "--warm-up", "0 to 86,400");
      pace = pace.withWarmUp(Duration.ofSeconds(warmUp));
    }
    if (inFlight != null) {
      require(inFlight >= 1 && inFlight <= COUNT_MAX, "--in-flight", "1 to 1,000,000");
      pace = pace.withInFlight(inFlight);
    }
    return pace;
  }

  private void require(boolean fits, String option, String expected) {
    if (!fits) {
      throw new ParameterException(
          spec.commandLine(), option + " is out of range; expected " + expected);
    }
  }
}
