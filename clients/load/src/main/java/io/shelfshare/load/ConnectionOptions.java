package io.shelfshare.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where to connect to, from the command line. */
final class ConnectionOptions {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "A node, such as http://127.0.0.1:7070; may be given several times.")
  private List<String> endpoints = new ArrayList<>();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds a token of headquarters or of an integrator.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "The file that `shelfshare dev --ready-file` wrote, for both.")
  private @Nullable Path readyFile;

  /** The cluster that the options name; empty where they name none. */
  Optional<LoadCommand.Target> target() {
    if (endpoints.isEmpty()) {
      return readyFile == null ? Optional.empty() : Optional.of(ready(readyFile));
    }
    return Optional.of(new LoadCommand.Target(List.copyOf(endpoints), token()));
  }

  private String token() {
    if (tokenFile != null) {
      return read("--token-file", tokenFile).strip();
    }
    return readyFile == null ? "" : ready(readyFile).token();
  }

  private LoadCommand.Target ready(Path file) {
    JsonNode ready;
    try {
      ready = new ObjectMapper().readTree(read("--ready-file", file));
    } catch (IOException malformed) {
      throw wrong("--ready-file " + file + " is no JSON", malformed);
    }
    List<String> nodes = new ArrayList<>();
    JsonNode grpc = ready.path("grpc");
    if (grpc.isTextual()) {
      nodes.add(grpc.asText());
    }
    grpc.forEach(node -> nodes.add(node.asText()));
    if (nodes.isEmpty()) {
      throw wrong("--ready-file " + file + " names no endpoint in its field grpc", null);
    }
    return new LoadCommand.Target(nodes, ready.path("headquarters_token").asText(""));
  }

  private String read(String option, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw wrong(option + " cannot be read: " + file, unreadable);
    }
  }

  private ParameterException wrong(String message, @Nullable Throwable cause) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the command's description before it is run");
    }
    return new ParameterException(spec.commandLine(), message, cause);
  }
}
