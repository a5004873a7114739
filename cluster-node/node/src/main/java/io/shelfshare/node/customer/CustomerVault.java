package io.shelfshare.node.customer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.node.grpc.gateway.CustomerGateway;
import io.shelfshare.node.grpc.gateway.CustomerView;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Customers in two tables: the key of each one, found by a keyed digest of the owner's reference,
 * and what it seals, found by the token. Erasing takes token and key away in one lightweight
 * transaction, so that a crash anywhere leaves a customer either as before or erased; what it
 * sealed is unreadable from then on, and is deleted as well. Nothing is kept in memory, so that no
 * node has to be told. Safe for use by any thread.
 */
public final class CustomerVault implements CustomerGateway {
  /** What every token begins with; a reference of an owner's own may look like one all the same. */
  private static final String TOKEN_PREFIX = "customer-";

  private static final int TOKEN_BYTES = 16;

  /** Longer than any call can be late (promise P6 remembers 7 days). */
  private static final int ERASURE_KEPT_SECONDS = Math.toIntExact(Duration.ofDays(8).toSeconds());

  /** Owns the secret of the digests; no owner can be called that. */
  private static final String NOBODY = "-";

  private final CqlSession session;
  private final Seal seal;
  private final Clock clock;
  private final AtomicReference<@Nullable ByteBuffer> secret = new AtomicReference<>();
  private final PreparedStatement selectKey;
  private final PreparedStatement addKey;
  private final PreparedStatement eraseKey;
  private final PreparedStatement selectData;
  private final PreparedStatement insertReference;
  private final PreparedStatement insertDelivery;
  private final PreparedStatement deleteData;

  /** Prepares the statements; blocks until the server has answered. */
  public CustomerVault(CqlSession session, SecureRandom random, Clock clock) {
    this.session = session;
    this.seal = new Seal(random);
    this.clock = clock;
    this.selectKey =
        session.prepare(
            "SELECT id, seal_key, erased_at FROM customer_key WHERE owner = ? AND digest = ?");
    this.addKey =
        session.prepare(
            "UPDATE customer_key SET id = ?, seal_key = ? WHERE owner = ? AND digest = ?"
                + " IF id = null");
    this.eraseKey =
        session.prepare(
            "UPDATE customer_key USING TTL "
                + ERASURE_KEPT_SECONDS
                + " SET id = null, seal_key = null, erased_at = ? WHERE owner = ?"
                + " AND digest = ? IF id = ?");
    this.selectData =
        session.prepare(
            "SELECT owner, digest, reference, recipient, phone, address FROM customer"
                + " WHERE id = ?");
    this.insertReference =
        session.prepare("INSERT INTO customer (id, owner, digest, reference) VALUES (?, ?, ?, ?)");
    this.insertDelivery =
        session.prepare(
            "UPDATE customer USING TIMESTAMP ? SET recipient = ?, phone = ?, address = ?"
                + " WHERE id = ?");
    this.deleteData = session.prepare("DELETE FROM customer WHERE id = ?");
  }

  /** Where a customer's key lies. */
  private record Place(OwnerId owner, ByteBuffer digest) {}

  /** What lies there: a customer, or that one was erased, or both where one was added again. */
  private record Keyed(Optional<Known> known, Optional<Instant> erasedAt) {
    boolean erasedSince(Instant callMadeAt) {
      return erasedAt.filter(at -> !at.isBefore(callMadeAt)).isPresent();
    }
  }

  private record Known(String token, ByteBuffer key) {
    String place(String column) {
      return token + "/" + column;
    }
  }

  @Override
  public CompletionStage<Optional<String>> enrol(
      OwnerId owner, String reference, Instant callMadeAt) {
    return place(owner, reference)
        .thenCompose(place -> enrolled(place, reference, callMadeAt))
        .thenApply(known -> known.map(Known::token));
  }

