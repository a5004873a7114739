package io.shelfshare.node.settlement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.shelfshare.domain.settlement.TransferPriceRule;

/**
 * Says how Jackson tells the formulas of a price rule apart on the wire, as the domain knows no
 * Jackson. Named in {@code application.conf}.
 */
public final class WireModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  /** Called by Akka. */
  public WireModule() {
    setMixInAnnotation(TransferPriceRule.Formula.class, FormulaOnWire.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = TransferPriceRule.ShareOfRetail.class, name = "share"),
    @JsonSubTypes.Type(value = TransferPriceRule.CostPlus.class, name = "plus"),
    @JsonSubTypes.Type(value = TransferPriceRule.Fixed.class, name = "fixed")
  })
  private interface FormulaOnWire {}
}
