package io.shelfshare.node.grpc.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.ShuttingDownException;
import io.shelfshare.market.v1.ErrorReason;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Failures failures = new Failures(new Random(1), 1_000);

  @Test
  void aCallThatANodeLeavesBehindIsForAnotherNode() {
    Throwable left = new CompletionException(ShuttingDownException.get());
    assertThat(failures.fault(left).reason()).isEqualTo(ErrorReason.ERROR_REASON_RETRY_LATER);
  }

  @Test
  void aClientThatHasGoneIsNoIncident() {
    assertThat(failures.fault(ClosedSessionException.get()).reason())
        .isEqualTo(ErrorReason.ERROR_REASON_RETRY_LATER);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNoIncident() {
    for (Throwable silent :
        List.of(new NoNodeAvailableException(), new DriverTimeoutException("after 2 s"))) {
      assertThat(failures.fault(new CompletionException(silent)).reason())
          .isEqualTo(ErrorReason.ERROR_REASON_RETRY_LATER);
    }
  }

  @Test
  void whatNobodyForesawIsAnIncident() {
    assertThat(failures.fault(new IllegalStateException("unforeseen")).reason())
        .isEqualTo(ErrorReason.ERROR_REASON_INTERNAL);
  }
}
