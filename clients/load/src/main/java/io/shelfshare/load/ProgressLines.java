package io.shelfshare.load;

import io.shelfshare.load.measure.Sample;
import io.shelfshare.load.report.TextReport;
import io.shelfshare.load.run.LoadRun;
import java.io.PrintWriter;

/** Writes how a run goes, a line a second and a line a quarter of a preparation. */
final class ProgressLines implements LoadRun.Listener {
  private static final int QUARTERS = 4;
  private final PrintWriter err;
  private String preparing = "";
  private int quarters;

  ProgressLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public synchronized void preparing(String what, double share) {
    int now = (int) (share * QUARTERS);
    if (!what.equals(preparing) || now != quarters) {
      preparing = what;
      quarters = now;
      err.printf("%s: %d %%%n", what, now * 100 / QUARTERS);
      err.flush();
    }
  }

  @Override
  public synchronized void sampled(Sample sample) {
    err.println(sample.second() <= 0 ? "warming up" : TextReport.progress(sample));
    err.flush();
  }
}