  @Override
  public CompletionStage<Optional<CustomerView>> byReference(OwnerId owner, String reference) {
    return place(owner, reference)
        .thenCompose(this::keyed)
        .thenCompose(
            keyed ->
                keyed
                    .known()
                    .map(known -> byToken(known.token()))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  @Override
  public CompletionStage<Optional<CustomerView>> byToken(String token) {
    return session
        .executeAsync(selectData.bind(token))
        .thenCompose(
            rows -> {
              Row row = rows.one();
              if (row == null || row.getString("owner") == null) {
                return CompletableFuture.completedFuture(Optional.empty());
              }
              Place place =
                  new Place(
                      new OwnerId(Objects.requireNonNull(row.getString("owner"))),
                      Objects.requireNonNull(row.getByteBuffer("digest")));
              return keyed(place)
                  .thenApply(
                      keyed ->
                          keyed
                              .known()
                              .filter(known -> known.token().equals(token))
                              .map(known -> view(place.owner(), known, row)));
            });
  }

  @Override
  public CompletionStage<Optional<CustomerView>> deliverTo(
      OwnerId owner, String reference, CustomerView.Delivery delivery, Instant callMadeAt) {
    return place(owner, reference)
        .thenCompose(place -> enrolled(place, reference, callMadeAt))
        .thenCompose(
            enrolled ->
                enrolled
                    .map(
                        known ->
                            session
                                .executeAsync(bind(known, delivery, callMadeAt))
                                .thenCompose(written -> byToken(known.token())))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  @Override
  public CompletionStage<Erasure> erase(OwnerId owner, String reference, Instant callMadeAt) {
    return place(owner, reference)
        .thenCompose(place -> keyed(place).thenCompose(keyed -> erase(place, keyed, callMadeAt)));
  }

  private CompletionStage<Erasure> erase(Place place, Keyed keyed, Instant callMadeAt) {
    if (keyed.known().isEmpty()) {
      return CompletableFuture.completedFuture(
          keyed.erasedAt().isPresent() ? Erasure.ERASED : Erasure.UNKNOWN);
    }
    if (keyed.erasedSince(callMadeAt)) {
      return CompletableFuture.completedFuture(Erasure.ADDED_SINCE);
    }
    // The key last: where this ends in between, a retry still finds what there is to erase.
    String token = keyed.known().get().token();
    return session
        .executeAsync(deleteData.bind(token))
        .thenCompose(
            deleted ->
                session.executeAsync(
                    eraseKey.bind(clock.instant(), place.owner().value(), place.digest(), token)))
        .thenApply(erased -> Erasure.ERASED);
  }

  /** The customer there, added where there is none; empty where one was erased since. */
  private CompletionStage<Optional<Known>> enrolled(
      Place place, String reference, Instant callMadeAt) {
    return keyed(place)
        .thenCompose(
            found -> {
              if (found.erasedSince(callMadeAt)) {
                return CompletableFuture.completedFuture(Optional.<Known>empty());
              }
              return found
                  .known()
                  .map(known -> (CompletionStage<Known>) CompletableFuture.completedFuture(known))
                  .orElseGet(() -> add(place))
                  .thenCompose(known -> named(place, known, reference))
                  .thenApply(Optional::of);
            });
  }

  /** Of those who add the same customer at once, one does, and all get that one. */
  private CompletionStage<Known> add(Place place) {
    Known fresh =
        new Known(TOKEN_PREFIX + HexFormat.of().formatHex(seal.random(TOKEN_BYTES)), seal.newKey());
    return session
        .executeAsync(
            addKey.bind(fresh.token(), fresh.key(), place.owner().value(), place.digest()))
        .thenCompose(
            answer ->
                answer.wasApplied()
                    ? CompletableFuture.completedFuture(fresh)
                    : keyed(place)
                        .thenCompose(
                            keyed ->
                                keyed
                                    .known()
                                    .<CompletionStage<Known>>map(CompletableFuture::completedFuture)
                                    .orElseGet(() -> add(place))));
  }

  /** Written with every use, since whoever added the customer may have died before it was. */
  private CompletionStage<Known> named(Place place, Known known, String reference) {
    return session
        .executeAsync(
            insertReference.bind(
                known.token(),
                place.owner().value(),
                place.digest(),
                seal.close(known.key(), known.place("reference"), reference)))
        .thenApply(written -> known);
  }

  private BoundStatement bind(Known known, CustomerView.Delivery delivery, Instant callMadeAt) {
    return insertDelivery.bind(
        callMadeAt.toEpochMilli() * 1_000,
        seal.close(known.key(), known.place("recipient"), delivery.recipient()),
        seal.close(known.key(), known.place("phone"), delivery.phone()),
        seal.close(known.key(), known.place("address"), delivery.address()),
        known.token());
  }

  private CustomerView view(OwnerId owner, Known known, Row row) {
    Optional<CustomerView.Delivery> delivery =
        row.isNull("address")
            ? Optional.empty()
            : Optional.of(
                new CustomerView.Delivery(
                    open(known, row, "recipient"),
                    open(known, row, "phone"),
                    open(known, row, "address")));
    return new CustomerView(owner, known.token(), open(known, row, "reference"), delivery);
  }

  private String open(Known known, Row row, String column) {
    ByteBuffer sealed = row.getByteBuffer(column);
    return sealed == null ? "" : seal.open(known.key(), known.place(column), sealed);
  }

  private CompletionStage<Keyed> keyed(Place place) {
    return session
        .executeAsync(selectKey.bind(place.owner().value(), place.digest()))
        .thenApply(AsyncResultSet::one)
        .thenApply(CustomerVault::keyed);
  }

  private static Keyed keyed(@Nullable Row row) {
    if (row == null) {
      return new Keyed(Optional.empty(), Optional.empty());
    }
    String token = row.getString("id");
    ByteBuffer key = row.getByteBuffer("seal_key");
    return new Keyed(
        token == null || key == null ? Optional.empty() : Optional.of(new Known(token, key)),
        Optional.ofNullable(row.getInstant("erased_at")));
  }

  private CompletionStage<Place> place(OwnerId owner, String reference) {
    return secret()
        .thenApply(known -> new Place(owner, Seal.digest(known, owner.value() + "/" + reference)));
  }

  /** The cluster's own, made by whichever node first needs it. */
  private CompletionStage<ByteBuffer> secret() {
    ByteBuffer known = secret.get();
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    ByteBuffer nowhere = ByteBuffer.wrap(new byte[1]);
    return session
        .executeAsync(selectKey.bind(NOBODY, nowhere))
        .thenCompose(
            rows -> {
              Keyed keyed = keyed(rows.one());
              return keyed.known().isPresent()
                  ? CompletableFuture.completedFuture(keyed.known().get().key())
                  : addSecret(nowhere);
            })
        .thenApply(
            found -> {
              secret.set(found);
              return found;
            });
  }

  private CompletionStage<ByteBuffer> addSecret(ByteBuffer nowhere) {
    return session
        .executeAsync(addKey.bind(NOBODY, seal.newKey(), NOBODY, nowhere))
        .thenCompose(added -> session.executeAsync(selectKey.bind(NOBODY, nowhere)))
        .thenApply(rows -> keyed(rows.one()).known().orElseThrow().key());
  }
}
