package io.shelfshare.node.grpc.slip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A PDF 1.4 (ISO 32000-1) of A4 pages. No font is inside: Helvetica and the collection Adobe-GB1
 * are among those that every reader has or stands in for (9.6.2.2 and 9.7.5.2).
 */
final class PdfFile {
  static final double WIDTH = 595;
  static final double HEIGHT = 842;

  private static final int FIRST_PAGE_OBJECT = 8;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> offsets = new ArrayList<>();

  private PdfFile() {}

  static byte[] of(List<PdfPage> pages) {
    return new PdfFile().write(pages);
  }

  private byte[] write(List<PdfPage> pages) {
    // The second line tells those who move files that this one is not text.
    put("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
    object("<</Type/Catalog/Pages 2 0 R>>");
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(FIRST_PAGE_OBJECT + 2 * i).append(" 0 R ");
    }
    object("<</Type/Pages/Count " + pages.size() + "/Kids[" + kids + "]>>");
    object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
    object(
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H/Encoding/UniGB-UCS2-H"
            + "/DescendantFonts[6 0 R]>>");
    object(
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 7 0 R"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>");
    object(
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
            + "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>");
    for (PdfPage page : pages) {
      int content = offsets.size() + 2;
      object(
          String.format(
              Locale.ROOT,
              "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.0f %.0f]/Contents %d 0 R"
                  + "/Resources<</Font<</%s 3 0 R/%s 4 0 R/%s 5 0 R>>>>>>",
              WIDTH,
              HEIGHT,
              content,
              PdfPage.LATIN,
              PdfPage.LATIN_BOLD,
              PdfPage.CHINESE));
      byte[] drawn = page.bytes();
      begin();
      put("<</Length " + drawn.length + ">>\nstream\n");
      out.writeBytes(drawn);
      put("\nendstream\nendobj\n");
    }
    return finish();
  }

  private void object(String body) {
    begin();
    put(body + "\nendobj\n");
  }

  private void begin() {
    offsets.add(out.size());
    put(offsets.size() + " 0 obj\n");
  }

  private byte[] finish() {
    int table = out.size();
    int count = offsets.size() + 1;
    put("xref\n0 " + count + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> put(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
    put("trailer\n<</Size " + count + "/Root 1 0 R>>\nstartxref\n" + table + "\n%%EOF\n");
    return out.toByteArray();
  }

  private void put(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
