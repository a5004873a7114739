package io.shelfshare.cli.bench;

import java.util.List;

/** What a reader must know to judge the figures; in the report beside them. */
final class Notes {
  static final List<String> ALL =
      List.of(
          "Ours and the peer get the same calls from the same generator over gRPC, in turns A B C;"
              + " pgbench runs the peer's functions by itself over a unix socket, without a"
              + " service.",
          "Every answer is durable on both: Cassandra's commit log in batch mode, PostgreSQL with"
              + " fsync and synchronous_commit on. All processes, the generator too, share this"
              + " machine's processors.",
          "The requests that grabs meet are posted before the turn and not measured. In"
              + " lost_grabs_10 and lost_grabs_1000 so many calls one after the other meet each"
              + " request, and every call counts, the winner's too; a grab that is told CONTENDED"
              + " is sent again after 2 to 20 ms and counts once.",
          "The peer checks no token, keeps no books, history or watches, tells nobody, remembers no"
              + " request_id of a post or an order's step, and writes nothing for a confirmation,"
              + " since its schema has no such state; ours does all of that. No prices or trade"
              + " rules are loaded into either.",
          "pgbench's find_sku is one sum over the SKU's stock lines; the peer's and ours also"
              + " answer the 20 nearest stores. Its full_life has four transactions, as there is"
              + " nothing to confirm.",
          "A turn's processor time runs from before its first call until the processes are calm"
              + " again, so that what is done after the answer is counted. What the just-in-time"
              + " compilers of a JVM took is within it, and is shown apart as well.",
          "Written bytes are write_bytes of /proc/PID/io of Cassandra and the node, or of the peer"
              + " and PostgreSQL; log bytes are the growth of PostgreSQL's write-ahead log. Of"
              + " pgbench only the log is known, as its connections end with it.",
          "A ratio is that of neighbouring turns, round by round; its median is not the ratio of"
              + " the medians.");

  private Notes() {}
}
