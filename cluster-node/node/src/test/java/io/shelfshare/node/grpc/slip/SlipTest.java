package io.shelfshare.node.grpc.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The slip as other people's software reads it. */
class SlipTest {
  private static final String ORDER = "019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60-0a1b2c3d";
  private static final int DOTS_PER_INCH = 200;

  /** What it learns of this machine's fonts stays with the build. */
  @BeforeAll
  static void keepTheFontsApart() {
    System.setProperty("pdfbox.fontcache", "target");
  }

  private static Slip slip(int lines) {
    return new Slip(
        ORDER,
        List.of("上海1店 (Nanjing Rd.)", "s00001   CN/East/Shanghai"),
        List.of("杭州 西湖店", "s00002   CN/East/Zhejiang"),
        "",
        "SF Express SF123",
        Instant.parse("2026-11-22T08:00:00Z"),
        IntStream.range(0, lines)
            .mapToObj(i -> new Slip.Line("羊毛大衣 coat " + i, "rouge é   L   6901234567892", 2))
            .toList());
  }

  @Test
  void itsBarsAreTheOrder() throws Exception {
    try (PDDocument pdf = Loader.loadPDF(slip(3).pdf(Locale.ENGLISH))) {
      BufferedImage page = new PDFRenderer(pdf).renderImageWithDPI(0, DOTS_PER_INCH);
      int[] dots = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
      BinaryBitmap picture =
          new BinaryBitmap(
              new HybridBinarizer(new RGBLuminanceSource(page.getWidth(), page.getHeight(), dots)));
      int top = DOTS_PER_INCH;
      BinaryBitmap bars = picture.crop(0, top, page.getWidth(), DOTS_PER_INCH / 2);
      assertThat(new Code128Reader().decode(bars).getText()).isEqualTo(ORDER);
    }
  }

  @Test
  void itSaysWhatIsInTheParcelInTheWordsOfTheReader() throws Exception {
    assertThat(text(slip(2), Locale.ENGLISH))
        .contains("Packing slip", ORDER, "上海1店 (Nanjing Rd.)", "杭州 西湖店", "羊毛大衣 coat 1")
        .contains("rouge é", "SF Express SF123", "Items: 2   Units: 4", "2026-11-22 08:00 UTC");
    assertThat(text(slip(2), Locale.SIMPLIFIED_CHINESE)).contains("装箱单", "共 2 项，4 件");
  }

  @Test
  void itGoesOnOverPages() throws Exception {
    byte[] bytes = slip(50).pdf(Locale.ENGLISH);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(3);
    }
    assertThat(text(slip(50), Locale.ENGLISH)).contains("coat 0", "coat 49", "Page 3 of 3");
  }

  @Test
  void aCustomerIsNamedByItsReferenceAlone() throws Exception {
    Slip toCustomer =
        new Slip(ORDER, slip(1).from(), slip(1).to(), "C-1042", "", Instant.EPOCH, slip(1).lines());
    assertThat(text(toCustomer, Locale.ENGLISH)).contains("Customer C-1042", "杭州 西湖店");
  }

  @Test
  void whatWouldEndAStringOrThePageStaysText() throws Exception {
    Slip odd =
        new Slip(
            ORDER,
            List.of("a) Tj ET (b\\", "x"),
            List.of("line\nbreak \ud83d\ude00", "y"),
            "",
            "",
            Instant.EPOCH,
            slip(1).lines());
    assertThat(text(odd, Locale.ENGLISH)).contains("a) Tj ET (b\\", "line break");
  }

  @Test
  void whatTheBarsCannotSayIsNoCode() {
    assertThatThrownBy(() -> Code128.widths("上海")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(Slip slip, Locale locale) throws Exception {
    try (PDDocument pdf = Loader.loadPDF(slip.pdf(locale))) {
      return new PDFTextStripper().getText(pdf);
    }
  }
}
