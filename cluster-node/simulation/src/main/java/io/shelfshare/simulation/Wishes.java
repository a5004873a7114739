package io.shelfshare.simulation;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestLine;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.RequestSpec.Mode;
import io.shelfshare.domain.request.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What shops ask for and offer, in every mode and with every option. */
final class Wishes {
  private static final SkuId SHIRT = World.SKUS.get(0);
  private static final SkuId LARGE = World.SKUS.get(1);
  private static final SkuId COAT = World.SKUS.get(2);

  private final World world;
  private final Headquarters headquarters;

  Wishes(World world, Headquarters headquarters) {
    this.world = world;
    this.headquarters = headquarters;
  }

  private int dice(int sides) {
    return world.random().nextInt(sides);
  }

  RequestSpec spec(StoreId poster) {
    boolean offer = dice(5) == 0;
    List<Stage> stages = offer ? List.of() : stages();
    List<Units> lines = new ArrayList<>();
    lines.add(new Units(SHIRT, 3 + dice(offer ? 3 : 8)));
    if (dice(3) > 0) {
      lines.add(new Units(COAT, 1 + dice(4)));
    }
    Map<SkuId, List<SkuId>> substitutes =
        !offer && dice(3) == 0 ? Map.of(SHIRT, List.of(LARGE)) : Map.of();
    RequestOptions options =
        new RequestOptions(
            offer ? RequestOptions.Kind.SUPPLY : RequestOptions.Kind.DEMAND,
            RequestOptions.Channel.STORE,
            substitutes,
            stages,
            Optional.empty(),
            headquarters.forPost());
    return new RequestSpec(
        poster,
        lines,
        stages.isEmpty() ? Mode.FIRST_COME : stages.get(0).mode(),
        !offer && dice(3) == 0 ? Optional.of("token") : Optional.empty(),
        world.now().plusSeconds(60 + dice(300)),
        Optional.empty(),
        dice(8) == 0,
        dice(3) == 0 ? 1 + dice(3) : 0,
        "",
        "CN/East",
        options);
  }

  private List<Stage> stages() {
    Stage first = stage(Mode.FIRST_COME, 20);
    return switch (dice(6)) {
      case 0 -> List.of(stage(Mode.SEALED_WINDOW, 0));
      case 1 -> List.of(stage(Mode.ASSIGNED, 60));
      case 2 -> List.of(first, stage(Mode.SEALED_WINDOW, 0), stage(Mode.ASSIGNED, 0));
      case 3 -> List.of(stage(Mode.ASSIGNED, 40), stage(Mode.SEALED_WINDOW, 0));
      default -> List.of();
    };
  }

  private static Stage stage(Mode mode, int lastsSeconds) {
    return new Stage(
        mode, Duration.ofSeconds(lastsSeconds), Duration.ofSeconds(8), Duration.ofSeconds(15));
  }

  /** Some of what is open, or all of it, or more. */
  List<Units> some(PostedRequest request) {
    if (dice(4) == 0) {
      List<Units> open = new ArrayList<>();
      for (RequestLine line : request.view().orElseThrow().lines()) {
        if (line.open() > 0) {
          open.add(new Units(line.sku(), line.open()));
        }
      }
      if (!open.isEmpty()) {
        return open;
      }
    }
    boolean substitute = !request.spec().options().substitutes().isEmpty() && dice(3) == 0;
    SkuId sku = substitute ? LARGE : world.any(request.spec().lines()).sku();
    return List.of(new Units(sku, 1 + dice(4)));
  }

  /** One unit less of the first line, or more time. */
  RequestEdit less(PostedRequest request) {
    Units line = request.spec().lines().get(0);
    boolean longer = dice(3) == 0;
    return new RequestEdit(
        Optional.empty(),
        Optional.of("less"),
        longer ? Optional.of(request.spec().expireAt().plusSeconds(30)) : Optional.empty(),
        longer ? List.of() : List.of(new Units(line.sku(), Math.max(1, line.quantity() - 1))));
  }
}
