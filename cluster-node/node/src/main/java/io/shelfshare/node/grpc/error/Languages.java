package io.shelfshare.node.grpc.error;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which language a caller wants to read: Chinese where it says so first, else English. */
public final class Languages {
  private Languages() {}

  /** By the value of {@code accept-language}. */
  public static Locale of(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return Locale.ENGLISH;
    }
    String first = acceptLanguage.strip().toLowerCase(Locale.ROOT);
    return first.startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH;
  }

  /** By the call's header. */
  public static Locale of(RequestContext context) {
    HttpRequest request = context.request();
    return of(request == null ? null : request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE));
  }
}
