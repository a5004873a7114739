package io.shelfshare.node.grpc.validation;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of what a request asks for: SHA-256 over its canonical bytes, cut to 128 bits, in hex. */
public final class Fingerprints {
  private static final int BYTES = 16;

  private Fingerprints() {}

  /**
   * The same for two requests exactly where they ask for the same; {@code request_id} is left out.
   */
  public static String ofMutation(Message request) {
    Message.Builder body = request.toBuilder();
    for (String name : new String[] {"request_id", "not_after"}) {
      FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
      if (field != null) {
        body.clearField(field);
      }
    }
    return of(body.build(), "");
  }

  /** Over a message, its type and {@code more}. */
  static String of(Message message, String more) {
    MessageDigest digest = sha256();
    digest.update(message.getDescriptorForType().getFullName().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(canonical(message));
    digest.update((byte) 0);
    digest.update(more.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static byte[] canonical(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("Writing to an array of the right size does not fail.", e);
    }
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
