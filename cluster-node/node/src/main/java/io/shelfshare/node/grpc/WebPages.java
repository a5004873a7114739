package io.shelfshare.node.grpc;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.file.FileService;
import com.linecorp.armeria.server.file.HttpFile;
import java.net.URL;
import java.time.Duration;
import java.util.List;

/**
 * The pages for people: the store's at {@code /}, headquarters' at {@code /hq}. They are files from
 * the class path that talk to this port's public API, and know nothing that the API does not tell
 * their token. A distribution that was built without them says so in their place.
 */
final class WebPages {
  private static final String FOLDER = "/io/shelfshare/web";
  private static final Duration A_YEAR = Duration.ofDays(365);

  /** Looked at again each time; their names do not change when their content does. */
  private static final ServerCacheControl ASK_AGAIN = ServerCacheControl.REVALIDATED;

  /** Named by their content, so that they never change. */
  private static final ServerCacheControl FOR_EVER =
      ServerCacheControl.builder().cachePublic().maxAge(A_YEAR).immutable().build();

  /**
   * Scripts, styles and pictures of this server alone, nothing inline, and in nobody's frame. The
   * camera's reader of barcodes is WebAssembly of this server; that is no leave to evaluate text.
   */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'"
          + " data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src"
          + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final HttpHeaders GUARDS =
      HttpHeaders.builder()
          .add(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_POLICY)
          .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
          .add(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
          .add(HttpHeaderNames.CROSS_ORIGIN_OPENER_POLICY, "same-origin")
          .add("permissions-policy", "camera=(self), microphone=(), geolocation=()")
          .build();

  private static final List<String> FILES =
      List.of("/icon.svg", "/manifest.webmanifest", "/opening.js", "/service-worker.js");

  /** A page on bad Wi-Fi takes longer than a call may. */
  private static final Duration SENT_WITHIN = Duration.ofMinutes(1);

  private static final String ABSENT =
      """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><title>Shelfshare</title>
      <h1>The pages are not here</h1>
      <p>This node was built on a machine without Node.js, so that it has no pages. Everything else
      works. Install Node.js 20 or newer and build again.</p>
      <p lang="zh-CN">构建此节点的机器没有 Node.js，因此没有网页；其他功能正常。请安装 Node.js 20
      或更高版本后重新构建。</p>
      </html>
      """;

  private WebPages() {}

  static void add(ServerBuilder builder) {
    addFrom(builder, FOLDER);
  }

  /** Serves the pages below {@code folder} of the class path. */
  static void addFrom(ServerBuilder builder, String folder) {
    ClassLoader loader = WebPages.class.getClassLoader();
    URL tablet = loader.getResource(folder.substring(1) + "/index.html");
    HttpService page = tablet == null ? WebPages::absent : file(loader, folder + "/index.html");
    HttpService headquarters =
        tablet == null ? WebPages::absent : file(loader, folder + "/hq.html");
    builder.service("/", page);
    builder.service("/hq", headquarters);
    builder.service("/hq/", headquarters);
    if (tablet != null) {
      FILES.forEach(name -> builder.service(name, file(loader, folder + name)));
      builder.serviceUnder(
          "/assets",
          FileService.builder(loader, folder + "/assets")
              .cacheControl(FOR_EVER)
              .serveCompressedFiles(true)
              .addHeader(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
              .build()
              .decorate(WebPages::patiently));
    }
  }

  private static HttpService file(ClassLoader loader, String path) {
    return HttpFile.builder(loader, path)
        .cacheControl(ASK_AGAIN)
        .setHeaders(GUARDS)
        .build()
        .asService()
        .decorate(WebPages::patiently);
  }

  private static HttpResponse patiently(
      HttpService file, ServiceRequestContext context, HttpRequest request) throws Exception {
    context.setRequestTimeout(TimeoutMode.SET_FROM_NOW, SENT_WITHIN);
    return file.serve(context, request);
  }

  private static HttpResponse absent(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.NOT_FOUND, MediaType.HTML_UTF_8, ABSENT);
  }
}
