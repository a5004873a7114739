package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.CreateEndpointRequest;
import io.shelfshare.market.v1.DeleteEndpointRequest;
import io.shelfshare.market.v1.Endpoint;
import io.shelfshare.market.v1.ListEndpointsRequest;
import io.shelfshare.market.v1.ListEndpointsResponse;
import io.shelfshare.market.v1.TestEndpointRequest;
import io.shelfshare.market.v1.TestEndpointResponse;
import io.shelfshare.market.v1.Topic;
import io.shelfshare.market.v1.UpdateEndpointRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a store is reached: webhooks and group robots. */
@Command(
    name = "endpoint",
    subcommands = {
      EndpointCommand.ListAll.class,
      EndpointCommand.Create.class,
      EndpointCommand.Change.class,
      EndpointCommand.Delete.class,
      EndpointCommand.Test.class,
      DeliveriesCommand.class
    })
final class EndpointCommand extends Group {
  static String name(String id) {
    return id.startsWith("endpoints/") ? id : "endpoints/" + id;
  }

  private static void print(Session session, List<Endpoint> endpoints) {
    Table table =
        new Table(session.words().headings("id", "store", "channel", "address", "topics", "state"));
    for (Endpoint endpoint : endpoints) {
      table.row(
          ResourceNames.id(endpoint.getName()),
          ResourceNames.id(endpoint.getStore()),
          endpoint.getChannel().name().replace("CHANNEL_", "").toLowerCase(Locale.ROOT),
          endpoint.getAddressHint(),
          endpoint.getTopicsList().stream()
              .map(EndpointCommand::word)
              .collect(Collectors.joining(" ")),
          endpoint.getDisabledReason().isEmpty() ? "on" : endpoint.getDisabledReason());
    }
    session.show(table, "endpoint.none");
  }

