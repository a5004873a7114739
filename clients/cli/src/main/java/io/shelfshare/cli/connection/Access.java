package io.shelfshare.cli.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where to call and with which token. What the caller gives counts first, then the environment,
 * then a chain that {@code shelfshare dev} runs on this machine.
 *
 * @param endpoints the nodes, at least one
 * @param token the token; empty where there is none
 */
public record Access(List<String> endpoints, String token) {
  /** Where a node listens when nothing else is known. */
  public static final String DEFAULT_ENDPOINT = "http://127.0.0.1:7070";

  private static final String HEADQUARTERS = "hq";

  /**
   * What the caller asked for.
   *
   * @param actAs a store's id or {@code hq}, whose token of the {@code dev} chain shall be used
   * @param preferHeadquarters whose token of the {@code dev} chain is used where nobody is named:
   *     that of headquarters rather than of a store
   */
  public record Wishes(
      List<String> endpoints,
      Optional<String> token,
      Optional<Path> tokenFile,
      Optional<String> actAs,
      boolean preferHeadquarters) {}

  /** A wish that cannot be met; the key names the words for people. */
  public static final class NoAccess extends Exception {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final String value;

    NoAccess(String key, String value) {
      super(key + ": " + value);
      this.key = key;
      this.value = value;
    }

    /** Key of the words. */
    public String key() {
      return key;
    }

    /** What the words are about. */
    public String value() {
      return value;
    }
  }

  /**
   * Finds the access.
   *
   * @param folder where to look for a running {@code dev}, upwards
   */
  public static Access find(Wishes wishes, Map<String, String> environment, Path folder)
      throws NoAccess {
    List<String> endpoints = given(wishes, environment);
    Optional<String> token = givenToken(wishes, environment);
    if (!endpoints.isEmpty() && (token.isPresent() || wishes.actAs().isEmpty())) {
      return new Access(endpoints, token.orElse(""));
    }
    Optional<DevChain> dev =
        DevChain.find(
            Optional.ofNullable(environment.get("SHELFSHARE_DEV_DIR")).map(Path::of), folder);
    if (dev.isEmpty()) {
      if (wishes.actAs().isPresent()) {
        throw new NoAccess("access.no-dev", wishes.actAs().get());
      }
      return new Access(
          endpoints.isEmpty() ? List.of(DEFAULT_ENDPOINT) : endpoints, token.orElse(""));
    }
    List<String> nodes = endpoints.isEmpty() ? dev.get().endpoints() : endpoints;
    String devToken = token.isPresent() ? token.get() : token(dev.get(), wishes);
    return new Access(nodes.isEmpty() ? List.of(DEFAULT_ENDPOINT) : nodes, devToken);
  }

  private static List<String> given(Wishes wishes, Map<String, String> environment) {
    if (!wishes.endpoints().isEmpty()) {
      return wishes.endpoints();
    }
    return Arrays.stream(environment.getOrDefault("SHELFSHARE_ENDPOINT", "").split(",", -1))
        .map(String::strip)
        .filter(endpoint -> !endpoint.isEmpty())
        .toList();
  }

  private static Optional<String> givenToken(Wishes wishes, Map<String, String> environment)
      throws NoAccess {
    if (wishes.token().isPresent()) {
      return wishes.token().map(String::strip);
    }
    if (wishes.tokenFile().isPresent()) {
      try {
        return Optional.of(Files.readString(wishes.tokenFile().get()).strip());
      } catch (IOException unreadable) {
        throw new NoAccess("access.token-file", wishes.tokenFile().get().toString());
      }
    }
    if (wishes.actAs().isPresent()) {
      return Optional.empty();
    }
    return Optional.ofNullable(environment.get("SHELFSHARE_TOKEN"))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  private static String token(DevChain dev, Wishes wishes) throws NoAccess {
    Optional<String> actAs = wishes.actAs();
    if (actAs.isEmpty()) {
      if (wishes.preferHeadquarters()) {
        return dev.headquartersToken().orElse("");
      }
      return dev.tokens().values().stream().findFirst().orElse("");
    }
    String who = actAs.get().startsWith("stores/") ? actAs.get().substring(7) : actAs.get();
    Optional<String> token =
        who.equals(HEADQUARTERS)
            ? dev.headquartersToken()
            : Optional.ofNullable(dev.tokens().get(who));
    return token.orElseThrow(
        () ->
            new NoAccess(
                "access.unknown-store",
                who + " (" + String.join(", ", dev.tokens().keySet()) + ", hq)"));
  }
}
