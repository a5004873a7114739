package io.shelfshare.node.grpc.gateway;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of pictures that are kept, told by how their bytes begin and never by a name. */
public enum PhotoKind {
  JPEG("image/jpeg") {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, 0xff, 0xd8, 0xff);
    }
  },
  PNG("image/png") {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a);
    }
  },
  WEBP("image/webp") {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, 'R', 'I', 'F', 'F') && has(bytes, 8, 'W', 'E', 'B', 'P');
    }
  };

  private final String mediaType;

  PhotoKind(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  abstract boolean begins(byte[] bytes);

  /** The kind of a picture; empty where it is none of these. */
  public static Optional<PhotoKind> of(byte[] bytes) {
    return Arrays.stream(values()).filter(kind -> kind.begins(bytes)).findFirst();
  }

  private static boolean has(byte[] bytes, int at, int... wanted) {
    if (bytes.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[at + i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
