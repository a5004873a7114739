package io.shelfshare.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain JVM on the test's class path, which plays the parent that dies. */
public final class TestJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  /** Starts a main class; its errors go where the test's do. */
  public TestJvm(Class<?> mainClass, String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                JavaRuntime.current().launcher().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName()));
    line.addAll(List.of(arguments));
    process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The child process whose number it prints next. */
  public ProcessHandle childItPrints() throws IOException {
    return ProcessHandle.of(Long.parseLong(output.readLine().strip())).orElseThrow();
  }

  /** Ends it without any chance to clean up, and returns when it is gone. */
  public void kill9() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill9();
  }
}
