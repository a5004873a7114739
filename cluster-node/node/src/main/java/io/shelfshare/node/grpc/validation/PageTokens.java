package io.shelfshare.node.grpc.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Page tokens: where a page ended, with a check sum over it and the query's other fields, so that a
 * token cannot be used with another query. It guards against mistakes; it hides and permits
 * nothing.
 */
public final class PageTokens {
  private static final int SUM_CHARS = 12;

  private PageTokens() {}

  /** The token of the page after {@code position}; at most 800 characters. */
  public static String token(Message request, String position) {
    String text =
        Fingerprints.of(withoutPage(request), position).substring(0, SUM_CHARS) + position;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position in a request's {@code page_token}; empty for the first page.
   *
   * @param read throws {@code IllegalArgumentException} or {@code DateTimeException} where the text
   *     is no position
   * @throws CallFailed where the token is not one that {@link #token} made for the same query
   */
  public static <P> Optional<P> position(Message request, String token, Function<String, P> read) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.length() > SUM_CHARS) {
        String position = text.substring(SUM_CHARS);
        if (token(request, position).equals(token)) {
          return Optional.of(read.apply(position));
        }
      }
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw malformed(token);
    }
    throw malformed(token);
  }

  private static CallFailed malformed(String token) {
    return new CallFailed(
        Fault.field(new FieldFault("page_token", token, Expected.of("page_token"))));
  }

  private static Message withoutPage(Message request) {
    Message.Builder builder = request.toBuilder();
    for (String name : new String[] {"page_token", "page_size"}) {
      FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
      builder.clearField(field);
    }
    return builder.build();
  }
}
