package io.shelfshare.journalstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredEventTest {
  private static final StoredEvent EVENT =
      new StoredEvent(
          7, 1_700_000_000_000L, "w", "", new Serialized(42, "m.v1", new byte[] {1, 2}), meta());

  private static Optional<Serialized> meta() {
    return Optional.of(new Serialized(4, "", new byte[] {3}));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(StoredEvent.decoded(7, EVENT.encoded())).isEqualTo(EVENT);
  }

  @Test
  void theFirstFormatStaysReadable() {
    byte[] stored =
        HexFormat.of()
            .parseHex(
                "01010000018bcfe56800000177"
                    + "00000000002a00046d2e763100000002010200000004000000000001"
                    + "03");
    assertThat(HexFormat.of().formatHex(EVENT.encoded().array()))
        .isEqualTo(HexFormat.of().formatHex(stored));
    assertThat(StoredEvent.decoded(7, ByteBuffer.wrap(stored))).isEqualTo(EVENT);
  }

  @Test
  void aNewerFormatIsRefused() {
    assertThatThrownBy(() -> StoredEvent.decoded(7, ByteBuffer.wrap(new byte[] {2, 0})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format 2");
  }
}