  static String word(Topic topic) {
    return topic.name().replace("TOPIC_", "").toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Topic> topics(List<String> words) throws UsageProblem {
    List<Topic> topics = new ArrayList<>();
    for (String word : words) {
      try {
        topics.add(Topic.valueOf("TOPIC_" + word.toUpperCase(Locale.ROOT).replace('-', '_')));
      } catch (IllegalArgumentException unknown) {
        throw new UsageProblem("usage.topic", word);
      }
    }
    return topics;
  }

  /** Reads {@code 22:00-08:00 Asia/Shanghai}. */
  private static Endpoint.QuietHours quiet(String text) throws UsageProblem {
    String[] parts = text.strip().split("[- ]+", 3);
    if (parts.length != 3) {
      throw new UsageProblem("usage.quiet", text);
    }
    return Endpoint.QuietHours.newBuilder()
        .setFrom(parts[0])
        .setTo(parts[1])
        .setTimeZone(parts[2])
        .build();
  }

  private static Endpoint.Language language(String tag) {
    return tag.toLowerCase(Locale.ROOT).startsWith("zh")
        ? Endpoint.Language.LANGUAGE_CHINESE
        : Endpoint.Language.LANGUAGE_ENGLISH;
  }

  /** The channels that have an address to type. */
  enum Channel {
    webhook,
    wecom,
    dingtalk,
    feishu
  }

  /** Lists endpoints. */
  @Command(name = "list")
  static final class ListAll extends ApiCommand {
    @Option(names = "--all")
    private boolean all;

    @Override
    int run(Session session) throws UsageProblem {
      ListEndpointsRequest call =
          ListEndpointsRequest.newBuilder()
              .setParent(all ? "stores/-" : session.store())
              .setPageSize(1000)
              .build();
      ListEndpointsResponse found =
          session.call(() -> session.client().notifications().listEndpoints(call));
      session.answer(found, () -> print(session, found.getEndpointsList()));
      return ExitCodes.OK;
    }
  }

  /** Adds an endpoint. */
  @Command(name = "create")
  static final class Create extends ApiCommand {
    @Parameters(index = "0", paramLabel = "CHANNEL", descriptionKey = "param.channel")
    private Channel channel = Channel.webhook;

    @Parameters(index = "1", paramLabel = "URL", descriptionKey = "param.address")
    private String address = "";

    @Option(names = "--secret", paramLabel = "SECRET")
    private String secret = "";

    @Option(names = "--name", paramLabel = "NAME")
    private String label = "";

    @Option(names = "--topic", paramLabel = "TOPIC")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--quiet", paramLabel = "HOURS")
    private String quiet = "";

    @Option(names = "--hourly-max", paramLabel = "N")
    private int hourlyMax;

    @Option(names = "--language", paramLabel = "LANG")
    private String language = "en";

    @Override
    int run(Session session) throws UsageProblem {
      Endpoint.Builder endpoint =
          Endpoint.newBuilder()
              .setChannel(
                  Endpoint.Channel.valueOf("CHANNEL_" + channel.name().toUpperCase(Locale.ROOT)))
              .setAddress(address)
              .setSecret(secret)
              .setDisplayName(label)
              .setLanguage(language(language))
              .setHourlyMax(hourlyMax)
              .addAllTopics(topics(topics));
      if (!quiet.isEmpty()) {
        endpoint.setQuietHours(quiet(quiet));
      }
      CreateEndpointRequest call =
          CreateEndpointRequest.newBuilder()
              .setParent(session.store())
              .setEndpoint(endpoint)
              .build();
      Endpoint made = session.call(() -> session.client().notifications().createEndpoint(call));
      session.answer(made, () -> print(session, List.of(made)));
      return ExitCodes.OK;
    }
  }

  /** Changes an endpoint. */
  @Command(name = "change")
  static final class Change extends ApiCommand {
    @Parameters(paramLabel = "ENDPOINT", descriptionKey = "param.endpoint")
    private String endpoint = "";

    @Option(names = "--address", paramLabel = "URL")
    private String address = "";

    @Option(names = "--secret", paramLabel = "SECRET")
    private String secret = "";

    @Option(names = "--name", paramLabel = "NAME")
    private String label = "";

    @Option(names = "--enable")
    private boolean enable;

    @Override
    int run(Session session) {
      UpdateEndpointRequest.Builder call =
          UpdateEndpointRequest.newBuilder().setName(name(endpoint)).setEnable(enable);
      if (!address.isEmpty()) {
        call.setAddress(address);
      }
      if (!secret.isEmpty()) {
        call.setSecret(secret);
      }
      if (!label.isEmpty()) {
        call.setDisplayName(label);
      }
      Endpoint changed =
          session.call(() -> session.client().notifications().updateEndpoint(call.build()));
      session.answer(changed, () -> print(session, List.of(changed)));
      return ExitCodes.OK;
    }
  }

  /** Deletes an endpoint. */
  @Command(name = "delete")
  static final class Delete extends ApiCommand {
    @Parameters(paramLabel = "ENDPOINT", descriptionKey = "param.endpoint")
    private String endpoint = "";

    @Override
    int run(Session session) {
      DeleteEndpointRequest call =
          DeleteEndpointRequest.newBuilder().setName(name(endpoint)).build();
      Endpoint gone = session.call(() -> session.client().notifications().deleteEndpoint(call));
      session.answer(gone, () -> print(session, List.of(gone)));
      return ExitCodes.OK;
    }
  }

  /** Sends a message that says that messages arrive. */
  @Command(name = "test")
  static final class Test extends ApiCommand {
    @Parameters(paramLabel = "ENDPOINT", descriptionKey = "param.endpoint")
    private String endpoint = "";

    @Override
    int run(Session session) {
      TestEndpointRequest call = TestEndpointRequest.newBuilder().setName(name(endpoint)).build();
      TestEndpointResponse sent =
          session.call(() -> session.client().notifications().testEndpoint(call));
      session.answer(sent, () -> session.terminal().data(sent.getMessageId()));
      return ExitCodes.OK;
    }
  }
}
