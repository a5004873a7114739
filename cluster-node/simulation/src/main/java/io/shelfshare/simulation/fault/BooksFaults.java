package io.shelfshare.simulation.fault;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.Posting;
import java.util.ArrayList;
import java.util.List;

/** Faults of the books and of the budget. */
final class BooksFaults {
  private BooksFaults() {}

  /** Changes the postings of each event. */
  private abstract static class Changed extends Seam {
    private long number;

    abstract List<Posting> changed(Posting posting);

    @Override
    public final List<LedgerEvent> books(List<LedgerEvent> decided) {
      List<LedgerEvent> events = new ArrayList<>();
      for (LedgerEvent event : decided) {
        List<Posting> postings = new ArrayList<>();
        event.postings().forEach(posting -> postings.addAll(changed(posting)));
        events.add(
            new LedgerEvent(
                event.at(),
                event.order(),
                event.step(),
                event.closes(),
                renumbered(postings, event)));
      }
      return events;
    }

    /** Numbers go on without a gap, as they would if nobody noticed. */
    private List<Posting> renumbered(List<Posting> postings, LedgerEvent event) {
      number = event.postings().isEmpty() ? number : event.postings().get(0).number();
      List<Posting> all = new ArrayList<>();
      for (Posting one : postings) {
        all.add(copy(one, number++, one.step(), one.payer(), one.payee()));
      }
      return all;
    }
  }

  private static Posting copy(Posting one, long number, long step, OwnerId payer, OwnerId payee) {
    return new Posting(
        number,
        one.at(),
        one.order(),
        step,
        one.cause(),
        one.kind(),
        one.reversal(),
        one.sku(),
        one.units(),
        one.unitAmount(),
        payer,
        payee);
  }

  static final class WrongSide extends Changed {
    @Override
    List<Posting> changed(Posting one) {
      return one.kind() == Due.Kind.FREIGHT
          ? List.of(copy(one, one.number(), one.step(), one.payee(), one.payer()))
          : List.of(one);
    }
  }

  static final class Twice extends Changed {
    @Override
    List<Posting> changed(Posting one) {
      return one.kind() == Due.Kind.PRICE ? List.of(one, one) : List.of(one);
    }
  }

  static final class NotReversed extends Changed {
    @Override
    List<Posting> changed(Posting one) {
      return one.reversal() ? List.of() : List.of(one);
    }
  }

  static final class NoFreight extends Changed {
    @Override
    List<Posting> changed(Posting one) {
      return one.kind() == Due.Kind.FREIGHT ? List.of() : List.of(one);
    }
  }

  static final class NoCause extends Changed {
    @Override
    List<Posting> changed(Posting one) {
      return List.of(copy(one, one.number(), one.step() + 50, one.payer(), one.payee()));
    }
  }

  static final class GrantsTooMuch extends Seam {
    @Override
    public List<BudgetEvent> budget(List<BudgetEvent> decided) {
      return decided.stream().map(GrantsTooMuch::doubled).toList();
    }

    private static BudgetEvent doubled(BudgetEvent event) {
      return event instanceof BudgetEvent.Reserved e
          ? new BudgetEvent.Reserved(
              e.at(), e.order(), e.amount().times(2), e.cap(), e.rulesVersion())
          : event;
    }
  }
}
