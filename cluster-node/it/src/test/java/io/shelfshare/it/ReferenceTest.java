package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.market.v1.ErrorReason;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
  private static final String PREFIX = "ERROR_REASON_";
  private static final Set<String> REASONS =
      Arrays.stream(ErrorReason.values())
          .map(reason -> reason.name().substring(reason.name().startsWith(PREFIX) ? 13 : 0))
          .collect(Collectors.toUnmodifiableSet());

  static List<Reference.Call> calls() {
    return Reference.calls();
  }

  @Test
  void theReferenceIsFound() {
    assertThat(calls()).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallSaysWhetherItMayBeRetriedAndHowItEnds(Reference.Call call) {
    assertThat(call.comment()).contains("afe to retry").contains("Errors:");
    assertThat(REASONS).containsAll(call.reasons());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = ".*UNSPECIFIED|UNRECOGNIZED")
  void thePageForIntegratorsSaysWhatToDoAboutEveryReason(ErrorReason reason) {
    assertThat(Reference.page("docs/integrator.md"))
        .contains("`" + reason.name().substring(PREFIX.length()) + "`");
  }
}
