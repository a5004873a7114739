package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.Contract;
import io.shelfshare.market.v1.ListContractsRequest;
import io.shelfshare.market.v1.ListContractsResponse;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListOwnersResponse;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListSkusResponse;
import io.shelfshare.market.v1.ListStaffResponse;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.ListStoresResponse;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Staff;
import io.shelfshare.market.v1.Store;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads and imports owners, stores and SKUs. */
@Command(
    name = "directory",
    subcommands = {
      DirectoryCommand.ListCommand.class,
      DirectoryImportCommand.Owners.class,
      DirectoryImportCommand.Stores.class,
      DirectoryImportCommand.Skus.class,
      DirectoryImportCommand.Contracts.class,
      DirectoryImportCommand.People.class,
      DirectoryCommand.ExportCommand.class
    })
final class DirectoryCommand extends Group {
  private static final int PAGE = 1000;

  /** Lists reference data. */
  @Command(
      name = "list",
      subcommands = {Owners.class, Stores.class, Skus.class, Contracts.class, People.class})
  static final class ListCommand extends Group {}

  /** Exports reference data. */
  @Command(
      name = "export",
      subcommands = {
        DirectoryExportCommand.Owners.class,
        DirectoryExportCommand.Stores.class,
        DirectoryExportCommand.Skus.class,
        DirectoryExportCommand.Contracts.class,
        DirectoryExportCommand.People.class
      })
  static final class ExportCommand extends Group {}

  /** Lists people. */
  @Command(name = "staff")
  static final class People extends ApiCommand {
    @Override
    int run(Session session) {
      DirectoryFile.People format = new DirectoryFile.People();
      List<Staff> staff = format.all(session).toList();
      Table table =
          new Table(session.words().headings("id", "name", "role", "store", "owner", "removed"));
      staff.forEach(person -> table.row(format.cells(person).toArray()));
      session.answer(
          ListStaffResponse.newBuilder().addAllStaff(staff).build(),
          () -> session.show(table, "empty.directory"));
      return ExitCodes.OK;
    }
  }

  /** Lists contracts. */
  @Command(name = "contracts")
  static final class Contracts extends ApiCommand {
    @Option(names = "--owner", paramLabel = "OWNER")
    private String owner = "-";

    @Override
    int run(Session session) {
      List<Contract> contracts =
          session
              .client()
              .listContracts(
                  ListContractsRequest.newBuilder()
                      .setParent(ResourceNames.owner(owner))
                      .setPageSize(PAGE)
                      .build())
              .toList();
      Table table = new Table(session.words().headings("owner", "viewer", "visibility"));
      DirectoryFile.Contracts format = new DirectoryFile.Contracts();
      contracts.forEach(contract -> table.row(format.cells(contract).toArray()));
      session.answer(
          ListContractsResponse.newBuilder().addAllContracts(contracts).build(),
          () -> session.show(table, "empty.directory"));
      return ExitCodes.OK;
    }
  }

  /** Lists owners. */
  @Command(name = "owners")
  static final class Owners extends ApiCommand {
    @Override
    int run(Session session) {
      List<Owner> owners =
          session
              .client()
              .listOwners(ListOwnersRequest.newBuilder().setPageSize(PAGE).build())
              .toList();
      Table table = new Table(session.words().headings("owner", "name", "kind", "parent"));
      owners.forEach(
          owner ->
              table.row(
                  ResourceNames.id(owner.getName()),
                  owner.getDisplayName(),
                  owner.getKind().name().replace("KIND_", "").toLowerCase(Locale.ROOT),
                  ResourceNames.id(owner.getParentOwner())));
      session.answer(
          ListOwnersResponse.newBuilder().addAllOwners(owners).build(),
          () -> session.show(table, "empty.directory"));
      return ExitCodes.OK;
    }
  }

  /** Lists stores. */
  @Command(name = "stores")
  static final class Stores extends ApiCommand {
    @Option(names = "--region", paramLabel = "PATH")
    private String region = "";

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 1000;

    @Override
    int run(Session session) {
      List<Store> stores =
          session
              .client()
              .listStores(
                  ListStoresRequest.newBuilder().setRegionPrefix(region).setPageSize(PAGE).build())
              .limit(Math.max(0, limit))
              .toList();
      Table table =
          new Table(
              session
                  .words()
                  .headings("store", "name", "owner", "region", "latitude", "longitude"));
      stores.forEach(
          store ->
              table.row(
                  ResourceNames.id(store.getName()),
                  store.getDisplayName(),
                  ResourceNames.id(store.getOwner()),
                  store.getPlace().getRegion(),
                  String.format(Locale.ROOT, "%.4f", store.getPlace().getLatitude()),
                  String.format(Locale.ROOT, "%.4f", store.getPlace().getLongitude())));
      session.answer(
          ListStoresResponse.newBuilder().addAllStores(stores).build(),
          () -> session.show(table, "empty.directory"));
      return ExitCodes.OK;
    }
  }

  /** Lists SKUs. */
  @Command(name = "skus")
  static final class Skus extends ApiCommand {
    @Option(names = "--style", paramLabel = "STYLE")
    private String style = "";

    @Option(names = "--gtin", paramLabel = "GTIN")
    private String gtin = "";

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 1000;

    @Override
    int run(Session session) {
      List<Sku> skus =
          session
              .client()
              .listSkus(
                  ListSkusRequest.newBuilder()
                      .setStyle(style)
                      .setGtin(gtin)
                      .setPageSize(PAGE)
                      .build())
              .limit(Math.max(0, limit))
              .toList();
      Table table =
          new Table(session.words().headings("sku", "style", "colour", "size", "gtin", "name"));
      skus.forEach(
          sku ->
              table.row(
                  ResourceNames.id(sku.getName()),
                  sku.getStyle(),
                  sku.getColour(),
                  sku.getSize(),
                  sku.getGtin(),
                  sku.getDisplayName()));
      session.answer(
          ListSkusResponse.newBuilder().addAllSkus(skus).build(),
          () -> session.show(table, "empty.directory"));
      return ExitCodes.OK;
    }
  }
}
