package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import io.shelfshare.node.grpc.validation.PageTokens;
import java.util.List;
import java.util.function.Function;

/**
 * One page of answers: the gateways are asked for one more than is shown, to know of a next page.
 */
final class Pages {
  private Pages() {}

  /** The page size that was asked for, or the default where it was 0. */
  static int size(int asked, int otherwise) {
    return asked == 0 ? otherwise : asked;
  }

  static <T> List<T> shown(List<T> found, int size) {
    return found.size() > size ? found.subList(0, size) : found;
  }

  /** The token of the page after {@code found}; empty where there is none. */
  static <T> String next(Message request, List<T> found, int size, Function<T, String> position) {
    return found.size() > size
        ? PageTokens.token(request, position.apply(found.get(size - 1)))
        : "";
  }
}
