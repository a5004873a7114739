import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";

/** Milliseconds since 1970; undefined where the field is not set. */
export function millisOf(timestamp: Timestamp | undefined): number | undefined {
  return timestamp && timestampMs(timestamp);
}

export function timestampAt(millis: number): Timestamp {
  return timestampFromMs(millis);
}
