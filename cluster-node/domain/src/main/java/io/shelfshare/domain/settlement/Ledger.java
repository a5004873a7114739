package io.shelfshare.domain.settlement;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A part of the books between two owners: both sides of every posting, so that they cannot drift.
 * It remembers each order, and what was posted for it, until the order closes, and that it closed
 * for 24 h more, against copies of messages that were under way for long. Mutable, confined to its
 * entity; only {@link #apply} changes it.
 */
public final class Ledger {
  private static final Duration CLOSED_KEPT = Duration.ofHours(24);

  private final OwnerPair pair;
  private final Map<OrderId, OpenOrder> open = new HashMap<>();
  private final Map<OrderId, Instant> closed = new LinkedHashMap<>();
  private final Map<Turnover.Key, Turnover> turnovers = new HashMap<>();

  /** Postings that are not known to be in the read tables, by number. */
  private final NavigableMap<Long, Posting> unread = new TreeMap<>();

  private long postings;
  private Instant lastEventAt = Instant.EPOCH;

  /** An order that may still tell something. */
  public record OpenOrder(long step, Map<Due.Key, Posted> posted) {
    public OpenOrder {
      posted = Map.copyOf(posted);
    }
  }

  /** Units of a due that stand in the books, and those that were taken back. */
  public record Posted(long units, long reversed) {
    static final Posted NOTHING = new Posted(0, 0);
  }

  public Ledger(OwnerPair pair) {
    this.pair = pair;
  }

  /**
   * All that it is, for a snapshot.
   *
   * @param closed orders that closed of late, oldest first
   * @param turnovers in no order
   * @param unread postings that may be missing in the read tables, in their order
   * @param postings how many there ever were
   */
  public record State(
      OwnerPair pair,
      Map<OrderId, OpenOrder> open,
      Map<OrderId, Instant> closed,
      List<Turnover> turnovers,
      List<Posting> unread,
      long postings,
      Instant lastEventAt) {}

  /** The ledger that a snapshot was taken of. */
  public static Ledger of(State state) {
    Ledger ledger = new Ledger(state.pair());
    ledger.open.putAll(state.open());
    ledger.closed.putAll(state.closed());
    state.turnovers().forEach(one -> ledger.turnovers.put(one.key(), one));
    state.unread().forEach(one -> ledger.unread.put(one.number(), one));
    ledger.postings = state.postings();
    ledger.lastEventAt = state.lastEventAt();
    return ledger;
  }

  /** All that it is. */
  public State state() {
    return new State(
        pair,
        Map.copyOf(open),
        new LinkedHashMap<>(closed),
        turnovers(),
        unread(),
        postings,
        lastEventAt);
  }

  /**
   * Takes a step: posts what is due and not posted yet.
   *
   * @return the step; whatever it brought stands in the books
   */
  public Decision<LedgerEvent, Long> take(PostingStep step, Instant now) {
    OpenOrder known = open.get(step.order());
    boolean old = known == null ? step.closes() : step.step() <= known.step();
    if (old || closed.containsKey(step.order())) {
      return Decision.unchanged(step.step());
    }
    Instant at = now.isAfter(lastEventAt) ? now : lastEventAt;
    Map<Due.Key, Posted> posted = known == null ? Map.of() : known.posted();
    List<Posting> news = new ArrayList<>();
    for (Due due : step.dues()) {
      if (!due.key().pair().equals(pair)) {
        throw new IllegalArgumentException(due + " is not between " + pair);
      }
      post(step, due, posted.getOrDefault(due.key(), Posted.NOTHING), at, news);
    }
    return news.isEmpty() && !step.closes()
        ? Decision.unchanged(step.step())
        : Decision.done(
            List.of(new LedgerEvent(at, step.order(), step.step(), step.closes(), news)),
            step.step());
  }

  private void post(PostingStep step, Due due, Posted posted, Instant at, List<Posting> news) {
    long more = due.units() - posted.units();
    if (more > 0) {
      news.add(posting(step, due, false, more, at, news.size()));
    }
    long back = due.reversed() - posted.reversed();
    if (back > 0) {
      news.add(posting(step, due, true, back, at, news.size()));
    }
  }

  private Posting posting(
      PostingStep step, Due due, boolean reversal, long units, Instant at, int before) {
    Due.Key key = due.key();
    return new Posting(
        postings + 1 + before,
        at,
        step.order(),
        step.step(),
        step.cause(),
        key.kind(),
        reversal,
        key.sku(),
        units,
        due.unitAmount(),
        reversal ? key.payee() : key.payer(),
        reversal ? key.payer() : key.payee());
  }

  /** Takes an event in. */
  public void apply(LedgerEvent event) {
    lastEventAt = event.at();
    event.postings().forEach(this::enter);
    if (event.closes()) {
      open.remove(event.order());
      closed.put(event.order(), event.at());
    } else {
      OpenOrder known = open.get(event.order());
      Map<Due.Key, Posted> posted = new HashMap<>(known == null ? Map.of() : known.posted());
      event.postings().forEach(posting -> add(posted, posting));
      open.put(event.order(), new OpenOrder(event.step(), posted));
    }
    forgetClosedBefore(event.at().minus(CLOSED_KEPT));
  }

  private void enter(Posting posting) {
    postings = posting.number();
    unread.put(posting.number(), posting);
    turnovers.merge(Turnover.key(posting), Turnover.of(pair, posting), Turnover::plus);
  }

  private static void add(Map<Due.Key, Posted> posted, Posting posting) {
    boolean back = posting.reversal();
    Due.Key key =
        new Due.Key(
            posting.kind(),
            posting.sku(),
            back ? posting.payee() : posting.payer(),
            back ? posting.payer() : posting.payee());
    Posted before = posted.getOrDefault(key, Posted.NOTHING);
    posted.put(
        key,
        new Posted(
            before.units() + (back ? 0 : posting.units()),
            before.reversed() + (back ? posting.units() : 0)));
  }

  /** They were added in the order of time, so the oldest come first. */
  private void forgetClosedBefore(Instant oldest) {
    Iterator<Instant> all = closed.values().iterator();
    while (all.hasNext() && all.next().isBefore(oldest)) {
      all.remove();
    }
  }

  /** Everything up to this number stands in the read tables for good. */
  public void readable(long upTo) {
    unread.headMap(upTo, true).clear();
  }

  public OwnerPair pair() {
    return pair;
  }

  /** What moved, in no order. */
  public List<Turnover> turnovers() {
    return List.copyOf(turnovers.values());
  }

  /** Postings that may be missing in the read tables, in their order. */
  public List<Posting> unread() {
    return List.copyOf(unread.values());
  }

  /** How many postings there ever were. */
  public long postings() {
    return postings;
  }
}
