package io.shelfshare.cli.local;

import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.loader.LoadProgress;
import io.shelfshare.local.process.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows how the start of a cluster and the loading of its chain go on. */
public final class StartDisplay implements Progress, LoadProgress.Listener {
  private static final int BAR = 24;

  /** A phase of more than this many takes minutes. */
  private static final int LONG = 1_000_000;

  private static final double ALL = 100.0;

  private final ProgressLine line;
  private final Words words;
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Map<String, String> states = new LinkedHashMap<>();
  private long stepShown = -1;

  /** Shows on {@code line} in the language of {@code words}. */
  public StartDisplay(ProgressLine line, Words words) {
    this.line = line;
    this.words = words;
  }

  @Override
  public synchronized void at(String part, String state, Duration elapsed) {
    String seconds = String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    String told = words.ofOr("start." + state, state);
    parts.put(part, part + " " + told + " " + seconds);
    boolean news = !state.equals(states.put(part, state));
    if (state.equals("ready") && news) {
      line.keep("  " + part + " " + told + " (" + seconds + ")");
      parts.remove(part);
    } else {
      line.show("  " + parts.values().stream().collect(Collectors.joining(" | ")), news);
    }
  }

  @Override
  public synchronized void warning(String part, String sentence) {
    line.keep("  " + part + ": " + sentence);
  }

  @Override
  public synchronized void at(LoadProgress progress) {
    double share = progress.total() == 0 ? 1 : (double) progress.done() / progress.total();
    int filled = (int) Math.round(share * BAR);
    String bar = "#".repeat(filled) + "-".repeat(BAR - filled);
    String phase = words.ofOr("load." + progress.phase().name(), progress.phase().words());
    String text =
        String.format(
            Locale.ROOT,
            "  [%s] %3.0f%% %s %,d/%,d (%,.0f/s)",
            bar,
            share * ALL,
            phase,
            progress.done(),
            progress.total(),
            progress.perSecond());
    int steps = progress.total() > LONG ? 20 : 4;
    long step = progress.phase().ordinal() * 100L + (long) (share * steps);
    boolean news = step != stepShown;
    stepShown = step;
    if (progress.done() == progress.total() && progress.total() > 0) {
      if (news) {
        line.keep(text);
      }
    } else {
      line.show(text, news);
    }
  }
}
