package io.shelfshare.cli.connection;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A chain that {@code shelfshare dev} runs on this machine, as its ready file describes it.
 *
 * @param ready the ready file
 */
public record DevChain(Struct ready) {
  /** Where {@code dev} keeps its files, below the folder that it was started in. */
  public static final Path FOLDER = Path.of(".shelfshare", "dev");

  /** The file that says where the chain listens; it is there while the chain runs. */
  public static final String READY_FILE = "ready.json";

  /** Looks in {@code named}, or else in {@code folder} and those above it, for a ready file. */
  public static Optional<DevChain> find(Optional<Path> named, Path folder) {
    if (named.isPresent()) {
      return read(named.get().resolve(READY_FILE));
    }
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Optional<DevChain> found = read(at.resolve(FOLDER).resolve(READY_FILE));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<DevChain> read(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      Struct.Builder ready = Struct.newBuilder();
      JsonFormat.parser().merge(Files.readString(file), ready);
      return Optional.of(new DevChain(ready.build()));
    } catch (IOException halfWritten) {
      return Optional.empty();
    }
  }

  /** The nodes' endpoints; where several run, all of them. */
  public List<String> endpoints() {
    Value nodes = ready.getFieldsMap().get("nodes");
    List<String> all =
        nodes == null
            ? List.of()
            : nodes.getListValue().getValuesList().stream()
                .map(Value::getStringValue)
                .filter(node -> !node.isEmpty())
                .toList();
    return all.isEmpty() ? text("grpc").stream().toList() : all;
  }

  /** The tokens of stores, by store id, in the order of the ids. */
  public Map<String, String> tokens() {
    Map<String, String> tokens = new TreeMap<>();
    Value value = ready.getFieldsMap().get("tokens");
    if (value != null) {
      value
          .getStructValue()
          .getFieldsMap()
          .forEach((store, token) -> tokens.put(store, token.getStringValue()));
    }
    return tokens;
  }

  /** The token of headquarters. */
  public Optional<String> headquartersToken() {
    return text("headquarters_token");
  }

  private Optional<String> text(String field) {
    return Optional.ofNullable(ready.getFieldsMap().get(field))
        .map(Value::getStringValue)
        .filter(value -> !value.isEmpty());
  }
}
