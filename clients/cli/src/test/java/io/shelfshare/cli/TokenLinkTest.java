package io.shelfshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenLinkTest {
  private final StringWriter out = new StringWriter();

  @Test
  void aStoresLinkOpensItsPage() {
    String token = token("{\"sub\":\"c\",\"role\":\"CLERK\",\"store\":\"s1\"}");

    assertThat(link(token, "--endpoint", "http://node.example:7070/")).isZero();
    assertThat(out.toString().strip()).isEqualTo("http://node.example:7070/#token=" + token);
  }

  @Test
  void headquartersLinkOpensTheirs() {
    String token = token("{\"sub\":\"h\",\"role\":\"HEADQUARTERS\"}");

    assertThat(link(token, "--page", "https://market.example")).isZero();
    assertThat(out.toString().strip()).isEqualTo("https://market.example/hq#token=" + token);
  }

  @Test
  void aPictureForCamerasStandsAboveTheLink() {
    String token = token("{\"sub\":\"c\",\"role\":\"CLERK\",\"store\":\"s1\"}");

    assertThat(link(token, "--qr")).isZero();
    assertThat(out.toString().lines())
        .hasSizeGreaterThan(20)
        .first()
        .asString()
        .startsWith("\u001b[30;107m    ");
    assertThat(out.toString().strip()).endsWith("#token=" + token);
  }

  @Test
  void withoutATokenThereIsNoLink() {
    assertThat(link("", "--endpoint", "http://127.0.0.1:1")).isEqualTo(ExitCodes.USAGE);
  }

  private int link(String token, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "token";
    args[1] = "link";
    System.arraycopy(more, 0, args, 2, more.length);
    return Shelfshare.run(
        new Shelfshare.Surroundings(
            Map.of("SHELFSHARE_TOKEN", token, "SHELFSHARE_ENDPOINT", "http://127.0.0.1:7070"),
            Path.of("/"),
            Clock.systemUTC(),
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true),
            false,
            false),
        args);
  }

  private static String token(String claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "e30." + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".sig";
  }
}
