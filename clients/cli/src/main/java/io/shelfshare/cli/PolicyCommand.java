package io.shelfshare.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.CreatePolicyRequest;
import io.shelfshare.market.v1.GetPolicyRequest;
import io.shelfshare.market.v1.ListPoliciesRequest;
import io.shelfshare.market.v1.ListPoliciesResponse;
import io.shelfshare.market.v1.Policy;
import io.shelfshare.market.v1.PublishPolicyRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads and changes who is asked and who is best. */
@Command(
    name = "policy",
    subcommands = {
      PolicyCommand.ListAll.class,
      PolicyCommand.Show.class,
      PolicyCommand.Create.class,
      PolicyCommand.Publish.class
    })
final class PolicyCommand extends Group {
  static String name(String id) {
    return id.startsWith("policies/") ? id : "policies/" + id;
  }

  static void print(Session session, List<Policy> policies) {
    Table table = new Table(session.words().headings("policy", "state", "rings", "weights"));
    for (Policy policy : policies) {
      table.row(
          ResourceNames.id(policy.getName()) + " v" + policy.getVersion(),
          policy.getPublished() ? "published" : "-",
          policy.getRingsList().stream().map(PolicyCommand::ring).collect(Collectors.joining(", ")),
          policy.getWeightsList().stream()
              .map(
                  one ->
                      one.getFactor().name().replace("FACTOR_", "").toLowerCase(Locale.ROOT)
                          + "="
                          + one.getWeight())
              .collect(Collectors.joining(" ")));
    }
    session.terminal().data(table);
  }

  private static String ring(Policy.Ring ring) {
    String reach =
        ring.getWithinKm() > 0
            ? ring.getWithinKm() + " km"
            : ring.getRegionLevels() > 0 ? "region/" + ring.getRegionLevels() : "all";
    return "+"
        + ring.getAfter().getSeconds()
        + "s "
        + reach
        + (ring.getHavingIt() ? " having" : "");
  }

  /** Lists every version. */
  @Command(name = "list")
  static final class ListAll extends ApiCommand {
    @Override
    int run(Session session) {
      ListPoliciesResponse found =
          session.call(
              () ->
                  session
                      .client()
                      .routing()
                      .listPolicies(ListPoliciesRequest.getDefaultInstance()));
      session.answer(found, () -> print(session, found.getPoliciesList()));
      return ExitCodes.OK;
    }
  }

  /** Shows one version. */
  @Command(name = "show")
  static final class Show extends ApiCommand {
    @Parameters(paramLabel = "POLICY", descriptionKey = "param.policy")
    private String policy = "";

    @Option(names = "--version-number", paramLabel = "N")
    private int version;

    @Override
    int run(Session session) {
      GetPolicyRequest call =
          GetPolicyRequest.newBuilder().setName(name(policy)).setVersion(version).build();
      Policy found = session.call(() -> session.client().routing().getPolicy(call));
      session.answer(found, () -> print(session, List.of(found)));
      return ExitCodes.OK;
    }
  }

  /** Makes the next version from a file. */
  @Command(name = "create")
  static final class Create extends ApiCommand {
    @Parameters(paramLabel = "FILE", descriptionKey = "param.policy-file")
    private Path file = Path.of("");

    @Option(names = "--validate-only")
    private boolean validateOnly;

    @Override
    int run(Session session) throws UsageProblem {
      Policy.Builder policy = Policy.newBuilder();
      try {
        JsonFormat.parser().merge(Files.readString(file), policy);
      } catch (InvalidProtocolBufferException malformed) {
        throw new UsageProblem(
            "usage.policy-file", file.toString(), String.valueOf(malformed.getMessage()));
      } catch (IOException unreadable) {
        throw new UsageProblem(
            "usage.policy-file", file.toString(), String.valueOf(unreadable.getMessage()));
      }
      CreatePolicyRequest call =
          CreatePolicyRequest.newBuilder().setPolicy(policy).setValidateOnly(validateOnly).build();
      Policy made = session.call(() -> session.client().routing().createPolicy(call));
      session.answer(made, () -> print(session, List.of(made)));
      return ExitCodes.OK;
    }
  }

  /** Publishes a version, or rolls back to it. */
  @Command(name = "publish")
  static final class Publish extends ApiCommand {
    @Parameters(index = "0", paramLabel = "POLICY", descriptionKey = "param.policy")
    private String policy = "";

    @Parameters(index = "1", paramLabel = "N", descriptionKey = "param.policy-version")
    private int version;

    @Override
    int run(Session session) {
      PublishPolicyRequest call =
          PublishPolicyRequest.newBuilder().setName(name(policy)).setVersion(version).build();
      Policy out = session.call(() -> session.client().routing().publishPolicy(call));
      session.answer(out, () -> print(session, List.of(out)));
      return ExitCodes.OK;
    }
  }
}
