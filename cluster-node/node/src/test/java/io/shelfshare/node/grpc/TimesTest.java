package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void aTimeIsTakenAsPreciselyAsTheJournalKeepsIt() {
    Timestamp sent = Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(123_456_789).build();
    Instant taken = Times.instant(sent);
    assertThat(taken).isEqualTo(Instant.ofEpochMilli(taken.toEpochMilli()));
    assertThat(Times.instant(Times.timestamp(taken))).isEqualTo(taken);
  }
}
