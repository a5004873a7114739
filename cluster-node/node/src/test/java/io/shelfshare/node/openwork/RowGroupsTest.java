package io.shelfshare.node.openwork;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RowGroupsTest {
  private final List<List<String>> groups = new ArrayList<>();
  private final List<CompletableFuture<Done>> writes = new ArrayList<>();
  private final RowGroups<String> rows =
      new RowGroups<>(
          group -> {
            groups.add(group);
            writes.add(new CompletableFuture<>());
            return writes.get(writes.size() - 1);
          });

  private CompletableFuture<Done> put(String row) {
    return rows.put(row).toCompletableFuture();
  }

  @Test
  void aLoneRowGoesAtOnce() {
    CompletableFuture<Done> row = put("a");

    assertThat(groups).containsExactly(List.of("a"));
    assertThat(row).isNotDone();
    writes.get(0).complete(Done.getInstance());
    assertThat(row).isCompleted();
  }

  @Test
  void rowsThatComeWhileOthersAreWrittenAreWrittenTogether() {
    put("a");
    put("b");
    CompletableFuture<Done> third = put("c");
    CompletableFuture<Done> fourth = put("d");

    assertThat(groups).containsExactly(List.of("a"), List.of("b"));
    writes.get(0).complete(Done.getInstance());
    assertThat(groups).containsExactly(List.of("a"), List.of("b"), List.of("c", "d"));
    assertThat(third).isNotDone();
    writes.get(2).complete(Done.getInstance());
    assertThat(third).isCompleted();
    assertThat(fourth).isCompleted();
  }

  @Test
  void aGroupThatFailsFailsItsOwnRowsAlone() {
    CompletableFuture<Done> first = put("a");
    CompletableFuture<Done> second = put("b");
    CompletableFuture<Done> third = put("c");

    writes.get(0).completeExceptionally(new IllegalStateException("no database"));
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isNotDone();
    writes.get(2).complete(Done.getInstance());
    assertThat(third).isCompleted();
  }

  @Test
  void aWriteThatCannotEvenBeginFailsItsRows() {
    RowGroups<String> closed =
        new RowGroups<>(
            group -> {
              throw new IllegalStateException("closed");
            });

    CompletionStage<Done> row = closed.put("a");

    assertThat(row.toCompletableFuture()).isCompletedExceptionally();
  }
}
