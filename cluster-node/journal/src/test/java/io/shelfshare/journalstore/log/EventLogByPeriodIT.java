package io.shelfshare.journalstore.log;

/** The same for entities whose ids tell their period, of which a few share one. */
class EventLogByPeriodIT extends EventLogIT {
  private static final int PERIODS = 3;

  @Override
  String id(String name) {
    int hash = name.hashCode() & Integer.MAX_VALUE;
    return "%s.00004%d%8s"
        .formatted(name, hash % PERIODS, Integer.toString(hash, 36))
        .replace(' ', '0');
  }
}
