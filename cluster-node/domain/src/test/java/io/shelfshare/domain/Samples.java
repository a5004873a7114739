package io.shelfshare.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Ids, times and mutations that tests are made of. */
public final class Samples {
  public static final Instant T0 = Instant.parse("2026-03-01T09:00:00Z");
  public static final SkuId SHIRT = new SkuId("shirt-red-m");
  public static final SkuId COAT = new SkuId("coat-blue-l");
  public static final StoreId A = new StoreId("s00001");
  public static final StoreId B = new StoreId("s00002");
  public static final StoreId C = new StoreId("s00003");
  public static final RequestId REQUEST = RequestId.forPost(A, new UUID(1, 1));

  private Samples() {}

  public static Units units(SkuId sku, long quantity) {
    return new Units(sku, quantity);
  }

  public static List<Units> shirts(long quantity) {
    return List.of(units(SHIRT, quantity));
  }

  /** Order {@code n} of the sample request; the same for the same number. */
  public static OrderId order(int n) {
    return OrderId.fresh(REQUEST, T0, new Random(n));
  }

  /** Mutation {@code n}, still in time for an hour. */
  public static Mutation mutation(int n) {
    return mutation(n, "body");
  }

  public static Mutation mutation(int n, String body) {
    UUID id = new UUID(T0.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L + n);
    return new Mutation("stores/s00002", id, body, T0.plusSeconds(3600));
  }

  public static <E, A> A answer(Decision<E, A> decision) {
    assertThat(decision).isInstanceOf(Decision.Done.class);
    return ((Decision.Done<E, A>) decision).answer();
  }

  public static <E, A> Refusal refusal(Decision<E, A> decision) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused<E, A>) decision).refusal();
  }
}
