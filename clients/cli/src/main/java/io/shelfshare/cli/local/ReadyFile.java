package io.shelfshare.cli.local;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tells scripts, and the other commands, where a running cluster listens.
 *
 * @param nodes the nodes' public endpoints
 * @param tokens tokens of stores, by store id
 * @param headquartersToken a token of headquarters
 * @param cassandra host and port of the database
 */
public record ReadyFile(
    List<String> nodes, Map<String, String> tokens, String headquartersToken, String cassandra) {

  /** Writes it to a file, all at once. */
  public void write(Path file) {
    DataFolder.write(file, json());
  }

  private Struct json() {
    ListValue.Builder all = ListValue.newBuilder();
    nodes.forEach(node -> all.addValues(text(node)));
    Struct.Builder byStore = Struct.newBuilder();
    tokens.forEach((store, token) -> byStore.putFields(store, text(token)));
    return Struct.newBuilder()
        .putFields("grpc", text(nodes.get(0)))
        .putFields("web", text(nodes.get(0)))
        .putFields("nodes", Value.newBuilder().setListValue(all).build())
        .putFields("tokens", Value.newBuilder().setStructValue(byStore).build())
        .putFields("headquarters_token", text(headquartersToken))
        .putFields("cassandra", text(cassandra))
        .build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
