package io.shelfshare.node.grpc.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The slip as other people's software reads it. */
class SlipTest {
  private static final String ORDER = "019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60.0k2x9q0a1b2c3d";
  private static final String TOKEN = "customer-0123456789abcdef0123456789abcdef";
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
        Optional.empty(),
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

  private static Slip to(String recipient, String phone, String address) {
    Slip.Address where = new Slip.Address(recipient, phone, address);
    return slip(3)
        .with(Optional.of(new Slip.Customer(TOKEN, Optional.of(where), Slip.Absence.NONE)));
  }

  @Test
  void aParcelToACustomerSaysWhereItGoesAndWhoAskedForIt() throws Exception {
    Slip chinese = to("王小芳", "138 0000 0000", "浙江省杭州市西湖区文三路 1 号 2 单元 301 室");
    assertThat(text(chinese, Locale.SIMPLIFIED_CHINESE))
        .contains("王小芳", "138 0000 0000", "浙江省杭州市西湖区文三路", "单元 301 室")
        .contains(TOKEN, "请求门店：杭州 西湖店");
    assertThat(text(to("Zoë O'Hara", "", "1 West Lake Road\nHangzhou"), Locale.ENGLISH))
        .contains("Zoë O'Hara", "1 West Lake Road", "Hangzhou", "Asked for by 杭州 西湖店");
  }

  @Test
  void aLongAddressWrapsAndIsWhollyOnThePage() throws Exception {
    List<String> texts =
        List.of(
            "西湖区".repeat(166),
            "W".repeat(500),
            "Building 7, Wellington Crescent, ".repeat(15),
            "楼7B-".repeat(100));
    for (String address : texts) {
      Slip slip = to("王".repeat(100), "+86 138 0000 0000", address);
      try (PDDocument pdf = Loader.loadPDF(slip.pdf(Locale.ENGLISH))) {
        Edge edge = new Edge();
        String text = edge.getText(pdf).replaceAll("\\s", "");
        assertThat(edge.right).isLessThanOrEqualTo(PdfFile.WIDTH - 44 + 1);
        assertThat(text).contains(address.replaceAll("\\s", "").substring(400)).contains("coat2");
      }
    }
  }

  @Test
  void anAddressOfManyLinesStillFitsOnThePage() throws Exception {
    Slip slip = to("王\n".repeat(50), "1\n".repeat(20), "7B\n".repeat(166));
    try (PDDocument pdf = Loader.loadPDF(slip.pdf(Locale.ENGLISH))) {
      Edge edge = new Edge();
      assertThat(edge.getText(pdf)).contains("coat 2");
      assertThat(edge.bottom).isLessThan(PdfFile.HEIGHT);
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ERASED, The customer is erased",
    "NOT_SAID, Nobody has said",
    "ORDER_ENDED, the address is not shown",
  })
  void whoseAddressIsNotToBeHadSaysWhy(Slip.Absence why, String words) throws Exception {
    Slip slip = slip(1).with(Optional.of(Slip.Customer.without(TOKEN, why)));
    assertThat(text(slip, Locale.ENGLISH)).contains(words).contains(TOKEN);
    assertThat(text(slip, Locale.SIMPLIFIED_CHINESE)).contains("地址");
  }

  @Test
  void anAddressIsNotInWhatIsLogged() {
    assertThat(to("Li Hua", "1", "2").toString()).doesNotContain("Li Hua");
  }

  /** How far to the right a page's text goes, as a reader of PDF has it. */
  private static final class Edge extends PDFTextStripper {
    private double right;
    private double bottom;

    @Override
    protected void writeString(String text, List<TextPosition> positions) throws IOException {
      positions.forEach(one -> right = Math.max(right, one.getXDirAdj() + one.getWidthDirAdj()));
      positions.forEach(one -> bottom = Math.max(bottom, one.getYDirAdj()));
      super.writeString(text, positions);
    }
  }

  @Test
  void whatWouldEndAStringOrThePageStaysText() throws Exception {
    Slip odd =
        new Slip(
            ORDER,
            List.of("a) Tj ET (b\\", "x"),
            List.of("line\nbreak \ud83d\ude00", "y"),
            Optional.empty(),
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
