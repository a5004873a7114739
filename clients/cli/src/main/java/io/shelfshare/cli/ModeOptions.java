package io.shelfshare.cli;

import com.google.protobuf.Duration;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a request is decided, as it is typed. */
final class ModeOptions {
  @Option(names = "--mode", paramLabel = "MODE", descriptionKey = "shelfshare.post.mode")
  private String mode = "first-come";

  @Option(names = "--window", paramLabel = "TIME", descriptionKey = "shelfshare.post.window")
  private Optional<java.time.Duration> window = Optional.empty();

  @Option(
      names = "--accept-within",
      paramLabel = "TIME",
      descriptionKey = "shelfshare.post.accept-within")
  private Optional<java.time.Duration> acceptWithin = Optional.empty();

  @Option(names = "--then", paramLabel = "MODE[@TIME]", descriptionKey = "shelfshare.post.then")
  private List<String> then = new ArrayList<>();

  @Option(names = "--offer", descriptionKey = "shelfshare.post.offer")
  private boolean offer;

  @Option(names = "--channel", paramLabel = "CHANNEL", descriptionKey = "shelfshare.post.channel")
  private Channel channel = Channel.store;

  @Option(names = "--or", paramLabel = "SKU=OTHER", descriptionKey = "shelfshare.post.or")
  private List<String> substitutes = new ArrayList<>();

  @Option(names = "--policy", paramLabel = "POLICY", descriptionKey = "shelfshare.post.policy")
  private Optional<String> policy = Optional.empty();

  @Option(names = "--customer", paramLabel = "TOKEN", descriptionKey = "shelfshare.post.customer")
  private Optional<String> customer = Optional.empty();

  /** Where a wish came from, as it is typed. */
  enum Channel {
    store,
    web_shop,
    micro_shop,
    headquarters
  }

  /** Puts them into a request whose lines are there already. */
  void put(TransferRequest.Builder request) throws UsageProblem {
    request.setMode(mode(mode));
    window.ifPresent(time -> request.setWindow(duration(time)));
    acceptWithin.ifPresent(time -> request.setAcceptWithin(duration(time)));
    for (String next : then) {
      String[] parts = next.split("@", -1);
      TransferRequest.Fallback.Builder fallback = request.addFallbacksBuilder();
      fallback.setMode(mode(parts[0]));
      if (parts.length > 1) {
        fallback.setAfter(duration(Arguments.duration(parts[1])));
      }
    }
    if (offer) {
      request.setKind(TransferRequest.Kind.KIND_SUPPLY);
    }
    request.setChannel(
        TransferRequest.Channel.valueOf("CHANNEL_" + channel.name().toUpperCase(Locale.ROOT)));
    for (String one : substitutes) {
      put(one, request);
    }
    policy.ifPresent(name -> request.setPolicy(PolicyCommand.name(name)));
    customer.ifPresent(request::setCustomer);
  }

  private static void put(String text, TransferRequest.Builder request) throws UsageProblem {
    String[] parts = text.split("=", -1);
    String sku = ResourceNames.sku(parts[0]);
    for (int i = 0; i < request.getLinesCount() && parts.length == 2; i++) {
      if (request.getLines(i).getSku().equals(sku)) {
        Arrays.stream(parts[1].split(",", -1))
            .map(ResourceNames::sku)
            .forEach(request.getLinesBuilder(i)::addSubstitutes);
        return;
      }
    }
    throw new UsageProblem("usage.substitutes", text);
  }

  private static TransferRequest.Mode mode(String text) throws UsageProblem {
    return switch (text) {
      case "first-come" -> TransferRequest.Mode.MODE_FIRST_COME;
      case "sealed" -> TransferRequest.Mode.MODE_SEALED_WINDOW;
      case "assigned" -> TransferRequest.Mode.MODE_ASSIGNED;
      default -> throw new UsageProblem("usage.mode", text);
    };
  }

  private static Duration duration(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
  }
}
