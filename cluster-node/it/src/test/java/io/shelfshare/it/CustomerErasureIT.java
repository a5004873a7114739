package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.local.identity.Role;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.Customer;
import io.shelfshare.market.v1.Delivery;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.EraseCustomerRequest;
import io.shelfshare.market.v1.GetCustomerRequest;
import io.shelfshare.market.v1.GetOrderCustomerRequest;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.SetCustomerDeliveryRequest;
import io.shelfshare.market.v1.TransferRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(5)
@DisplayName("A customer is a token everywhere, and nobody after the erasure")
class CustomerErasureIT {
  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  private static final Duration GENEROUS = Duration.ofMinutes(2);
  private static final String OWNER = "owners/dealer";

  private final MarketFixture market = SHARED.market();

  private static TransferRequest post(ShelfshareClient client, Clerk store, String sku, String to) {
    return client.call(
        () ->
            client
                .requests()
                .withInterceptors(store.token())
                .createTransferRequest(
                    CreateTransferRequestRequest.newBuilder()
                        .setParent(ResourceNames.store(store.store()))
                        .setTransferRequest(
                            TransferRequest.newBuilder()
                                .setMode(TransferRequest.Mode.MODE_FIRST_COME)
                                .setExpireTime(
                                    Clerk.timestamp(
                                        SHARED.market().clock().instant().plusSeconds(600)))
                                .setDestination(Destination.newBuilder().setCustomerReference(to))
                                .addLines(
                                    RequestLine.newBuilder()
                                        .setSku(ResourceNames.sku(sku))
                                        .setQuantity(1)))
                        .build()));
  }

  private static Customer read(ShelfshareClient client, String customer) {
    String name = OWNER + "/customers/" + customer;
    return client.call(
        () ->
            client.customers().getCustomer(GetCustomerRequest.newBuilder().setName(name).build()));
  }

  private static void isNobody(ShelfshareClient client, String customer) {
    assertThatThrownBy(() -> read(client, customer))
        .isInstanceOf(ShelfshareException.class)
        .extracting(e -> ((ShelfshareException) e).reason())
        .isEqualTo("NOT_FOUND");
  }

  /** A client of headquarters at each node alone. */
  private List<ShelfshareClient> nodes() {
    return market.cluster().nodes().stream()
        .map(
            node ->
                ShelfshareClient.builder()
                    .endpoints(List.of(node.uri().toString()))
                    .token(market.cluster().tokens().headquarters("it"))
                    .deadline(Duration.ofSeconds(60))
                    .build())
        .toList();
  }

  @Test
  void neitherDiskNorLogHoldsTheReferenceOrTheAddressAndNoNodeKnowsThemAfterwards() {
    String reference = "ref-Zx81Qp-4711";
    String address = "99 Sealed Orchid Lane";
    Chain chain = market.chain("erase", 2, 1, 10);
    Clerk asking = chain.all().get(0);
    Clerk supplying = chain.all().get(1);
    List<ShelfshareClient> nodes = nodes();
    ShelfshareClient first = nodes.get(0);
    first.call(
        () ->
            first
                .customers()
                .setCustomerDelivery(
                    SetCustomerDeliveryRequest.newBuilder()
                        .setName(OWNER + "/customers/" + reference)
                        .setDelivery(
                            Delivery.newBuilder().setRecipient("Li Hua").setAddress(address))
                        .build()));
    TransferRequest posted = post(first, asking, chain.skus().get(0), reference);
    String token = posted.getDestination().getCustomerReference();
    String order =
        supplying
            .grab(posted.getName(), chain.skus().get(0), 1)
            .sendUntilFinal(GENEROUS)
            .getTransferOrder();
    supplying.confirm(order).sendUntilFinal(GENEROUS);
    supplying.ship(order).sendUntilFinal(GENEROUS);
    Customer parcel =
        first.call(
            () ->
                first
                    .customers()
                    .withInterceptors(supplying.token())
                    .getOrderCustomer(GetOrderCustomerRequest.newBuilder().setName(order).build()));
    assertThat(parcel.getDelivery().getAddress()).isEqualTo(address);
    asking.receive(order).sendUntilFinal(GENEROUS);
    nodes.forEach(node -> assertThat(read(node, token).getReference()).isEqualTo(reference));

    // While it is known: everything outside the vault knows a token alone, and the vault is sealed.
    assertThat(filesWith(token)).as("the search finds what is there").isNotEmpty();
    assertThat(filesWith(reference)).isEmpty();
    assertThat(filesWith(address)).isEmpty();

    first.call(
        () ->
            first
                .customers()
                .eraseCustomer(
                    EraseCustomerRequest.newBuilder()
                        .setName(OWNER + "/customers/" + reference)
                        .build()));
    for (ShelfshareClient node : nodes) {
      isNobody(node, reference);
      isNobody(node, token);
      assertThat(new Reads(node).request(posted.getName()).getDestination().getCustomerReference())
          .as("the order's life stays")
          .isEqualTo(token);
    }
    nodes.forEach(ShelfshareClient::close);
  }

  @Test
  void thosePostingForANewCustomerAtOnceMeanTheSameOne() {
    Chain chain = market.chain("erase-many", 2, 1, 10);
    List<ShelfshareClient> nodes = nodes();
    List<String> tokens =
        AtOnce.run(
            IntStream.range(0, 24)
                .<Callable<String>>mapToObj(
                    i ->
                        () ->
                            post(
                                    nodes.get(i % nodes.size()),
                                    chain.all().get(i % 2),
                                    chain.skus().get(0),
                                    "ref-at-once")
                                .getDestination()
                                .getCustomerReference())
                .toList());
    assertThat(tokens.stream().distinct()).hasSize(1);
    nodes.forEach(ShelfshareClient::close);
  }

  @Test
  @DisplayName("P7: a manager erases, for the whole owner; a clerk does not")
  void onlyAManagerErases() {
    Chain chain = market.chain("erase-role", 1, 1, 10);
    Clerk clerk = chain.all().get(0);
    post(market.client(), clerk, chain.skus().get(0), "ref-role");
    EraseCustomerRequest call =
        EraseCustomerRequest.newBuilder().setName(OWNER + "/customers/ref-role").build();
    assertThatThrownBy(
            () ->
                market
                    .client()
                    .call(
                        () ->
                            market
                                .client()
                                .customers()
                                .withInterceptors(clerk.token())
                                .eraseCustomer(call)))
        .extracting(e -> ((ShelfshareException) e).reason())
        .isEqualTo("NOT_ALLOWED");
    String manager = market.cluster().tokens().store("boss", Role.MANAGER, clerk.store(), "dealer");
    Clerk boss = new Clerk(market.client(), clerk.store(), manager);
    market
        .client()
        .call(() -> market.client().customers().withInterceptors(boss.token()).eraseCustomer(call));
    isNobody(market.client(), "ref-role");
  }

  private List<Path> filesWith(String text) {
    try (Stream<Path> all = Files.walk(Path.of("target", "it", "three-nodes"))) {
      return all.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      // One byte a character, so that any bytes can be searched.
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (java.nio.file.NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
