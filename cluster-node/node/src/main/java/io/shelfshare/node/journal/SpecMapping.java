package io.shelfshare.node.journal;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.Stage;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.journal.v1.RequestChannel;
import io.shelfshare.journal.v1.RequestKind;
import io.shelfshare.journal.v1.RequestMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request's options are stored as. What is usual is left out. */
final class SpecMapping {
  private SpecMapping() {}

  static void put(RequestOptions options, io.shelfshare.journal.v1.RequestSpec.Builder proto) {
    if (options.kind() == RequestOptions.Kind.SUPPLY) {
      proto.setKind(RequestKind.REQUEST_KIND_SUPPLY);
    }
    switch (options.channel()) {
      case STORE -> {}
      case WEB_SHOP -> proto.setChannel(RequestChannel.REQUEST_CHANNEL_WEB_SHOP);
      case MICRO_SHOP -> proto.setChannel(RequestChannel.REQUEST_CHANNEL_MICRO_SHOP);
      case HEADQUARTERS -> proto.setChannel(RequestChannel.REQUEST_CHANNEL_HEADQUARTERS);
    }
    options
        .substitutes()
        .forEach(
            (sku, others) ->
                proto
                    .addSubstitutesBuilder()
                    .setSku(sku.value())
                    .addAllSubstitutes(others.stream().map(SkuId::value).toList()));
    for (Stage stage : options.stages()) {
      proto
          .addStagesBuilder()
          .setMode(mode(stage.mode()))
          .setLastsMillis(stage.lasts().toMillis())
          .setWindowMillis(stage.window().toMillis())
          .setAcceptWithinMillis(stage.acceptWithin().toMillis());
    }
    options.customer().ifPresent(proto::setCustomer);
    if (!options.policy().isBuiltIn()) {
      proto.setPolicy(PolicyMapping.toProto(options.policy()));
    }
  }

  static RequestOptions options(io.shelfshare.journal.v1.RequestSpec proto) {
    Map<SkuId, List<SkuId>> substitutes = new LinkedHashMap<>();
    proto
        .getSubstitutesList()
        .forEach(
            one ->
                substitutes.put(
                    new SkuId(one.getSku()),
                    one.getSubstitutesList().stream().map(SkuId::new).toList()));
    return new RequestOptions(
        proto.getKind() == RequestKind.REQUEST_KIND_SUPPLY
            ? RequestOptions.Kind.SUPPLY
            : RequestOptions.Kind.DEMAND,
        switch (proto.getChannel()) {
          case REQUEST_CHANNEL_UNSPECIFIED, REQUEST_CHANNEL_STORE, UNRECOGNIZED ->
              RequestOptions.Channel.STORE;
          case REQUEST_CHANNEL_WEB_SHOP -> RequestOptions.Channel.WEB_SHOP;
          case REQUEST_CHANNEL_MICRO_SHOP -> RequestOptions.Channel.MICRO_SHOP;
          case REQUEST_CHANNEL_HEADQUARTERS -> RequestOptions.Channel.HEADQUARTERS;
        },
        substitutes,
        proto.getStagesList().stream().map(SpecMapping::stage).toList(),
        Optional.of(proto.getCustomer()).filter(token -> !token.isEmpty()),
        proto.hasPolicy() ? PolicyMapping.fromProto(proto.getPolicy()) : Policy.BUILT_IN);
  }

  private static Stage stage(io.shelfshare.journal.v1.RequestSpec.Stage proto) {
    return new Stage(
        mode(proto.getMode()),
        Duration.ofMillis(proto.getLastsMillis()),
        Duration.ofMillis(proto.getWindowMillis()),
        Duration.ofMillis(proto.getAcceptWithinMillis()));
  }

  static RequestMode mode(RequestSpec.Mode mode) {
    return switch (mode) {
      case FIRST_COME -> RequestMode.REQUEST_MODE_FIRST_COME;
      case SEALED_WINDOW -> RequestMode.REQUEST_MODE_SEALED_WINDOW;
      case ASSIGNED -> RequestMode.REQUEST_MODE_ASSIGNED;
    };
  }

  static RequestSpec.Mode mode(RequestMode proto) {
    return switch (proto) {
      case REQUEST_MODE_FIRST_COME -> RequestSpec.Mode.FIRST_COME;
      case REQUEST_MODE_SEALED_WINDOW -> RequestSpec.Mode.SEALED_WINDOW;
      case REQUEST_MODE_ASSIGNED -> RequestSpec.Mode.ASSIGNED;
      case REQUEST_MODE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("A mode of a later format: " + proto);
    };
  }
}
