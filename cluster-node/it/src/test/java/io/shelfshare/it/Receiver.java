package io.shelfshare.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A store's own program that takes webhooks, checks who signed them, and can be made to stall. */
final class Receiver implements AutoCloseable {
  private static final byte[] KEY = "twenty-four bytes, and more".getBytes(StandardCharsets.UTF_8);

  final List<Hook> seen = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /**
   * A call.
   *
   * @param path where it went
   * @param signed whether its signature is right
   */
  record Hook(String path, String id, String body, boolean signed, long nanos) {}

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return url("/hook");
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What went to a path. */
  List<Hook> at(String path) {
    return seen.stream().filter(hook -> hook.path().equals(path)).toList();
  }

  static String secret() {
    return "whsec_" + Base64.getEncoder().encodeToString(KEY);
  }

  /** From now on nobody gets an answer. */
  void stall() {
    gate = new CountDownLatch(1);
  }

  void goOn() {
    gate.countDown();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
    String text = new String(body, StandardCharsets.UTF_8);
    String wanted = "v1," + sign(id + "." + time + "." + text);
    boolean signed = wanted.equals(exchange.getRequestHeaders().getFirst("webhook-signature"));
    String path = exchange.getRequestURI().getPath();
    seen.add(new Hook(path, id, text, signed, System.nanoTime()));
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
    threads.shutdownNow();
  }
}
