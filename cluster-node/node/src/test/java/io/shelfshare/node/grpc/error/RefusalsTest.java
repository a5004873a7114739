package io.shelfshare.node.grpc.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.shelfshare.domain.Refusal;
import io.shelfshare.market.v1.ErrorReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {
  @ParameterizedTest
  @EnumSource(Refusal.Reason.class)
  void everyReasonOfTheDomainIsToldInBothLanguages(Refusal.Reason reason) throws Exception {
    Fault fault = Refusals.fault(new Refusal(reason, Map.of("sku", "sku-1", "open", "2")));
    if (reason == Refusal.Reason.SHORT_REASON_MISSING) {
      // The edge looks first; where the order finds it, it is told as the same wrong field.
      assertThat(fault.fields()).extracting(FieldFault::field).containsExactly("short_reason");
      return;
    }
    assertThat(Refusals.name(fault.reason())).isEqualTo(reason.name());
    Status english = Refusals.status(fault, Locale.ENGLISH);
    Status chinese = Refusals.status(fault, Locale.SIMPLIFIED_CHINESE);
    assertThat(english.getCode()).isNotEqualTo(Code.INTERNAL_VALUE).isEqualTo(chinese.getCode());
    assertThat(english.getMessage()).isNotBlank().doesNotContain("{", "[", "?");
    assertThat(chinese.getMessage()).isNotEqualTo(english.getMessage()).doesNotContain("{", "[");
    ErrorInfo info = english.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo(reason.name());
    assertThat(info.getDomain()).isEqualTo("shelfshare");
    assertThat(info.getMetadataMap()).containsEntry("sku", "sku-1");
    boolean retry = english.getDetailsList().stream().anyMatch(any -> any.is(RetryInfo.class));
    assertThat(retry).isEqualTo(reason.retry() == Refusal.Retry.SOON);
  }

  @ParameterizedTest
  @EnumSource(ErrorReason.class)
  void everyReasonOfTheApiHasWordsAndTheCodeThatItsProtoSays(ErrorReason reason)
      throws IOException {
    if (reason == ErrorReason.UNRECOGNIZED || reason == ErrorReason.ERROR_REASON_UNSPECIFIED) {
      return;
    }
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
      assertThatCode(() -> Words.in(locale).say(Refusals.name(reason), Map.of()))
          .doesNotThrowAnyException();
    }
    Path proto = Path.of("../../proto/shelfshare/market/v1/error_reason.proto");
    Matcher said =
        Pattern.compile("// ([A-Z_]+): [^=]*?" + reason.name() + " =")
            .matcher(Files.readString(proto));
    assertThat(said.find()).isTrue();
    assertThat(Refusals.code(reason).name()).isEqualTo(said.group(1));
  }

  @Test
  void bothBundlesHaveTheSameWords() {
    var english =
        java.util.ResourceBundle.getBundle("io.shelfshare.node.grpc.error.words", Locale.ROOT);
    for (String key : english.keySet()) {
      assertThat(Words.in(Locale.CHINESE).has(key)).as(key).isTrue();
      String chinese = Words.in(Locale.CHINESE).say(key, Map.of());
      assertThat(chinese).as(key).isNotEqualTo(english.getString(key));
    }
  }

  @Test
  void longAndStrangeValuesAreShortenedAndCleaned() {
    FieldFault fault = new FieldFault("note", "a\u0000b\n" + "x".repeat(100), Expected.of("value"));
    assertThat(fault.value()).startsWith("a?b?xx").endsWith("…").hasSize(41);
  }
}
